/**
 * Keeps a wrong password from being sent again and again: three wrong tries in a row lock a Kylin
 * account for 30 seconds, ten for good (UserLockRuleUtil), and a poll comes every minute.
 */

/** A login that Kylin refused. Times are of n8n's clock, in milliseconds. */
export type Refusal = {
	/** in a row */
	count: number;
	at: number;
	/** how long nothing is sent */
	waitMs: number;
	/** the login that was refused, as `TriggerSettings.login`; absent when n8n was restarted since */
	login?: string;
};

const HOUR_MS = 3_600_000;

/** A second try, an hour later, is for a Kylin that was not itself. The third could lock. */
const MAX_TRIES = 2;

/** n8n repeats a failed activation within seconds; a person who activates again takes longer. */
const ACTIVATION_WAIT_MS = 60_000;

/** A locked account refuses the right password as well, but does not count the try. */
const LOCKED_WAIT_MS = 600_000;

const ACCOUNT_LOCKED = 'KE-010003005';

/** Not so a disabled user: nothing can lock it, and it may be enabled again at any time. */
export function leadsToLock({ code, httpStatus }: { code?: string; httpStatus?: number }): boolean {
	return httpStatus === 401 || code === ACCOUNT_LOCKED;
}

export function afterRefusal(
	earlier: Refusal | undefined,
	{ code, now, login }: { code: string | undefined; now: number; login: string },
): Refusal {
	const isSameLogin = earlier?.login === undefined || earlier.login === login;
	const count = isSameLogin ? (earlier?.count ?? 0) : 0;
	return code === ACCOUNT_LOCKED
		? { count, at: now, waitMs: LOCKED_WAIT_MS, login }
		: { count: count + 1, at: now, waitMs: HOUR_MS, login };
}

/**
 * Whether the login may be sent. A changed credential always may, and an activation by hand counts
 * as a promise that something was repaired.
 */
export function mayLogIn(
	refusal: Refusal | undefined,
	{ now, login, isActivation }: { now: number; login: string; isActivation: boolean },
): boolean {
	if (refusal === undefined) return true;
	if (refusal.login !== undefined && refusal.login !== login) return true;
	const waited = now - refusal.at;
	if (isActivation) return waited >= ACTIVATION_WAIT_MS;
	const isUsedUp = refusal.count >= MAX_TRIES && refusal.login !== undefined;
	return !isUsedUp && waited >= refusal.waitMs;
}

/** For n8n's static data: nothing that tells about the password. */
export function storeRefusal({ count, at, waitMs }: Refusal) {
	return { count, at, waitMs };
}

/** @returns undefined for anything that `storeRefusal` did not write */
export function readStoredRefusal(stored: unknown): Refusal | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { count, at, waitMs } = stored as Record<string, unknown>;
	const isSound = [count, at, waitMs].every((value) => Number.isSafeInteger(value));
	return isSound ? { count: Number(count), at: Number(at), waitMs: Number(waitMs) } : undefined;
}
