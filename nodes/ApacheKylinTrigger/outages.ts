/** When a trigger that has told of an outage tells of it again. */
const REMINDER_MS = 24 * 3_600_000;

/** This many polls in a row have to go well: a Kylin that comes and goes is one outage. */
const GOOD_POLLS_NEEDED = 2;

/** Times are in epoch milliseconds of n8n's clock. */
type Outage = {
	since: number;
	/** when an execution last failed for it; undefined = nobody has been told yet */
	toldAt?: number;
	/** polls that went well since the last failed one */
	goodPolls: number;
};

/** By `nodeKey` of the trigger, as long as the n8n process lasts: n8n saves no static data after a failed poll. */
const outages = new Map<string, Outage>();

/** Whether an outage is to be told by a failed execution, and since when it lasts if it was told before. */
export type OutageReport = { isDue: boolean; toldSince?: number };

/** @param isForced tell it whether it is due or not */
export function reportOutage(
	trigger: string,
	{ now, isForced }: { now: number; isForced: boolean },
): OutageReport {
	const outage = outages.get(trigger) ?? { since: now, goodPolls: 0 };
	const { since, toldAt } = outage;
	// A clock that was set back must not silence the trigger for longer than it says.
	const isDue = toldAt === undefined || now < toldAt || now - toldAt >= REMINDER_MS || isForced;
	outages.set(trigger, { since, toldAt: isDue ? now : toldAt, goodPolls: 0 });
	return { isDue, toldSince: isDue && toldAt !== undefined ? since : undefined };
}

/**
 * For a failed poll that may not fail its execution.
 *
 * @param isActivation a user has just activated the workflow, and is to be told again
 */
export function noteUntoldOutage(
	trigger: string,
	{ now, isActivation }: { now: number; isActivation: boolean },
): void {
	const { since, toldAt } = outages.get(trigger) ?? { since: now };
	outages.set(trigger, { since, toldAt: isActivation ? undefined : toldAt, goodPolls: 0 });
}

export function noteGoodPoll(trigger: string): void {
	const outage = outages.get(trigger);
	if (outage === undefined) return;
	outage.goodPolls += 1;
	if (outage.goodPolls === GOOD_POLLS_NEEDED) outages.delete(trigger);
}
