// @ts-check
const { ask } = require('./children');

/**
 * @typedef {import('./types').Measured} Measured
 * @typedef {import('./types').Result} Result
 */

/** n8n runs for weeks: its code, and the server's, is not measured before it has been compiled. */
const WARM_UP_ROUNDS = 3;

/** @param {number[]} numbers */
function median(numbers) {
	const sorted = [...numbers].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)];
}

/**
 * The rivals take turns.
 *
 * @template {{ name: string, run: () => Promise<Measured> }} Rival
 * @param {Rival[]} rivals
 * @param {import('node:child_process').ChildProcess} server
 * @param {number} rounds
 * @returns {Promise<Result[]>} the
 * median of the times, and the memory of the first run
 */
async function inTurns(rivals, server, rounds) {
	/** @type {Array<{ name: string, times: number[], requests: number, megabytes?: number }>} */
	const results = rivals.map(({ name }) => ({
		name,
		times: [],
		requests: 0,
	}));
	for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
		await ask(server, 'next round');
		// Whoever runs first finds the server as the rival before it left it: each is first in turn.
		for (let turn = 0; turn < rivals.length; turn += 1) {
			const index = (turn + round) % rivals.length;
			const result = results[index];
			await ask(server);
			const { ms, megabytes } = await rivals[index].run();
			result.requests = (await ask(server)).requests;
			result.megabytes ??= megabytes;
			if (round >= WARM_UP_ROUNDS) result.times.push(ms);
		}
	}
	return results.map(({ times, ...result }) => ({ ...result, ms: median(times) }));
}

module.exports = { WARM_UP_ROUNDS, inTurns };
