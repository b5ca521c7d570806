// @ts-check
'use strict';

const { bindIntegerOr, bindRequiredString } = require('./bindings');
const { errors } = require('./errors');
const { requireOperation, requireProject } = require('./projects');

/**
 * GET /jobs/waiting_jobs and /jobs/waiting_jobs/models: what is left of Kylin's event queue, always empty (recordings
 * `ga/waiting_jobs`).
 * @typedef {import('./listJobs').Context} Context
 * @typedef {import('./bindings').Query} Query
 */

/** @param {Context} context @param {Query} query */
function waitingJobs({ state }, query) {
	const project = bindRequiredString(query, 'project');
	bindRequiredString(query, 'model');
	const offset = bindIntegerOr(query, 'offset', 0);
	const limit = bindIntegerOr(query, 'limit', 10);
	if (project === '') throw errors.emptyProject();
	requireProject(state, project);
	if (offset === null || limit === null) throw errors.unexpected(null);
	return { value: [], offset, limit, total_size: 0 };
}

/** @param {Context} context @param {Query} query */
function waitingJobsByModel({ state, user }, query) {
	requireOperation(state, user, bindRequiredString(query, 'project'));
	return { data: null, size: 0 };
}

module.exports = { waitingJobs, waitingJobsByModel };
