// @ts-check
'use strict';

/**
 * What a request costs a real Kylin (test/wire/live-5.0.2/notes.md, "What it costs"): little for itself, and for each job of
 * its answer two milliseconds of one core, because Kylin reads a job's whole text to make its record. Requests run side by
 * side as far as there are cores.
 *
 * @typedef {object} Price
 * @property {number} cores
 * @property {number} [requestMs]
 * @property {number} [jobMs] of one core, for each job that is read
 */

const REQUEST_MS = 2.3;

/** Measured were 1.7 to 2.5. */
const JOB_MS = 2.2;

/** @param {Price} price */
function createPrice({ cores, requestMs = REQUEST_MS, jobMs = JOB_MS }) {
	if (!(Number.isInteger(cores) && cores > 0)) throw new Error('price.cores must be 1 or more');
	/** When each core is free again, by the monotonic clock. */
	const freeAt = Array(cores).fill(0);

	return {
		/**
		 * When a request is done that came now.
		 * @param {number} now @param {number} jobs how many it read
		 */
		doneAt(now, jobs) {
			const core = freeAt.indexOf(Math.min(...freeAt));
			freeAt[core] = Math.max(now, freeAt[core]) + requestMs + jobs * jobMs;
			return freeAt[core];
		},
	};
}

module.exports = { createPrice };
