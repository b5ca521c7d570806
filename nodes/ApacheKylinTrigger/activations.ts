import type { IPollFunctions } from 'n8n-workflow';
import { isByPerson, nodeKey } from '../shared/n8n/triggerNode';
import type { Way } from './watch/followEveryProject';

/** What n8n's default scheduler allows a poll, and does not enforce. */
const DEFAULT_BUDGET_MS = 300_000;

type Activation = {
	/** activations that come later have larger ones */
	order: number;
	/** n8n does not keep the next poll from starting before the last one has ended */
	isPolling: boolean;
	/** a poll has ended without an error that n8n saw: from then on a failed one does not end the trigger */
	isStarted: boolean;
	/** jobs were read */
	hasRead: boolean;
	way: Way;
};

/** As long as n8n keeps its object for an activation, on which it makes all polls of it. */
const activations = new WeakMap<object, Activation>();

let activationCount = 0;

/** `order` of the latest activation that began a poll, by node. */
const latest = new Map<string, number>();

function activationOf(context: IPollFunctions): Activation {
	const known = activations.get(context);
	if (known !== undefined) return known;
	activationCount += 1;
	const activation = {
		order: activationCount,
		isPolling: false,
		isStarted: false,
		hasRead: false,
		way: { isByProject: false },
	};
	activations.set(context, activation);
	return activation;
}

/**
 * @returns false while the poll before is still running, and for an activation that a later one has
 * taken the place of: n8n 1 goes on polling for both
 */
export function beginPoll(context: IPollFunctions): boolean {
	const activation = activationOf(context);
	if (activation.isPolling || activation.order < latestOf(context)) return false;
	activation.isPolling = true;
	latest.set(nodeKey(context), activation.order);
	return true;
}

function latestOf(context: IPollFunctions): number {
	return latest.get(nodeKey(context)) ?? 0;
}

export function endPoll(context: IPollFunctions): void {
	activationOf(context).isPolling = false;
}

/**
 * Whether the workflow was activated again during the poll; the new activation then begins where this
 * poll did. n8n 1 would fire the events of both.
 */
export function isReplaced(context: IPollFunctions): boolean {
	return latestOf(context) !== activationOf(context).order;
}

export function noteStarted(context: IPollFunctions): void {
	activationOf(context).isStarted = true;
}

export function noteRead(context: IPollFunctions): void {
	activationOf(context).hasRead = true;
}

/** Whether a poll of this activation has read jobs. */
export function hasRead(context: IPollFunctions): boolean {
	return activationOf(context).hasRead;
}

/** How the polls of this activation read the jobs of all projects. */
export function wayOf(context: IPollFunctions): Way {
	return activationOf(context).way;
}

/**
 * The time n8n's durable scheduler gives a poll, whose result is dropped if it takes longer. This
 * scheduler backs off according to the cause of a failure, never gives a trigger up, and makes every
 * poll on a new object.
 *
 * @returns milliseconds; undefined in the default scheduler
 */
export function durableBudgetMs(context: IPollFunctions): number | undefined {
	const budgetMs = context.getPollBudgetMs?.();
	return budgetMs === DEFAULT_BUDGET_MS ? undefined : budgetMs;
}

export function isDurable(context: IPollFunctions): boolean {
	return durableBudgetMs(context) !== undefined;
}

/** n8n gives up for good on a trigger whose first poll after a start fails. */
export function isFirstPollAfterStart(context: IPollFunctions): boolean {
	return !isDurable(context) && !activationOf(context).isStarted;
}

/** The activation mode stays the same for all polls, so only the first one may go by it. */
export function isActivationByUser(context: IPollFunctions): boolean {
	return isFirstPollAfterStart(context) && isByPerson(context.getActivationMode());
}

/** Whether the workflow was inactive until now; `update` is a new version of an active one. */
export function isFirstReadAfterInactivity(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'activate' && !activationOf(context).hasRead;
}
