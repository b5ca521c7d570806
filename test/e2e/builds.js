// @ts-check
const { PROJECT } = require('./seed');

/** @typedef {import('../types/n8n').Json} Json */

const DAY_MS = 86_400_000;

/** In Kylin's zone, which here is UTC. @param {number} now @param {number} days */
function daysBefore(now, days) {
	return Math.floor(now / DAY_MS) * DAY_MS - days * DAY_MS;
}

/** The name of a segment of one day. @param {number} start */
function nameOfDay(start) {
	const text = (/** @type {number} */ ms) =>
		new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14);
	return `${text(start)}_${text(start + DAY_MS)}`;
}

/**
 * Models with three segments of a day each, whose data end so many days ago, and a table for snapshots.
 *
 * @param {number} now
 * @param {string[]} aliases
 */
function seedOfModels(now, aliases, dataEnd = 3) {
	return {
		recorded_at: now,
		projects: [{ name: PROJECT, snapshot_management: true }],
		models: aliases.map((alias) => ({
			project: PROJECT,
			alias,
			segments: [3, 2, 1].map((days) => ({
				start: daysBefore(now, dataEnd + days),
				end: daysBefore(now, dataEnd + days - 1),
			})),
		})),
		tables: [{ project: PROJECT, name: 'SSB.REGION' }],
		jobs: [],
	};
}

module.exports = { daysBefore, nameOfDay, seedOfModels };
