// @ts-check
'use strict';

const { FINAL_STATES } = require('./profiles');

/**
 * `discard_safety`: whether a model keeps no hole in its data when an unfinished load is discarded (contract 3.2). The
 * segments of a model are those of its loads that nobody discarded.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./state').State} State
 */

const GONE = ['DISCARDED', 'SUICIDAL'];

/** @param {State} state @param {Job} job its model's other loads */
function otherLoads(state, job) {
	return state
		.loadsOf(job)
		.filter((other) => other !== job && !GONE.includes(other.state) && other.rangeEnd !== '0');
}

/** @param {State} state @param {Job} job */
function isSafeToDiscard(state, job) {
	if (job.discardSafety !== null) return job.discardSafety;
	if (job.name !== 'INC_BUILD' || FINAL_STATES.includes(job.state)) return true;
	const others = otherLoads(state, job);
	const isBefore = others.some(({ rangeEnd }) => BigInt(rangeEnd) <= BigInt(job.rangeStart));
	const isAfter = others.some(({ rangeStart }) => BigInt(rangeStart) >= BigInt(job.rangeEnd));
	return !(isBefore && isAfter);
}

module.exports = { isSafeToDiscard };
