// @ts-check
'use strict';

const { errors } = require('./errors');
const { modelId } = require('./jobs');
const { SORT_NAMES } = require('./profiles');
const { jobDuration, jobWait } = require('./steps');

/**
 * The order of a job list (contract 2.5, 11.2).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 * @typedef {{ sortBy: string, reverse: boolean }} Order
 */

/** @param {string} sortBy */
function checkSortName(sortBy) {
	if (SORT_NAMES.includes(sortBy)) return;
	throw errors.invalidParameter(
		`The selected sort filter "${sortBy}" is invalid. Please select again.`,
	);
}

/** Running time as of the row's last write, waiting excluded: what the row stores (11.2). @param {Job} job */
function storedDuration(job) {
	return jobDuration(job.steps, job.writtenAt);
}

/** @typedef {(job: Job) => string | number | null} SortKey */

/** @type {Record<string, SortKey>} */
const SORT_KEYS = {
	last_modified: (job) => job.writtenAt,
	create_time: (job) => job.createdAt,
	job_name: (job) => job.name,
	project: (job) => job.project,
	id: (job) => job.id,
	target_subject: modelId,
	job_status: (job) => job.state,
	duration: storedDuration,
	total_duration: storedDuration,
};

/**
 * Stable in both directions; nulls as PostgreSQL does, last ascending and first descending.
 * @param {Job[]} jobs @param {SortKey} keyOf @param {boolean} reverse
 */
function sortBy(jobs, keyOf, reverse) {
	const direction = reverse ? -1 : 1;
	const keyed = jobs.map((job) => ({ job, key: keyOf(job) }));
	keyed.sort((x, y) => {
		if (x.key === y.key) return 0;
		if (x.key === null) return direction;
		if (y.key === null) return -direction;
		return (x.key < y.key ? -1 : 1) * direction;
	});
	return keyed.map(({ job }) => job);
}

/** @param {Job[]} jobs @param {Order} order */
function sortJobs(jobs, { sortBy: name, reverse }) {
	checkSortName(name);
	return sortBy(jobs, SORT_KEYS[name], reverse);
}

/** Pages are cut by the stored value, then the page alone is sorted by the live one (11.2). @param {Context} context @param {Job[]} page @param {Order} order */
function sortPage({ now }, page, { sortBy: name, reverse }) {
	if (name === 'duration') return sortBy(page, (job) => jobDuration(job.steps, now), reverse);
	if (name === 'total_duration') {
		return sortBy(page, (job) => jobDuration(job.steps, now) + jobWait(job, now), reverse);
	}
	return page;
}

module.exports = { checkSortName, sortJobs, sortPage };
