import type { IPollFunctions } from 'n8n-workflow';
import type { Refusal } from './loginGate';

/**
 * What lasts as long as the n8n process and cannot be in static data. n8n calls all polls of one
 * activation on one object, and does not keep the next poll from starting before the last has ended.
 */
export const atWork = new WeakSet<object>();

/** Activations that have outlived a poll: from then on a failed poll does not end them. */
export const survived = new WeakSet<object>();

/** Activations whose jobs were looked at. */
export const hasLooked = new WeakSet<object>();

export type RememberedRefusal = Refusal & {
	message: string;
	advice: string;
	/** an execution has failed with it, so that somebody may know */
	isShown: boolean;
};

/** Refused logins by `nodeKey`. */
export const refusals = new Map<string, RememberedRefusal>();

export function nodeKey(context: Pick<IPollFunctions, 'getWorkflow' | 'getNode'>): string {
	return `${context.getWorkflow().id}/${context.getNode().id}`;
}
