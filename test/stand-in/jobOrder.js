// @ts-check
'use strict';

const { errors } = require('./errors');
const { modelId, sortableSubject } = require('./jobs');
const { jobDuration, jobWait } = require('./steps');

/**
 * The order of a job list (contract 2.5, 11.2).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./profiles').Profile} Profile
 * @typedef {import('./listJobs').Context} Context
 * @typedef {{ sortBy: string, reverse: boolean }} Order
 */

/** @param {Profile} profile @param {string} sortBy */
function checkSortName(profile, sortBy) {
	if (profile.sortNames.includes(sortBy)) return;
	throw errors.invalidParameter(
		`The selected sort filter "${sortBy}" is invalid. Please select again.`,
	);
}

/** Running time as of the row's last write, waiting excluded: what B stores (2.5, 11.2). @param {Job} job */
function storedDuration(job) {
	return jobDuration(job.steps, job.writtenAt);
}

/** What A sorts by before it cuts the page (2.5). @param {Job} job @param {number} now */
function approximateTotal(job, now) {
	if (job.steps.length === 0) return 0;
	if (job.state === 'READY' || job.state === 'RUNNING') return now - job.createTime;
	const started = job.steps.filter(({ start }) => start > 0);
	return (started.length > 0 ? started[started.length - 1].end : job.endTime) - job.createTime;
}

/** @param {Context} context @param {string} sortBy @returns {((job: Job) => string | number | null) | null} null = does not sort */
function sortKey({ state, profile, now }, sortBy) {
	const isA = profile.name === 'a';
	switch (sortBy) {
		case 'create_time':
			return (job) => job.createdAt;
		case 'job_name':
			return (job) => job.name;
		case 'project':
			return (job) => job.project;
		case 'id':
			return (job) => job.id;
		case 'target_subject':
			return isA ? (job) => sortableSubject(state, job) : modelId;
		case 'job_status':
			return isA ? null : (job) => job.state;
		case 'duration':
			return isA ? (job) => jobDuration(job.steps, now) : storedDuration;
		case 'total_duration':
			return isA ? (job) => approximateTotal(job, now) : storedDuration;
		default:
			return (job) => job.writtenAt;
	}
}

/**
 * Stable in both directions. Nulls: A last, B as PostgreSQL does, last ascending and first descending.
 * @param {Job[]} jobs @param {(job: Job) => string | number | null} keyOf @param {boolean} reverse @param {boolean} nullsLast
 */
function sortBy(jobs, keyOf, reverse, nullsLast) {
	const direction = reverse ? -1 : 1;
	const nullDirection = nullsLast ? 1 : direction;
	const keyed = jobs.map((job) => ({ job, key: keyOf(job) }));
	keyed.sort((x, y) => {
		if (x.key === y.key) return 0;
		if (x.key === null) return nullDirection;
		if (y.key === null) return -nullDirection;
		return (x.key < y.key ? -1 : 1) * direction;
	});
	return keyed.map(({ job }) => job);
}

/** A: ascending id per project, projects by name; B: as the rows were inserted. @param {Context} context */
function naturalOrder({ state, profile }) {
	const jobs = [...state.jobs.values()];
	if (profile.name === 'b') return jobs;
	return jobs.sort((x, y) =>
		x.project === y.project ? (x.id < y.id ? -1 : 1) : x.project < y.project ? -1 : 1,
	);
}

/** @param {Context} context @param {Job[]} jobs @param {Order} order */
function sortJobs(context, jobs, { sortBy: name, reverse }) {
	checkSortName(context.profile, name);
	const key = sortKey(context, name);
	return key ? sortBy(jobs, key, reverse, context.profile.name === 'a') : jobs;
}

/** Pages are cut by the stored or approximate value, then the page alone is sorted by the live one (2.5). @param {Context} context @param {Job[]} page @param {Order} order */
function sortPage({ profile, now }, page, { sortBy: name, reverse }) {
	const nullsLast = profile.name === 'a';
	if (name === 'duration') {
		return sortBy(page, (job) => jobDuration(job.steps, now), reverse, nullsLast);
	}
	if (name === 'total_duration') {
		const total = (/** @type {Job} */ job) => jobDuration(job.steps, now) + jobWait(job, now);
		return sortBy(page, total, reverse, nullsLast);
	}
	return page;
}

module.exports = { checkSortName, naturalOrder, sortJobs, sortPage };
