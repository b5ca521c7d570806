// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindList,
	bindRequiredInteger,
	bindString,
	bindStringOr,
	javaTrim,
} = require('./bindings');
const { errors } = require('./errors');
const { modelId, renderJob, searchableSubject, sortableSubject } = require('./jobs');
const { STATUS_NAMES } = require('./profiles');
const { readableProjects, requireOperation } = require('./projects');
const { jobDuration, jobWait } = require('./steps');

/**
 * GET /jobs (contract section 2, 11.2).
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./state').State} State
 * @typedef {import('./profiles').Profile} Profile
 * @typedef {{ state: State, profile: Profile, user: import('./auth').User, now: number }} Context
 *
 * @typedef {object} ListRequest
 * @property {string[]} statuses
 * @property {string[]} jobNames
 * @property {number} timeFilter
 * @property {string} subject
 * @property {string} key
 * @property {boolean} exact
 * @property {string | null} project
 * @property {number} offset
 * @property {number} limit
 * @property {string} sortBy
 * @property {boolean} reverse
 */

/** In the order of the handler's parameters: the first bad one wins (2.1). @param {Profile} profile @param {import('./bindings').Query} query */
function bind(profile, query) {
	const statuses = bindList(query, 'statuses');
	const jobNames = bindList(query, 'job_names');
	const timeFilter = bindRequiredInteger(query, 'time_filter');
	const subject = bindString(query, 'subject') ?? '';
	const key = bindString(query, 'key') ?? '';
	const exact = profile.jobTypes ? bindBooleanOr(query, 'exact', false) : false;
	const project = bindString(query, 'project');
	const offset = bindIntegerOr(query, 'page_offset', 0);
	const limit = bindIntegerOr(query, 'page_size', 10);
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified');
	const reverse = bindBooleanOr(query, 'reverse', true);
	const types = profile.jobTypes ? bindList(query, 'type') : [];
	return {
		statuses,
		jobNames: [...jobNames, ...types],
		timeFilter,
		subject,
		key,
		exact,
		project,
		offset,
		limit,
		sortBy,
		reverse,
	};
}

/** @param {string[]} statuses */
function checkStatusNames(statuses) {
	if (statuses.some((status) => !STATUS_NAMES.includes(status))) throw errors.unknownStatus();
}

/** @param {Profile} profile @param {Record<string, string[]>} table @param {string[]} statuses */
function mapStatuses(profile, table, statuses) {
	return statuses.flatMap((status) => {
		if (table[status]) return table[status];
		throw profile.name === 'a'
			? errors.invalidParameter('The job status is invalid. Please select again.')
			: errors.unexpected(`Can not map ${status} to ExecutableState`);
	});
}

/** One calendar unit back on the server's local clock; a day that month lacks is its last one (2.6). @param {number} now @param {number} code */
function lowerBound(now, code) {
	const date = new Date(now);
	const day = date.getDate();
	if (code === 0) date.setDate(day - 1);
	else if (code === 1) date.setDate(day - 7);
	else if (code === 2) date.setMonth(date.getMonth() - 1);
	else if (code === 3) date.setFullYear(date.getFullYear() - 1);
	else if (code === 4) return 0;
	else throw errors.unexpected(`Can not find the JobTimeFilterEnum by code: ${code}`);
	if (code >= 2 && date.getDate() !== day) date.setDate(0);
	return date.getTime();
}

/** @param {Profile} profile @param {string} sortBy */
function checkSortName(profile, sortBy) {
	if (profile.sortNames.includes(sortBy)) return;
	throw errors.invalidParameter(
		`The selected sort filter "${sortBy}" is invalid. Please select again.`,
	);
}

/** `LIKE '%key%'` as PostgreSQL reads it. @param {string} key */
function likeAnywhere(key) {
	let pattern = '';
	const like = `${key}%`;
	for (let at = 0; at < like.length; at++) {
		const char = like[at];
		const literal = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		if (char === '%') pattern += '.*';
		else if (char === '_') pattern += '.';
		else if (char === '\\') pattern += literal(like[++at] ?? '');
		else pattern += literal(char);
	}
	return new RegExp(`${pattern}$`, 's');
}

/** What `key` resolves to in B: model, table and project names (11.2). @param {Context} context @param {ListRequest} request */
function resolveNames({ state, user }, { key, exact, project }) {
	const readable = readableProjects(state, user);
	const wanted = key.toLowerCase();
	const fits = (/** @type {string} */ name) =>
		exact ? name.toLowerCase() === wanted : name.toLowerCase().includes(wanted);
	const searched = project ? [state.findProject(project)?.name] : readable.map(({ name }) => name);
	const within = (/** @type {{ project: string }} */ entry) => searched.includes(entry.project);
	return [
		...[...state.models.values()]
			.filter(within)
			.map(({ alias }) => alias)
			.filter(fits),
		...[...state.tables.values()]
			.filter(within)
			.map(({ name }) => name)
			.filter(fits),
		...readable.map(({ name }) => name).filter((name) => (exact ? name === key : fits(name))),
	];
}

/** @param {Context} context @param {ListRequest} request @returns {(job: Job) => boolean} */
function subjectAndKeyFilterB(context, request) {
	const names = request.key === '' ? [] : resolveNames(context, request);
	const idPattern = request.key !== '' && names.length === 0 ? likeAnywhere(request.key) : null;
	const subjects = new Set(names);
	if (request.subject !== '') subjects.add(javaTrim(request.subject));
	return (job) =>
		(subjects.size === 0 || subjects.has(job.storedSubject)) &&
		(!idPattern || idPattern.test(job.id));
}

/** @param {Context} context @param {ListRequest} request @returns {(job: Job) => boolean} */
function subjectAndKeyFilterA({ state }, request) {
	const key = javaTrim(request.key).toLowerCase();
	const subject = javaTrim(request.subject);
	return (job) => {
		if (
			key !== '' &&
			!(searchableSubject(state, job) ?? '').toLowerCase().includes(key) &&
			!job.id.toLowerCase().includes(key)
		) {
			return false;
		}
		if (request.subject === '') return true;
		if (job.targetModel === null) throw errors.unexpected(null);
		return job.targetModel === subject;
	};
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

/** 32-bit product of page index and page size (2.4). @param {number} offset @param {number} limit */
function firstRow(offset, limit) {
	return Math.imul(offset, limit);
}

/** @param {number} total @param {number} offset @param {number} limit */
function cutA(total, offset, limit) {
	const start = firstRow(offset, limit);
	if (start >= total) return [0, 0];
	const end = Math.min((start + limit) | 0, total);
	if (start < 0) throw errors.unexpected(`fromIndex = ${start}`);
	if (start > end) throw errors.invalidParameter(`fromIndex(${start}) > toIndex(${end})`, 400);
	return [start, end];
}

/** A negative value drops LIMIT and OFFSET altogether. @param {number} total @param {number} offset @param {number} limit */
function cutB(total, offset, limit) {
	const start = firstRow(offset, limit);
	return start < 0 || limit < 0 ? [0, total] : [start, start + limit];
}

/** @param {Context} context @param {ListRequest} request @returns {(job: Job) => boolean} */
function projectFilter({ state, profile, user }, { project }) {
	if (project === '' && profile.listsEveryProject) return () => false;
	if (project) {
		const { name } = requireOperation(state, user, project);
		return (job) => job.project === name;
	}
	if (profile.listsEveryProject) return () => true;
	const readable = new Set(readableProjects(state, user).map(({ name }) => name));
	return (job) => readable.has(job.project);
}

/**
 * The checks after binding, in each profile's own order (2.2, 11.2).
 * @param {Context} context @param {ListRequest} request
 */
function validate(context, request) {
	const { profile, now, state, user } = context;
	checkStatusNames(request.statuses);
	const { jobTypes } = profile;
	if (jobTypes && request.jobNames.some((name) => !jobTypes.includes(name)))
		throw errors.unknownJobType();
	if (request.offset === null || request.limit === null) throw errors.unexpected(null);
	const inProject = projectFilter(context, request);
	const asksTime =
		profile.name === 'b' || request.project || readableProjects(state, user).length > 0;
	const bound = asksTime ? lowerBound(now, request.timeFilter) : 0;
	if (profile.name === 'b') checkSortName(profile, request.sortBy);
	const states = mapStatuses(profile, profile.listedStates, request.statuses);
	return { inProject, bound, states };
}

/** @param {Context} context @param {ListRequest} request */
function selectJobs(context, request) {
	const { profile } = context;
	const { inProject, bound, states } = validate(context, request);
	const subjectAndKey =
		profile.name === 'a'
			? subjectAndKeyFilterA(context, request)
			: subjectAndKeyFilterB(context, request);
	const wantedStates = new Set(states);
	const wantedNames = new Set(request.jobNames);
	const hidden = new Set(profile.hiddenTypes);
	return naturalOrder(context).filter(
		(job) =>
			inProject(job) &&
			job.writtenAt >= bound &&
			(wantedStates.size === 0 || wantedStates.has(job.state)) &&
			(wantedNames.size === 0 ? !hidden.has(job.name) : wantedNames.has(job.name)) &&
			subjectAndKey(job),
	);
}

/** @param {Context} context @param {Job[]} matches @param {ListRequest} request */
function cutPage(context, matches, request) {
	const { profile, now } = context;
	const cut = profile.name === 'a' ? cutA : cutB;
	const [start, end] = cut(matches.length, request.offset, request.limit);
	if (profile.name === 'a') checkSortName(profile, request.sortBy);
	const key = sortKey(context, request.sortBy);
	const nullsLast = profile.name === 'a';
	const sorted = key ? sortBy(matches, key, request.reverse, nullsLast) : matches;
	const rows = sorted.slice(start, end);
	// Pages are cut by the stored or approximate value, then the page alone is sorted by the live one (2.5).
	if (request.sortBy === 'duration') {
		return sortBy(rows, (job) => jobDuration(job.steps, now), request.reverse, nullsLast);
	}
	if (request.sortBy === 'total_duration') {
		const total = (/** @type {Job} */ job) => jobDuration(job.steps, now) + jobWait(job, now);
		return sortBy(rows, total, request.reverse, nullsLast);
	}
	return rows;
}

/** @param {Context} context @param {import('./bindings').Query} query @returns {string} the `data` member */
function listJobs(context, query) {
	const request = /** @type {ListRequest} */ (bind(context.profile, query));
	const matches = selectJobs(context, request);
	const rows = cutPage(context, matches, request).map((job) =>
		renderJob(context.state, context.profile, job, context.now),
	);
	const { offset, limit } = request;
	return `{"value":[${rows.join(',')}],"offset":${offset},"limit":${limit},"total_size":${matches.length}}`;
}

module.exports = { listJobs, checkStatusNames, mapStatuses, naturalOrder };
