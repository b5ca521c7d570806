import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * Without the vendor type Kylin routes `GET /jobs` to its v2 handler, which knows other parameters.
 * `en` is the one language every 5.x answers in.
 */
export const ACCEPT_HEADERS = {
	Accept: 'application/vnd.apache.kylin-v4-public+json',
	'Accept-Language': 'en',
};

export const JSON_BODY_HEADERS = { 'Content-Type': 'application/json;charset=utf-8' };

/** How every request to Kylin is sent: node, pickers and triggers alike. */
export const REQUEST_DEFAULTS = {
	headers: ACCEPT_HEADERS,
	// The body stays text, because parsing it is the envelope's job (64-bit numbers, web pages).
	encoding: 'text',
	json: false,
	// Kylin's sentence is in the body of its 400 and 500 answers. It also keeps n8n from repeating a
	// request after a 401, which would bring the account nearer to its lock.
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
} satisfies Partial<IHttpRequestOptions>;
