import type { KylinFailure } from '../kylin/failures';

/** n8n starts all input items at once; 500 items must not mean 500 open connections to Kylin. */
export const MAX_REQUESTS_IN_FLIGHT = 8;

/**
 * The requests of all items of one node run, first come, first served. The first goes alone: a wrong
 * password sent by several at once would lock the account.
 */
export class RequestQueue {
	private limit = 1;

	private inFlight = 0;

	private readonly waiting: Array<() => void> = [];

	async run<T>(request: () => Promise<T>): Promise<T> {
		if (this.inFlight < this.limit) this.inFlight += 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await request();
		} finally {
			this.inFlight -= 1;
			this.limit = MAX_REQUESTS_IN_FLIGHT;
			for (const start of this.waiting.splice(0, this.limit - this.inFlight)) {
				this.inFlight += 1;
				start();
			}
		}
	}
}

/** What the items of one node run share while any of them is at work. */
export type NodeRun = {
	queue: RequestQueue;
	itemsAtWork: number;
	/** set once an item failed although the node is to stop at the first failure */
	stopped: boolean;
	/** set once Kylin refused the login: each further try would bring the account nearer to its lock */
	loginRefusal?: KylinFailure;
};

const runs = new WeakMap<object, NodeRun>();
const WITHOUT_SIGNAL = {};

/**
 * Items of one run are told by the execution's cancel signal, which they share. The entry goes with
 * the last item at work, so a retried node starts afresh.
 */
export async function withinNodeRun<T>(
	cancelSignal: AbortSignal | undefined,
	work: (run: NodeRun) => Promise<T>,
): Promise<T> {
	const key = cancelSignal ?? WITHOUT_SIGNAL;
	const run = runs.get(key) ?? { queue: new RequestQueue(), itemsAtWork: 0, stopped: false };
	runs.set(key, run);
	run.itemsAtWork += 1;
	try {
		return await work(run);
	} finally {
		run.itemsAtWork -= 1;
		if (run.itemsAtWork === 0) runs.delete(key);
	}
}
