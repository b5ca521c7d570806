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
const { cutList, limitRows } = require('./paging');

/**
 * GET /jobs (contract section 2, 11.2).
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./profiles').Profile} Profile
 * @typedef {{ state: import('./state').State, profile: Profile, user: import('./auth').User, now: number, language: string | undefined }} Context
 *
 * @typedef {import('./jobFilter').JobFilter & { offset: number, limit: number }} ListRequest
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
		hiddenTypes: profile.hiddenTypes,
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

/** The checks of the controller, which come first in both profiles (2.2 #3, 11.2). @param {Profile} profile @param {ListRequest} request */
function check({ jobTypes }, { statuses, jobNames, offset, limit }) {
	checkStatusNames(statuses);
	if (jobTypes && jobNames.some((name) => !jobTypes.includes(name))) throw errors.unknownJobType();
	if (offset === null || limit === null) throw errors.unexpected(null);
}

/** @param {Context} context @param {Job[]} matches @param {ListRequest} request */
function cutPage(context, matches, request) {
	const isA = context.profile.name === 'a';
	const cut = isA ? cutList : limitRows;
	// A refuses an illegal page before an illegal order (2.2 #8-9).
	if (isA) cutList(matches, request.offset, request.limit);
	const sorted = sortJobs(context, matches, request);
	return sortPage(context, cut(sorted, request.offset, request.limit), request);
}

/** @param {Context} context @param {import('./bindings').Query} query @returns {string} the `data` member */
function listJobs(context, query) {
	const request = /** @type {ListRequest} */ (bind(context.profile, query));
	check(context.profile, request);
	const matches = selectJobs(context, request);
	const rows = cutPage(context, matches, request).map((job) =>
		renderJob(context.state, context.profile, job, context.now),
	);
	const { offset, limit } = request;
	return `{"value":[${rows.join(',')}],"offset":${offset},"limit":${limit},"total_size":${matches.length}}`;
}

module.exports = { listJobs };
