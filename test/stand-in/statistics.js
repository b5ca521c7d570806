// @ts-check
'use strict';

const { bindRequiredLong, bindRequiredString } = require('./bindings');
const { requireOperation } = require('./projects');
const { jobDuration } = require('./steps');

/**
 * GET /jobs/statistics* (contract section 6). Counted are finished jobs whose seed says how many bytes they built;
 * a window includes its start and excludes its end.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 */

/** @param {Context} context @param {import('./bindings').Query} query */
function countedJobs({ state, user }, query) {
	const projectName = bindRequiredString(query, 'project');
	const from = bindRequiredLong(query, 'start_time');
	const to = bindRequiredLong(query, 'end_time');
	return () => {
		const project = requireOperation(state, user, projectName);
		return [...state.jobs.values()].filter(
			(job) =>
				job.project === project.name &&
				job.state === 'SUCCEED' &&
				job.byteSize !== null &&
				job.endTime >= from &&
				job.endTime < to,
		);
	};
}

/** @param {Job[]} jobs @param {number} now */
function totals(jobs, now) {
	return {
		count: jobs.length,
		total_duration: jobs.reduce((sum, job) => sum + jobDuration(job.steps, now), 0),
		total_byte_size: jobs.reduce((sum, job) => sum + (job.byteSize ?? 0), 0),
	};
}

/** @param {Context} context @param {import('./bindings').Query} query */
function overall(context, query) {
	return totals(countedJobs(context, query)(), context.now);
}

/** @param {Date} date */
function dayName(date) {
	const pad = (/** @type {number} */ number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** @param {number} time @param {string} dimension anything unknown is a day */
function bucketOf(time, dimension) {
	const date = new Date(time);
	if (dimension === 'week') date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
	if (dimension === 'month') date.setDate(1);
	return dayName(date);
}

/**
 * @param {Context} context @param {import('./bindings').Query} query
 * @param {(jobs: Job[]) => number} measure
 */
function byDimension(context, query, measure) {
	const counted = countedJobs(context, query);
	const dimension = bindRequiredString(query, 'dimension');
	/** @type {Map<string, Job[]>} */
	const groups = new Map();
	for (const job of counted()) {
		const key =
			dimension === 'model'
				? (context.state.modelOf(job)?.alias ?? job.storedSubject)
				: bucketOf(job.endTime, dimension);
		groups.set(key, [...(groups.get(key) ?? []), job]);
	}
	return Object.fromEntries([...groups].map(([key, jobs]) => [key, measure(jobs)]));
}

/** @param {Context} context @param {import('./bindings').Query} query */
function counts(context, query) {
	return byDimension(context, query, (jobs) => jobs.length);
}

/** @param {Context} context @param {import('./bindings').Query} query */
function durationPerByte(context, query) {
	return byDimension(context, query, (jobs) => {
		const { total_duration, total_byte_size } = totals(jobs, context.now);
		return total_byte_size === 0 ? 0 : total_duration / total_byte_size;
	});
}

module.exports = { overall, counts, durationPerByte };
