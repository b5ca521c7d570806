import type { IPollFunctions } from 'n8n-workflow';
import { hasLooked, survived } from './processMemory';

/** What n8n's default scheduler allows a poll, and does not enforce. */
const DEFAULT_BUDGET_MS = 300_000;

/** n8n's own starts say `init`. */
const MODES_OF_PERSONS = ['activate', 'create', 'update'];

/**
 * n8n's durable scheduler, which waits by the cause of a failure, gives no trigger up, and calls
 * every poll on a new object.
 */
export function isDurable(context: IPollFunctions): boolean {
	const budgetMs = context.getPollBudgetMs?.();
	return budgetMs !== undefined && budgetMs < DEFAULT_BUDGET_MS;
}

/** n8n gives up for good on a trigger whose first poll after a start fails. */
export function isDecisivePoll(context: IPollFunctions): boolean {
	return !isDurable(context) && !survived.has(context);
}

/** The activation mode stays the same for all polls, so it takes the first one to say anything. */
export function isActivationByPerson(context: IPollFunctions): boolean {
	return isDecisivePoll(context) && MODES_OF_PERSONS.includes(context.getActivationMode());
}

/** Of a workflow that was inactive; `update` is a new version of an active one. */
export function isFirstLookOfActivation(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'activate' && !hasLooked.has(context);
}
