import { clock } from '../../shared/time/clock';
import type { LoginSession } from '../../shared/login/loginGuard';
import { RequestQueue } from './requestQueue';

/** What the items of one run of a node share. */
export type NodeRun = {
	queue: RequestQueue;
	/** indexes of the items that have begun, whether or not they are at work still */
	begun: Set<number>;
	/** set once an item failed although the node is to stop at the first failure */
	stopped: boolean;
	/** by `key` of the login: input items may have credentials of their own */
	sessions: Map<string, LoginSession>;
	/** when the execution began with this package, by `clock.elapsed` */
	executionBegan: number;
	/** by what they work on: the end of the work of the last item that asked for a turn */
	turns: Map<string, Promise<unknown>>;
};

type Execution = {
	/** by name of the node: the run that is under way, or was the last */
	runs: Map<string, NodeRun>;
	began: number;
};

const executions = new WeakMap<AbortSignal, Execution>();

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
	const known = cancelSignal && executions.get(cancelSignal);
	const execution = known ?? { runs: new Map<string, NodeRun>(), began: clock.elapsed() };
	if (cancelSignal !== undefined) executions.set(cancelSignal, execution);
	const latest = execution.runs.get(nodeName);
	const run = latest === undefined || latest.begun.has(itemIndex) ? newRun(execution) : latest;
	execution.runs.set(nodeName, run);
	run.begun.add(itemIndex);
	return run;
}

function newRun({ began }: Execution): NodeRun {
	return {
		queue: new RequestQueue(),
		begun: new Set(),
		stopped: false,
		sessions: new Map(),
		executionBegan: began,
		turns: new Map(),
	};
}

/**
 * Works on something when all items that asked before have come to their end, however they ended.
 *
 * @param key what is worked on
 */
export async function inTurn<T>(
	{ turns }: Pick<NodeRun, 'turns'>,
	key: string,
	work: () => Promise<T>,
): Promise<T> {
	const before = turns.get(key) ?? Promise.resolve();
	const turn = before.then(work, work);
	turns.set(key, turn);
	return await turn;
}
