import { KylinFailure } from './failures';
import { networkFault } from './faults';

type Unanswered = { message?: string; code?: unknown; httpCode?: unknown; cause?: unknown };

/** What a request failed with, in words where it is Kylin or the network that failed. */
export function toFailure(error: Error): Error {
	return error instanceof KylinFailure ? error : (networkFailure(error) ?? error);
}

/** A request that got no answer, as n8n's HTTP helper reports it, in words. */
function networkFailure(error: unknown): KylinFailure | undefined {
	const { code, httpCode, cause, message } = error as Unanswered;
	const causeCode = (cause as Unanswered | undefined)?.code;
	const networkCode = [
		codeOfTls(cause) ?? codeOfTls(error),
		causeCode,
		code,
		httpCode,
		codeOfMessage(message),
	].find(
		(candidate): candidate is string => typeof candidate === 'string' && /^[A-Z]/.test(candidate),
	);
	return networkCode === undefined ? undefined : failureOfNetwork(networkCode);
}

function failureOfNetwork(networkCode: string): KylinFailure {
	const { sentence, advice } = networkFault(networkCode);
	return new KylinFailure(sentence, { networkCode, advice });
}

/** What Node says of an address it could not reach, e.g. `connect ECONNREFUSED 10.0.0.1:3128`. */
const UNREACHED = /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN) (\S{1,300})/;

/**
 * Tells a proxy that cannot be reached from Kylin that cannot: by the address that was tried.
 *
 * @param kylin address of Kylin
 */
export function blameProxy(error: Error, kylin: string): Error {
	const failure = toFailure(error);
	const { cause, messages = [] } = error as Unanswered & { messages?: unknown[] };
	const texts = [error.message, (cause as Unanswered | undefined)?.message, ...messages];
	const tried = texts.map((text) => UNREACHED.exec(String(text))?.[1]).find(Boolean);
	if (tried === undefined || !(failure instanceof KylinFailure)) return error;
	const { hostname, port, protocol } = new URL(kylin);
	const triedPort = /:(\d+)$/.exec(tried)?.[1];
	const kylinPort = port || (protocol === 'https:' ? '443' : '80');
	if (triedPort === undefined ? tried === hostname : triedPort === kylinPort) return error;
	return new KylinFailure(`The proxy between n8n and Kylin cannot be reached: ${tried}`, {
		...failure.facts,
		advice:
			"Check the node's option Proxy (tab Settings, Request Options), or n8n's own proxy (HTTP_PROXY, HTTPS_PROXY).",
	});
}

/** The time this package allows a request is over. */
export function tooLate(): KylinFailure {
	return failureOfNetwork('ECONNABORTED');
}

/** The code of OpenSSL's reason, which Node 20 reports as `EPROTO`, unless it is no HTTPS at all. */
function codeOfTls(error: unknown): string | undefined {
	const { message } = (error ?? {}) as Unanswered;
	const reason = String(message ?? '')
		.split('SSL routines:')[1]
		?.split(':')[1];
	if (reason === undefined || reason === 'wrong version number') return undefined;
	return `ERR_SSL_${reason.trim().toUpperCase().replace(/ /g, '_')}`;
}

/** n8n 1 reports an answer that broke off, and gzip that is none, without a code. */
function codeOfMessage(message: string | undefined): string | undefined {
	if (message === 'stream has been aborted') return 'ERR_BAD_RESPONSE';
	return message === 'incorrect header check' ? 'Z_DATA_ERROR' : undefined;
}
