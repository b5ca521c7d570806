// @ts-check
const { setTimeout: sleep } = require('node:timers/promises');

/** Long enough for a machine that does other work as well. */
const DEADLINE_MS = 90_000;
const POLL_MS = 200;

/**
 * Waits for the condition.
 *
 * @template T
 * @param {string} what
 * @param {() => T} isTrue
 * @returns {Promise<Exclude<Awaited<T>, false | undefined>>} what it gave
 */
async function until(what, isTrue) {
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const value = await isTrue();
		if (value) return /** @type {Exclude<Awaited<T>, false | undefined>} */ (value);
		if (Date.now() > deadline) throw new Error(`Not within ${DEADLINE_MS / 1000} s: ${what}`);
		await sleep(POLL_MS);
	}
}

module.exports = { until };
