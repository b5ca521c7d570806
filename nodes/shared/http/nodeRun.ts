import type { KylinFailure } from '../kylin/failures';
import { RequestQueue } from './requestQueue';

/** What the items of one run of a node share. */
export type NodeRun = {
	queue: RequestQueue;
	/** indexes of the items that have begun, whether or not they are at work still */
	begun: Set<number>;
	/** set once an item failed although the node is to stop at the first failure */
	stopped: boolean;
	/** set once Kylin refused the login: each further try would bring the account nearer to its lock */
	loginRefusal?: KylinFailure;
};

/** By execution and name of the node: the run that is under way, or was the last. */
const runs = new WeakMap<AbortSignal, Map<string, NodeRun>>();

/**
 * n8n tells an operation nothing of the node run it is part of. Items of one run are told by the
 * execution's cancel signal and the node, which they share, and by their indexes, which they do not:
 * the same index a second time is another run, e.g. of a loop, of a retried node, or of an agent that
 * calls its tools side by side.
 *
 * @param cancelSignal absent in hosts that have none; each item is then a run of its own
 */
export function nodeRunOf(
	cancelSignal: AbortSignal | undefined,
	nodeName: string,
	itemIndex: number,
): NodeRun {
	const ofExecution = (cancelSignal && runs.get(cancelSignal)) ?? new Map<string, NodeRun>();
	if (cancelSignal !== undefined) runs.set(cancelSignal, ofExecution);
	const latest = ofExecution.get(nodeName);
	const run = latest === undefined || latest.begun.has(itemIndex) ? newRun() : latest;
	ofExecution.set(nodeName, run);
	run.begun.add(itemIndex);
	return run;
}

function newRun(): NodeRun {
	return { queue: new RequestQueue(), begun: new Set(), stopped: false };
}
