// @ts-check
'use strict';

const { errors } = require('./errors');
const { checkStatusNames, mapStatuses } = require('./jobFilter');
const { shownStatus } = require('./jobs');
const { requireOperation } = require('./projects');
const { applyAction } = require('./transitions');

/**
 * PUT /jobs/status (contract section 4, 11.4).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 * @typedef {import('./jsonBody').JobUpdateRequest} JobUpdateRequest
 */

const ACTIONS = ['RESUME', 'DISCARD', 'PAUSE', 'RESTART'];

/** First gate (4.1), in the order in which KE-010032217 prints the actions. */
const LEGAL = /** @type {Record<string, string[]>} */ ({
	PENDING: ['DISCARD', 'PAUSE'],
	RUNNING: ['DISCARD', 'PAUSE', 'RESTART'],
	ERROR: ['RESUME', 'DISCARD', 'RESTART'],
	STOPPED: ['RESUME', 'DISCARD', 'RESTART'],
	NEW: ['RESUME', 'DISCARD', 'PAUSE', 'RESTART'],
	LAUNCHING_ERROR: ['RESUME', 'DISCARD', 'RESTART'],
});

/** @param {string} action */
function checkActionName(action) {
	if (!ACTIONS.includes(action.toUpperCase())) throw errors.unknownAction();
}

/** @param {string | null} status @param {string} action */
function checkLegal(status, action) {
	checkStatusNames([status ?? '']);
	checkActionName(action);
	if (!ACTIONS.includes(action)) {
		throw errors.invalidParameter(
			`No enum constant org.apache.kylin.job.constant.JobActionEnum.${action}`,
			400,
		);
	}
	const legal = LEGAL[/** @type {string} */ (status)] ?? [];
	if (!legal.includes(action)) throw errors.illegalAction(/** @type {string} */ (status), legal);
}

/** In any project, whether the caller may read it or not (11.4). @param {Context} context @param {string | null} id */
function findNamed({ state }, id) {
	if (id === null) throw errors.unexpected(null);
	const job = state.jobs.get(id);
	if (!job) throw errors.unknownJob(id);
	return job;
}

/** @param {Job[]} jobs @param {string | null} project canonical @param {Set<string>} ids @param {Set<string>} states */
function select(jobs, project, ids, states) {
	return jobs.filter(
		(job) =>
			(project === null || job.project === project) &&
			(ids.size === 0 || ids.has(job.id)) &&
			(states.size === 0 || states.has(job.state)),
	);
}

/** @param {Context} context @param {Job[]} jobs @param {string} action */
function operateOneByOne({ state, now, cost }, jobs, action) {
	for (const job of jobs) {
		cost.jobsRead += 1;
		checkActionName(action);
		applyAction(job, action.toUpperCase(), now);
		state.touch();
	}
}

/** Every right is checked before anything changes. @param {Context} context @param {JobUpdateRequest} request @param {Set<string>} ids @param {string[]} statuses @param {string} action */
function operateSelected(context, request, ids, statuses, action) {
	const { state, user } = context;
	const states = new Set(mapStatuses(statuses));
	const project =
		request.project === null ? null : requireOperation(state, user, request.project).name;
	const jobs = select([...state.jobs.values()], project, ids, states);
	if (project === null) for (const job of jobs) requireOperation(state, user, job.project);
	operateOneByOne(context, jobs, action);
}

/** @param {Context} context @param {JobUpdateRequest} request */
function operateJobs(context, request) {
	const { action } = request;
	if (!action) throw errors.missingParameter('action', 500);
	if (request.job_ids === null) throw errors.unexpected(null);
	const named = request.job_ids.map((id) => findNamed(context, id));
	// `statuses` never narrows: the named jobs' own statuses join the very list that filters later (4.3).
	const statuses = [...(request.statuses ?? []), ...named.map(shownStatus)];
	for (const status of statuses) checkLegal(status, action);
	if (!request.project && named.length === 0) throw errors.nothingSelected(action);
	const ids = new Set(named.map(({ id }) => id));
	operateSelected(context, request, ids, /** @type {string[]} */ (statuses), action);
}

module.exports = { findNamed, operateJobs };
