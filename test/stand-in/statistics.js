// @ts-check
'use strict';

const { bindRequiredLong, bindRequiredString } = require('./bindings');
const { inHashMapOrder } = require('./hashMap');
const { double } = require('./json64');
const { requireOperation } = require('./projects');
const { jobDuration } = require('./steps');

/**
 * GET /jobs/statistics* (contract section 6). Counted are finished jobs whose seed says how many bytes they built, and
 * what a seed's `statistics` tells of earlier ones; a window includes its start and excludes its end.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 * @typedef {{ project: string, model?: string, time: number, count?: number, duration: number, byte_size: number }} Ended
 */

const DAY_MS = 86_400_000;

/** @param {Context} context @param {Job} job @returns {Ended} */
function endedJob({ state, now }, job) {
	const isTableJob = job.table !== null;
	return {
		project: job.project,
		model: isTableJob ? undefined : (state.modelOf(job)?.alias ?? job.storedSubject),
		time: job.endTime,
		duration: jobDuration(job.steps, now),
		byte_size: job.byteSize ?? 0,
	};
}

/** @param {Context} context @param {import('./bindings').Query} query */
function bindWindow(context, query) {
	const projectName = bindRequiredString(query, 'project');
	const from = bindRequiredLong(query, 'start_time');
	const to = bindRequiredLong(query, 'end_time');
	/** What ended in the window. */
	const load = () => {
		const { state, user } = context;
		const project = requireOperation(state, user, projectName);
		const jobs = [...state.jobs.values()].filter(
			(job) => job.state === 'SUCCEED' && job.byteSize !== null,
		);
		return [...state.statistics, ...jobs.map((job) => endedJob(context, job))].filter(
			(ended) => ended.project === project.name && ended.time >= from && ended.time < to,
		);
	};
	return { from, to, load };
}

/** @param {Ended[]} ended */
function totals(ended) {
	return {
		count: ended.reduce((sum, { count = 1 }) => sum + count, 0),
		total_duration: ended.reduce((sum, { duration }) => sum + duration, 0),
		total_byte_size: ended.reduce((sum, { byte_size }) => sum + byte_size, 0),
	};
}

/** @param {Context} context @param {import('./bindings').Query} query */
function overall(context, query) {
	return totals(bindWindow(context, query).load());
}

/** @param {Date} local */
function dayName(local) {
	return local.toISOString().slice(0, 10);
}

/** The next Monday, the first of the next month, or the next day, for whatever else is asked. @param {Date} local @param {string} dimension */
function nextBucket(local, dimension) {
	const next = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()));
	if (dimension === 'month') next.setUTCMonth(next.getUTCMonth() + 1, 1);
	else if (dimension === 'week')
		next.setUTCDate(next.getUTCDate() + 7 - ((next.getUTCDay() + 6) % 7));
	else next.setUTCDate(next.getUTCDate() + 1);
	return next;
}

/**
 * Every bucket of the window has its place, also without jobs; the first begins with the window.
 * @param {Context} context @param {{ from: number, to: number }} window @param {string} dimension @param {Ended[]} ended
 */
function byTime({ state: { zone } }, { from, to }, dimension, ended) {
	/** @type {Map<string, Ended[]>} */
	const groups = new Map();
	const end = zone.toLocal(to).getTime();
	// Centuries of days are no question anybody asks.
	const limit = from + 150_000 * DAY_MS;
	let local = zone.toLocal(from);
	for (let at = from; local.getTime() < end && at < limit; ) {
		const next = nextBucket(local, dimension);
		const until = zone.toEpoch(next);
		const begin = at;
		groups.set(
			dayName(local),
			ended.filter(({ time }) => time >= begin && time < until),
		);
		at = until;
		local = next;
	}
	return groups;
}

/** @param {Ended[]} ended */
function byModel(ended) {
	/** @type {Map<string, Ended[]>} */
	const groups = new Map();
	for (const entry of ended) {
		if (entry.model === undefined) continue;
		groups.set(entry.model, [...(groups.get(entry.model) ?? []), entry]);
	}
	return groups;
}

/**
 * @param {Context} context @param {import('./bindings').Query} query
 * @param {(ended: Ended[]) => unknown} measure
 */
function byDimension(context, query, measure) {
	const window = bindWindow(context, query);
	const dimension = bindRequiredString(query, 'dimension');
	const ended = window.load();
	const groups = dimension === 'model' ? byModel(ended) : byTime(context, window, dimension, ended);
	return Object.fromEntries(
		inHashMapOrder([...groups.keys()]).map((key) => [key, measure(groups.get(key) ?? [])]),
	);
}

/** @param {Context} context @param {import('./bindings').Query} query */
function counts(context, query) {
	return byDimension(context, query, (ended) => totals(ended).count);
}

/** @param {Context} context @param {import('./bindings').Query} query */
function durationPerByte(context, query) {
	return byDimension(context, query, (ended) => {
		const { total_duration, total_byte_size } = totals(ended);
		return double(total_byte_size === 0 ? 0 : total_duration / total_byte_size);
	});
}

module.exports = { overall, counts, durationPerByte };
