import { tooLate } from '../kylin/networkFailure';

/** An end for a request, and for an answer that is read as it comes. */
export type TimeLimit = {
	/** aborted at the end: whoever listens to it breaks the request off */
	signal: AbortSignal;
	/** what the work gives; at the end a failure, whether or not the work can be broken off */
	race: <T>(work: Promise<T>) => Promise<T>;
	/** calls back before the signal is aborted because the time is over or somebody cancelled */
	onFailure: (callback: (failure: Error) => void) => void;
	/** allows so many milliseconds from now on */
	restart: (limitMs: number) => void;
	/** must be called when the work is over: what is left of it is broken off, and nothing stays */
	end: () => void;
};

/** Timers cannot be set for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * n8n's own limit of a request is the time without a byte, and is over when a stream begins. This one
 * is the time of the whole request. It goes by the real time, which nobody can set.
 *
 * @param cancelSignals end the work before its time
 * @param whyCancelled the failure if one of them did
 */
export function timeLimit(
	limitMs: number,
	cancelSignals: ReadonlyArray<AbortSignal | undefined> = [],
	whyCancelled: () => Error = tooLate,
): TimeLimit {
	const controller = new AbortController();
	const { signal } = controller;
	const callbacks: Array<(failure: Error) => void> = [];
	let timer: AbortSignal | undefined;

	const clear = () => {
		timer?.removeEventListener('abort', expire);
		for (const cancelSignal of cancelSignals) cancelSignal?.removeEventListener('abort', cancel);
	};
	const fail = (failure: Error) => {
		clear();
		for (const callback of callbacks) callback(failure);
		controller.abort(failure);
	};
	const expire = () => fail(tooLate());
	const cancel = () => fail(whyCancelled());
	const onFailure = (callback: (failure: Error) => void) => {
		if (signal.aborted) callback(signal.reason as Error);
		else callbacks.push(callback);
	};
	const restart = (ms: number) => {
		timer?.removeEventListener('abort', expire);
		if (signal.aborted) return;
		timer = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), LONGEST_TIMER_MS));
		timer.addEventListener('abort', expire);
	};
	restart(limitMs);
	for (const cancelSignal of cancelSignals) cancelSignal?.addEventListener('abort', cancel);
	if (cancelSignals.some((cancelSignal) => cancelSignal?.aborted)) cancel();
	return {
		signal,
		race: async <T>(work: Promise<T>) =>
			await new Promise<T>((resolve, reject) => {
				onFailure(reject);
				work.then(resolve, reject);
			}),
		onFailure,
		restart,
		end: () => {
			clear();
			controller.abort();
		},
	};
}

/** The same for a request whose answer is not read as it comes. */
export async function limited<T>(
	limit: TimeLimit,
	work: (endSignal: AbortSignal) => Promise<T>,
): Promise<T> {
	try {
		return await limit.race(work(limit.signal));
	} finally {
		limit.end();
	}
}
