// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindList,
	bindRequiredInteger,
	bindString,
	bindStringOr,
} = require('./bindings');
const { errors } = require('./errors');
const { checkStatusNames, selectJobs } = require('./jobFilter');
const { sortJobs, sortPage } = require('./jobOrder');
const { renderJob } = require('./jobs');
const { limitRows } = require('./paging');
const { HIDDEN_TYPES } = require('./profiles');

/**
 * GET /jobs (contract section 2, 11.2).
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./profiles').Profile} Profile
 * @typedef {{ state: import('./state').State, profile: Profile, user: import('./auth').User, now: number, language: string | undefined, cost: { jobsRead: number } }} Context `cost`: how
 * many jobs the request reads
 *
 * @typedef {import('./jobFilter').JobFilter & { offset: number, limit: number }} ListRequest
 */

/** In the order of the handler's parameters: the first bad one wins (2.1). @param {import('./bindings').Query} query */
function bind(query) {
	const statuses = bindList(query, 'statuses');
	const jobNames = bindList(query, 'job_names');
	const timeFilter = bindRequiredInteger(query, 'time_filter');
	const subject = bindString(query, 'subject') ?? '';
	const key = bindString(query, 'key') ?? '';
	const exact = bindBooleanOr(query, 'exact', false);
	const project = bindString(query, 'project');
	const offset = bindIntegerOr(query, 'page_offset', 0);
	const limit = bindIntegerOr(query, 'page_size', 10);
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified');
	const reverse = bindBooleanOr(query, 'reverse', true);
	const types = bindList(query, 'type');
	return {
		statuses,
		jobNames: [...jobNames, ...types],
		hiddenTypes: HIDDEN_TYPES,
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

/** The checks of the controller, which come first (2.2 #3, 11.2). @param {Profile} profile @param {ListRequest} request */
function check({ jobTypes }, { statuses, jobNames, offset, limit }) {
	checkStatusNames(statuses);
	if (jobNames.some((name) => !jobTypes.includes(name))) throw errors.unknownJobType();
	if (offset === null || limit === null) throw errors.unexpected(null);
}

/** @param {Context} context @param {import('./bindings').Query} query @returns {string} the `data` member */
function listJobs(context, query) {
	const request = /** @type {ListRequest} */ (bind(query));
	check(context.profile, request);
	const { matches, total } = selectJobs(context, request);
	const { offset, limit } = request;
	const page = limitRows(sortJobs(matches, request), offset, limit);
	context.cost.jobsRead += page.length;
	const rows = sortPage(context, page, request).map((job) =>
		renderJob(context.state, job, context.now),
	);
	return `{"value":[${rows.join(',')}],"offset":${offset},"limit":${limit},"total_size":${total}}`;
}

module.exports = { listJobs };
