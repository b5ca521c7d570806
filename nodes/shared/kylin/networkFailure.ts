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

/** n8n 1 reports a connection that was closed within the answer without a code. */
function codeOfMessage(message: string | undefined): string | undefined {
	return message === 'stream has been aborted' ? 'ERR_BAD_RESPONSE' : undefined;
}
