import { sleep } from 'n8n-workflow';

/** The only source of time of everything that waits. */
export const clock = {
	/** epoch milliseconds: for what is shown or compared with Kylin, as somebody may set the clock */
	now: (): number => Date.now(),
	/** milliseconds since some moment, with fractions: for durations, as nobody can set it */
	elapsed: (): number => performance.now(),
	/** @param ms milliseconds */
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};

/**
 * Waits for a promise, but not for ever. The timer holds nothing up and goes with the wait.
 *
 * @returns undefined once the time is over
 */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
	const timer = AbortSignal.timeout(Math.ceil(ms));
	return await new Promise<T | undefined>((resolve, reject) => {
		const giveUp = () => resolve(undefined);
		timer.addEventListener('abort', giveUp, { once: true });
		promise.then(resolve, reject).finally(() => timer.removeEventListener('abort', giveUp));
	});
}

/** So that a cancelled execution ends at once, and not after a wait of minutes. */
const SLICE_MS = 1_000;

/**
 * Sleeps in slices: n8n has no sleep with a cancel signal that is there in every version.
 *
 * @param assertWanted throws when the wait is no longer wanted
 */
export async function pause(ms: number, assertWanted: () => void): Promise<void> {
	const end = clock.elapsed() + ms;
	assertWanted();
	for (let rest = ms; rest > 0; rest = end - clock.elapsed()) {
		await clock.sleep(Math.min(rest, SLICE_MS));
		assertWanted();
	}
}
