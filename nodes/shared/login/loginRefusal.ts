import { createHash, randomBytes } from 'crypto';
import type { LoginRefusalKind } from '../kylin/failures';

/**
 * Keeps a wrong password from being sent again and again: three wrong tries in a row lock a Kylin
 * account for 30 seconds, ten for good (UserLockRuleUtil), and triggers send by themselves.
 */

/** A disabled user is none of them: nothing can lock it, and it may be enabled again at any time. */
export type GatedKind = Exclude<LoginRefusalKind, 'disabled'>;

/** A login that was refused. */
export type Refusal = {
	kind: GatedKind;
	/** by n8n's clock, in milliseconds */
	at: number;
	/** of the login, as `markOf` */
	mark: string;
};

const HOUR_MS = 3_600_000;

const WAIT_MS: Readonly<Record<GatedKind, number | undefined>> = {
	// Kylin counts it, and a restart of n8n may already have cost the second of three tries.
	wrong: undefined,
	// A locked account refuses the right password as well, but does not count the try.
	locked: 600_000,
	// Kylin never saw it.
	inFront: HOUR_MS,
};

/** n8n repeats a failed activation within seconds; a person who tries again takes longer. */
const PERSON_WAIT_MS = 60_000;

/** Member of n8n's static data. */
const STORED = 'loginRefusal';

const VERSION = 2;

/** Stands for all that a login depends on; the password is not to be told from it. */
export function loginKey(root: string, username: unknown, password: unknown): string {
	return digest(JSON.stringify([root, username, password]));
}

/**
 * Tells a changed login from the one that was refused. Of the digest only 16 bits are kept: too few
 * to try passwords against, enough for one changed credential out of 65,536 to go unnoticed.
 */
export function markOf(login: string, salt = randomBytes(6).toString('hex')): string {
	return `${salt}.${digest(salt + login).slice(0, 4)}`;
}

function isMarkOf(mark: string, login: string): boolean {
	return markOf(login, mark.split('.')[0]) === mark;
}

/**
 * Whether a refused login may be sent again. What a person does counts as a promise that something
 * was repaired, once for each refusal. A refusal in the future was noted by a clock that was wrong.
 */
export function mayLogIn(
	{ kind, at }: Refusal,
	{ now, isByPerson, repairedAt = 0 }: { now: number; isByPerson: boolean; repairedAt?: number },
): boolean {
	if (repairedAt > at) return true;
	const waitMs = isByPerson ? PERSON_WAIT_MS : WAIT_MS[kind];
	return waitMs !== undefined && (now < at || now - at >= waitMs);
}

/** What is done about it, as an addition to the advice on the failure itself. */
export function whatComesNext(kind: GatedKind, wayOut: string): string {
	if (kind === 'locked') return 'The trigger tries this login again after ten minutes.';
	if (kind === 'inFront') return 'The trigger tries this login again after an hour.';
	return `So that the account is not locked, the trigger does not send this login again until the credential is changed or ${wayOut}.`;
}

/** Kept also where it is known already: n8n saves static data at few occasions only. */
export function storeRefusal(staticData: Record<string, unknown>, refusal: Refusal): void {
	const { kind, at, mark } = refusal;
	const stored = { version: VERSION, kind, at, mark };
	if (JSON.stringify(staticData[STORED]) !== JSON.stringify(stored)) staticData[STORED] = stored;
}

export function forgetStored(staticData: Record<string, unknown>): void {
	if (staticData[STORED] !== undefined) delete staticData[STORED];
}

/** @returns undefined for another login, and for anything that this version did not write */
export function loadRefusal(
	staticData: Record<string, unknown>,
	login: string,
): Refusal | undefined {
	const stored = staticData[STORED];
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { version, kind, at, mark } = stored as Record<string, unknown>;
	const isSound =
		version === VERSION &&
		isGatedKind(kind) &&
		Number.isSafeInteger(at) &&
		typeof mark === 'string' &&
		isMarkOf(mark, login);
	return isSound ? { kind, at: Number(at), mark } : undefined;
}

function isGatedKind(kind: unknown): kind is GatedKind {
	return typeof kind === 'string' && Object.hasOwn(WAIT_MS, kind);
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
