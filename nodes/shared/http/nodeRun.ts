import type { KylinFailure } from '../kylin/failures';
import { RequestQueue } from './requestQueue';

/** What the items of one node run share while any of them is at work. */
export type NodeRun = {
	queue: RequestQueue;
	/** their indexes */
	itemsAtWork: Set<number>;
	/** set once an item failed although the node is to stop at the first failure */
	stopped: boolean;
	/** set once Kylin refused the login: each further try would bring the account nearer to its lock */
	loginRefusal?: KylinFailure;
};

const runs = new WeakMap<AbortSignal, NodeRun>();

/**
 * n8n tells an operation nothing of the node run it is part of. Items of one run are told by the
 * execution's cancel signal, which they share, and by their indexes, which they do not: the same index
 * a second time is another run, e.g. of an agent that calls its tools side by side. The entry goes
 * with the last item at work, so a retried node starts afresh.
 */
export async function withinNodeRun<T>(
	cancelSignal: AbortSignal | undefined,
	itemIndex: number,
	work: (run: NodeRun) => Promise<T>,
): Promise<T> {
	const run = nodeRunOf(cancelSignal, itemIndex);
	run.itemsAtWork.add(itemIndex);
	try {
		return await work(run);
	} finally {
		run.itemsAtWork.delete(itemIndex);
		if (run.itemsAtWork.size === 0) forget(cancelSignal, run);
	}
}

function forget(cancelSignal: AbortSignal | undefined, run: NodeRun): void {
	if (cancelSignal !== undefined && runs.get(cancelSignal) === run) runs.delete(cancelSignal);
}

function nodeRunOf(cancelSignal: AbortSignal | undefined, itemIndex: number): NodeRun {
	const shared = cancelSignal === undefined ? undefined : runs.get(cancelSignal);
	if (shared !== undefined && !shared.itemsAtWork.has(itemIndex)) return shared;
	const run = { queue: new RequestQueue(), itemsAtWork: new Set<number>(), stopped: false };
	if (cancelSignal !== undefined && shared === undefined) runs.set(cancelSignal, run);
	return run;
}
