import type { IPollFunctions } from 'n8n-workflow';
import { nodeKey, isByPerson } from '../shared/n8n/triggerNode';

/** What n8n's default scheduler allows a poll, and does not enforce. */
const DEFAULT_BUDGET_MS = 300_000;

/**
 * By n8n's object for an activation, on which it calls all polls of it. It does not keep the next
 * poll from starting before the last has ended.
 */
const atWork = new WeakSet<object>();

/** Activations that have outlived a poll: from then on a failed poll does not end them. */
const survived = new WeakSet<object>();

/** Activations whose jobs were looked at. */
const looked = new WeakSet<object>();

/** Whose poll began last, by node. */
const latest = new Map<string, WeakRef<object>>();

/** @returns false while the poll before is still at work */
export function beginPoll(context: IPollFunctions): boolean {
	if (atWork.has(context)) return false;
	atWork.add(context);
	latest.set(nodeKey(context), new WeakRef(context));
	return true;
}

export function endPoll(context: IPollFunctions): void {
	atWork.delete(context);
}

/**
 * Whether the workflow was activated anew during the poll, which then begins where this one did. n8n 1
 * would start both.
 */
export function isOvertaken(context: IPollFunctions): boolean {
	return latest.get(nodeKey(context))?.deref() !== context;
}

export function survive(context: IPollFunctions): void {
	survived.add(context);
}

export function noteLook(context: IPollFunctions): void {
	looked.add(context);
}

/**
 * The time n8n's durable scheduler leaves a poll, whose result is dropped if it takes longer. This
 * scheduler waits by the cause of a failure, gives no trigger up, and calls every poll on a new object.
 *
 * @returns undefined in the default scheduler
 */
export function durableBudgetMs(context: IPollFunctions): number | undefined {
	const budgetMs = context.getPollBudgetMs?.();
	return budgetMs === DEFAULT_BUDGET_MS ? undefined : budgetMs;
}

export function isDurable(context: IPollFunctions): boolean {
	return durableBudgetMs(context) !== undefined;
}

/** n8n gives up for good on a trigger whose first poll after a start fails. */
export function isDecisivePoll(context: IPollFunctions): boolean {
	return !isDurable(context) && !survived.has(context);
}

/** The activation mode stays the same for all polls, so it takes the first one to say anything. */
export function isActivationByPerson(context: IPollFunctions): boolean {
	return isDecisivePoll(context) && isByPerson(context.getActivationMode());
}

/** Of a workflow that was inactive; `update` is a new version of an active one. */
export function isFirstLookOfActivation(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'activate' && !looked.has(context);
}
