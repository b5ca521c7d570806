import { clock } from '../shared/time/clock';

/** When a trigger that has told of an outage tells of it again. */
const REMINDER_MS = 24 * 3_600_000;

/** This many polls in a row have to go well: a Kylin that comes and goes is one outage. */
const GOOD_POLLS_NEEDED = 2;

type Outage = {
	/** epoch milliseconds of n8n's clock */
	since: number;
	/** when an execution last failed for it, by `clock.elapsed`; undefined = nobody has been told yet */
	toldAfter?: number;
	/** polls that went well since the last failed one */
	goodPolls: number;
};

/** By `nodeKey` of the trigger, as long as the n8n process lasts: n8n saves no static data after a failed poll. */
const outages = new Map<string, Outage>();

/** Whether an outage is to be told by a failed execution, and since when it lasts if it was told before. */
export type OutageReport = { isDue: boolean; toldSince?: number };

/** @param isForced tell it whether it is due or not */
export function reportOutage(trigger: string, { isForced }: { isForced: boolean }): OutageReport {
	const { since, toldAfter } = outages.get(trigger) ?? { since: clock.now() };
	const now = clock.elapsed();
	const isDue = isForced || toldAfter === undefined || now - toldAfter >= REMINDER_MS;
	outages.set(trigger, { since, toldAfter: isDue ? now : toldAfter, goodPolls: 0 });
	return { isDue, toldSince: toldAfter === undefined ? undefined : since };
}

/**
 * For a failed poll that may not fail its execution.
 *
 * @param isActivation a user has just activated the workflow, and is to be told again
 */
export function noteUntoldOutage(
	trigger: string,
	{ isActivation }: { isActivation: boolean },
): void {
	const { since, toldAfter } = outages.get(trigger) ?? { since: clock.now() };
	outages.set(trigger, { since, toldAfter: isActivation ? undefined : toldAfter, goodPolls: 0 });
}

export function noteGoodPoll(trigger: string): void {
	const outage = outages.get(trigger);
	if (outage === undefined) return;
	outage.goodPolls += 1;
	if (outage.goodPolls === GOOD_POLLS_NEEDED) outages.delete(trigger);
}
