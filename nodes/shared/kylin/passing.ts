import type { KylinFailure } from './failures';

const UNFORESEEN = 'KE-000000001';

/** Kylin's codes for what passes by itself: overload, start-up, metadata store, maintenance. */
const PASSING_CODES = new Set([
	UNFORESEEN,
	'KE-010019002',
	'KE-010021002',
	'KE-010021003',
	'KE-010021004',
	'KE-040021201',
	'KE-040024201',
]);

/** A connection that was there and broke. */
const DROPPED = new Set([
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNRESET',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ETIMEDOUT',
]);

/** No connection at all: a restart if Kylin has answered before, else a wrong address. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']);

/**
 * Whether asking again later may help. Kylin answers its own refusals with HTTP 400 and 500 alike,
 * so of those with a code only the code decides.
 *
 * @param hasAnswered Kylin has answered a request of the same kind before
 */
export function isTransient({ facts }: KylinFailure, hasAnswered: boolean): boolean {
	const { code, httpStatus = 0, isCutOff, networkCode } = facts;
	if (networkCode !== undefined) {
		return DROPPED.has(networkCode) || (hasAnswered && UNREACHABLE.has(networkCode));
	}
	// At first it may as well be another program than Kylin.
	if (isCutOff) return hasAnswered;
	// Kylin has this code for everything it did not foresee, bugs among it.
	if (code === UNFORESEEN && !hasAnswered) return false;
	if (code !== undefined) return PASSING_CODES.has(code) && httpStatus >= 500;
	return httpStatus >= 500 || httpStatus === 429;
}
