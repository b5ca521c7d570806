// @ts-check
'use strict';

const { isAllowed } = require('./auth');
const { bindList, bindString } = require('./bindings');
const { errors } = require('./errors');
const { checkStatusNames, mapStatuses } = require('./jobFilter');
const { FINAL_STATES } = require('./profiles');
const { requireOperation } = require('./projects');

/**
 * DELETE /jobs (contract section 6, 11.5), kept so that a test can show why no client should offer it.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 */

/** @param {Job} job */
function checkDeletable(job) {
	if (FINAL_STATES.includes(job.state)) return;
	throw errors.unexpected(
		`Cannot drop running job ${job.name} (${job.id}), please discard it first.`,
		'IllegalStateException',
	);
}

/** @param {Context} context @param {Job[]} jobs */
function dropTogether({ state }, jobs) {
	for (const job of jobs) checkDeletable(job);
	for (const job of jobs) state.removeJob(job.id);
}

/** @param {Context} context @param {import('./bindings').Query} query */
function deleteJobs(context, query) {
	const { state, user } = context;
	const projectName = bindString(query, 'project');
	const ids = new Set(bindList(query, 'job_ids'));
	const statuses = bindList(query, 'statuses');
	checkStatusNames(statuses);
	if (!projectName?.trim() && ids.size === 0) throw errors.nothingSelected('delete');

	const project = projectName === null ? null : requireOperation(state, user, projectName).name;
	if (project === null && !user.admin) throw errors.accessDenied();
	const states = new Set(mapStatuses(statuses));
	const selected = [...state.jobs.values()].filter(
		(job) =>
			(project === null || job.project === project) &&
			(ids.size === 0 || ids.has(job.id)) &&
			(states.size === 0 || states.has(job.state)),
	);
	if (project !== null && selected.length === 0) {
		// Every release drops the id condition for an empty selection: the job history of ALL projects goes.
		dropTogether(
			context,
			[...state.jobs.values()].filter((job) => FINAL_STATES.includes(job.state)),
		);
	} else {
		for (const owner of new Set(selected.map((job) => job.project))) {
			const known = state.findProject(owner);
			if (known && !isAllowed(user, known, 'OPERATION')) throw errors.accessDenied();
			dropTogether(
				context,
				selected.filter((job) => job.project === owner),
			);
		}
	}
}

module.exports = { deleteJobs };
