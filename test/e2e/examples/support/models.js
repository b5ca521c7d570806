// @ts-check
const { PROJECT, createSeed } = require('../../seed');

/** @typedef {import('../../../types/n8n').Example} Example */

const DAY_MS = 86_400_000;

/** Midnight so many days ago, in the zone of the seeded Kylin. @param {number} days */
const daysAgo = (days) => Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS;

/** @param {number} days */
const day = (days) => new Date(daysAgo(days)).toISOString().slice(0, 10);

/**
 * Models with segments of whole days.
 *
 * @param {Example} example
 * @param {Record<string, Array<[number, number]>>} models
 */
function seedModels({ standIn }, models) {
	standIn.seed({
		...createSeed(standIn.clock.now()),
		time_zone: 'UTC',
		models: Object.entries(models).map(([alias, segments]) => ({
			project: PROJECT,
			alias,
			segments: segments.map(([from, until]) => ({ start: daysAgo(from), end: daysAgo(until) })),
		})),
	});
}

/**
 * Runs the example. Each look at the jobs comes minutes after the one before it.
 *
 * @param {Example} example
 * @param {string[]} waitingNodes
 * @param {import('./example').Change} [change]
 */
async function runWhileTimeFlies({ standIn, run }, waitingNodes, change) {
	const FIVE_MINUTES_MS = 300_000;
	standIn.onRequest = (_, { method }) => {
		if (method === 'GET') standIn.clock.advance(FIVE_MINUTES_MS);
	};
	try {
		return await run((node) => {
			for (const name of waitingNodes) node(name).parameters.waitOptions.interval = 1;
			change?.(node);
		});
	} finally {
		standIn.onRequest = undefined;
	}
}

module.exports = { day, daysAgo, runWhileTimeFlies, seedModels };
