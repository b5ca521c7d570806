import { sleep } from 'n8n-workflow';

/** The only source of time of everything that waits. */
export const clock = {
	/** epoch milliseconds */
	now: (): number => Date.now(),
	/** @param ms milliseconds */
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};

/** So that a cancelled execution ends at once, and not after a wait of minutes. */
const SLICE_MS = 1_000;

/**
 * Sleeps in slices: n8n has no sleep with a cancel signal that is there in every version.
 *
 * @param assertWanted throws when the wait is no longer wanted
 */
export async function pause(ms: number, assertWanted: () => void): Promise<void> {
	const end = clock.now() + ms;
	assertWanted();
	for (let rest = ms; rest > 0; rest = end - clock.now()) {
		await clock.sleep(Math.min(rest, SLICE_MS));
		assertWanted();
	}
}
