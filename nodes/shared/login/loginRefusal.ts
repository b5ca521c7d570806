import type { RefusalKind } from '../kylin/faults';
import type { FailureFacts } from '../kylin/failures';

/**
 * Keeps a refused login from being sent again and again: three wrong passwords in a row lock a Kylin
 * account for 30 seconds, ten for good (UserLockRuleUtil), and triggers send by themselves.
 */
export type LoginRefusal = {
	kind: RefusalKind;
	/** when it was refused, by n8n's clock, in epoch milliseconds */
	refusedAt: number;
	/** the same by `clock.elapsed`, which nobody can set */
	refusedAfter: number;
	/** milliseconds after which it may be sent again by itself; undefined = never */
	waitMs: number | undefined;
	/** Kylin's own sentence, and what else is known */
	message: string;
	facts: FailureFacts;
	/** keys of the trigger nodes that have failed an execution with it, so that somebody may know */
	reportedBy: Set<string>;
};

const SECOND_MS = 1_000;

const TEN_MINUTES_MS = 600_000;

const UNIT_MS: Readonly<Record<string, number>> = {
	day: 86_400 * SECOND_MS,
	hour: 3_600 * SECOND_MS,
	minute: 60 * SECOND_MS,
	second: SECOND_MS,
};

/**
 * How long a refused login is not sent again by itself.
 *
 * @param earlier the refusal before this one, if the login was not accepted in between
 */
export function waitAfter(
	kind: RefusalKind,
	message: string,
	earlier: LoginRefusal | undefined,
): number | undefined {
	if (kind === 'wrong') return undefined;
	if (kind !== 'locked') return TEN_MINUTES_MS;
	// This login has locked the account, and would lock it again.
	return earlier !== undefined && earlier.waitMs === undefined ? undefined : lockMs(message);
}

/** How long an account stays locked, by Kylin's sentence: "Please try again in 1 minutes 30 seconds." */
export function lockMs(message: string): number {
	const begin = message.indexOf('try again in ');
	if (begin < 0) return TEN_MINUTES_MS;
	const [spelled] = message.slice(begin).split('.');
	const parts = [...spelled.matchAll(/\b(\d{1,6}) (day|hour|minute|second)/g)];
	const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit], 0);
	// Kylin counts in whole seconds.
	return ms === 0 ? TEN_MINUTES_MS : ms + SECOND_MS;
}

/** Whether a refused login may be sent again although no user has asked for it. */
export function isOver({ refusedAfter, waitMs }: LoginRefusal, elapsed: number): boolean {
	return waitMs !== undefined && elapsed - refusedAfter >= waitMs;
}

/** What happens next, as an addition to the advice of the failure itself. */
export function retryAdvice(kind: RefusalKind, waitMs: number | undefined): string {
	if (waitMs === undefined) {
		return 'So that the account is not locked, n8n does not send this login again until the credential is changed, somebody runs or activates a workflow with it, or n8n is restarted.';
	}
	return kind === 'locked'
		? 'n8n tries this login again once the lock is over.'
		: 'n8n tries this login again after ten minutes.';
}

/** @returns e.g. `2026-11-28 14:03:07 UTC` */
export function spellTime(epochMs: number): string {
	return new Date(epochMs)
		.toISOString()
		.replace('T', ' ')
		.replace(/\.\d+Z/, ' UTC');
}
