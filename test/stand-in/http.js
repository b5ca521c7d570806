// @ts-check
'use strict';

const Negotiator = require('negotiator');

/** Media types, framework error bodies and the request as the handlers see it (contract 1.1, 1.2). */

const V4 = 'application/vnd.apache.kylin-v4+json';
const V4_PUBLIC = 'application/vnd.apache.kylin-v4-public+json';
const V2 = 'application/vnd.apache.kylin-v2+json';
const JSON_TYPE = 'application/json';

/** What Spring's CORS filter adds where it looks. */
const CORS_VARY = {
	Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
};

/**
 * @typedef {{ status: number, headers: Record<string, string>, body: string | Buffer, jobsRead?: number, stream?: () => AsyncIterable<Buffer> }} Answer
 *   `jobsRead`: what it cost; with a `stream` the body is what it yields, and its failure breaks the connection
 */

/** Of one range in an Accept header: Spring refuses the whole header for a single one that is not such. */
const READABLE = /^\s*(?:(?:\*\/\*|[\w.+!#$&^-]+\/[\w.*+!#$&^-]+)\s*(?:;.*)?)?$/;

/** @param {string} accept @param {string[]} [provided] */
function negotiated(accept, provided) {
	return new Negotiator({ headers: { accept } }).mediaTypes(provided);
}

/** @param {string} range */
function specificity(range) {
	if (range.startsWith('*')) return 0;
	return range.endsWith('/*') ? 1 : 2;
}

/**
 * The ranges of an Accept header in the order of Spring, for which the more specific one goes before the one of higher quality.
 *
 * @param {string | undefined} header @returns {string[] | null} null when it cannot be parsed
 */
function acceptedRanges(header) {
	const accept = header?.trim() || '*/*';
	if (!accept.split(',').every((range) => READABLE.test(range))) return null;
	return negotiated(accept.toLowerCase()).sort((x, y) => specificity(y) - specificity(x));
}

/** @param {string} range */
function isConcrete(range) {
	return specificity(range) === 2;
}

/**
 * Picks the handler for an Accept header. Handlers are given in the order in which a wildcard prefers them.
 *
 * @template {{ produces: string[] }} H
 * @param {string | undefined} header
 * @param {H[]} handlers
 * @returns {{ handler: H, contentType: string, errorType: string } | null} null = 406
 */
function negotiate(header, handlers) {
	for (const range of acceptedRanges(header) ?? []) {
		const handler = handlers.find(({ produces }) => negotiated(range, produces).length > 0);
		if (!handler) continue;
		return {
			handler,
			contentType: isConcrete(range) ? range : handler.produces[0],
			errorType: isConcrete(range) ? range : JSON_TYPE,
		};
	}
	return null;
}

/** The type of an answer nobody negotiated: any concrete JSON type asked for, else plain JSON. @param {string | undefined} header */
function fallbackType(header) {
	const wanted = acceptedRanges(header)?.find(isConcrete);
	return wanted !== undefined && /[/+]json$/.test(wanted) ? wanted : JSON_TYPE;
}

/** @param {number} status @param {string} type @param {string} body @returns {Answer} */
function jsonAnswer(status, type, body) {
	return { status, headers: { 'Content-Type': `${type};charset=UTF-8` }, body };
}

/** @param {string} type @param {string} data raw JSON text @returns {Answer} */
function success(type, data) {
	return jsonAnswer(200, type, `{"code":"000","data":${data},"msg":""}`);
}

/**
 * A handler that fails where nothing makes an envelope of it.
 * @param {string} type that it claims to produce
 */
function bootFailure(type) {
	return {
		produces: [type],
		/** @param {{ now: number }} context @param {{ path: string }} request @returns {Answer} */
		run: ({ now }, { path }) => bootError(500, 'Internal Server Error', path, type, now),
	};
}

/**
 * Spring Boot's default error answer, without Kylin's envelope.
 * @param {number} status @param {string} error @param {string} path @param {string | undefined} accept @param {number} now
 * @returns {Answer}
 */
function bootError(status, error, path, accept, now) {
	const ranges = acceptedRanges(accept);
	if (!ranges) return { status, headers: {}, body: '' };
	if (ranges[0]?.endsWith('/html')) {
		return {
			status,
			headers: { 'Content-Type': 'text/html;charset=UTF-8', 'Content-Language': 'en' },
			body: '<html><body><h1>Whitelabel Error Page</h1></body></html>',
		};
	}
	return jsonAnswer(
		status,
		fallbackType(accept),
		JSON.stringify({ timestamp: now, status, error, path }),
	);
}

const TOMCAT_STYLE =
	'<style type="text/css">body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;} h1 {font-size:22px;} h2 {font-size:16px;} h3 {font-size:14px;} p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}</style>';

/** @param {number} status @param {string} title @returns {Answer} */
function tomcatError(status, title) {
	return {
		status,
		headers: { 'Content-Type': 'text/html;charset=utf-8', 'Content-Language': 'en' },
		body: `<!doctype html><html lang="en"><head><title>HTTP Status ${status} – ${title}</title>${TOMCAT_STYLE}</head><body><h1>HTTP Status ${status} – ${title}</h1></body></html>`,
	};
}

module.exports = {
	V4,
	V4_PUBLIC,
	V2,
	JSON_TYPE,
	CORS_VARY,
	negotiate,
	fallbackType,
	jsonAnswer,
	success,
	bootError,
	bootFailure,
	tomcatError,
};
