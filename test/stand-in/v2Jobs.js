// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindIntegers,
	bindRequiredInteger,
	bindString,
	bindStringOr,
} = require('./bindings');
const { describeSteps } = require('./detail');
const { errors } = require('./errors');
const { selectJobs } = require('./jobFilter');
const { sortJobs, sortPage } = require('./jobOrder');
const { renderJob } = require('./jobs');
const { doubleText, jsonText } = require('./json64');
const { findNamed } = require('./operateJobs');
const { cutList } = require('./paging');
const { requireOperation } = require('./projects');
const { applyAction } = require('./transitions');

/**
 * The v2 compatibility handler (contract section 9, 3.2, 11.6). Where the contract is silent, it follows the v4 list of
 * its profile and the recordings.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 * @typedef {import('./bindings').Query} Query
 */

/** @type {Record<number, string>} */
const STATUS_CODES = {
	0: 'NEW',
	1: 'PENDING',
	2: 'RUNNING',
	4: 'FINISHED',
	8: 'ERROR',
	16: 'DISCARDED',
	32: 'STOPPED',
};

/** What Kylin 3 called a job type; the others have no such name. @type {Record<string, string>} */
const OLD_TYPES = {
	INDEX_REFRESH: 'Refresh Data',
	INDEX_MERGE: 'Merge Data',
	INDEX_BUILD: 'Build Index',
	INC_BUILD: 'Load Data',
	TABLE_SAMPLING: 'Sample Table',
};

/** @param {number | null} code */
function statusOf(code) {
	if (code === null) throw errors.unexpected(null);
	if (!STATUS_CODES[code]) throw errors.unknownStatus();
	return STATUS_CODES[code];
}

/** @param {string} name @param {number | null} value @returns {number} */
function nonNegative(name, value) {
	if (value === null) throw errors.missingParameter(name, 500);
	if (value < 0) throw errors.negativeInteger();
	return value;
}

/** @param {Context} context @param {Query} query */
function bind({ profile }, query) {
	const codes = bindIntegers(query, 'status');
	const timeFilter = bindRequiredInteger(query, 'timeFilter');
	const jobName = bindString(query, 'jobName');
	const project = bindString(query, 'projectName');
	const key = bindString(query, 'key') ?? '';
	const offset = bindIntegerOr(query, 'pageOffset', 0);
	const limit = bindIntegerOr(query, 'pageSize', 10);
	const sortBy = bindStringOr(query, 'sortBy', 'last_modified');
	const oldSortBy = bindString(query, 'sortby') ?? '';
	const reverse = bindBooleanOr(query, 'reverse', true, 'java.lang.Boolean');
	return {
		offset: nonNegative('pageOffset', offset),
		limit: nonNegative('pageSize', limit),
		statuses: codes.map(statusOf),
		jobNames: jobName === null ? [] : [jobName],
		hiddenTypes: profile.hiddenTypesV2,
		timeFilter,
		subject: '',
		key,
		exact: false,
		project,
		sortBy: ['', 'last_modify'].includes(oldSortBy) ? sortBy : oldSortBy,
		reverse,
	};
}

/** The record with its steps and Kylin 3's members. @param {Context} context @param {Job} job */
function renderOldJob(context, job) {
	const { state, profile, now } = context;
	const steps = describeSteps(context, job).map((step) => ({
		exec_wait_time: step.wait_time,
		...step,
	}));
	const done = steps.filter(({ step_status }) => step_status === 'FINISHED').length;
	const alias = state.modelOf(job)?.alias ?? null;
	return renderJob(state, job, now, {
		members: {
			project_name: job.project,
			related_cube: alias,
			display_cube_name: alias,
			uuid: job.id,
			type: OLD_TYPES[job.name] ?? null,
			name: job.name,
			exec_interrupt_time: 0,
		},
		steps: jsonText(steps),
		version: profile.version,
		progress: doubleText(steps.length === 0 ? 0 : (100 * done) / steps.length),
	});
}

/** @param {Context} context @param {Query} query @returns {string} the `data` member */
function listOldJobs(context, query) {
	const request = bind(context, query);
	const { matches, total } = selectJobs(context, request);
	const sorted = sortPage(context, sortJobs(matches, request), request);
	// Steps need OPERATION, and every match gets its steps before the page is cut: one forbidden job spoils the list.
	context.cost.jobsRead += 2 * sorted.length;
	for (const { project } of sorted) requireOperation(context.state, context.user, project);
	const rows = cutList(sorted, request.offset, request.limit);
	const jobs = rows.map((job) => renderOldJob(context, job));
	return `{"size":${total},"jobs":[${jobs.join(',')}]}`;
}

/** @param {Context} context @param {string} id @returns {string} the `data` member */
function oneOldJob(context, id) {
	const job = findNamed(context, id);
	requireOperation(context.state, context.user, job.project);
	return renderOldJob(context, job);
}

/** Answers the plain record, and has no first gate. @param {Context} context @param {string} id @returns {string} the `data` member */
function resumeOldJob(context, id) {
	const { state, user, now } = context;
	const job = findNamed(context, id);
	requireOperation(state, user, job.project);
	applyAction(job, 'RESUME', now);
	state.touch();
	return renderJob(state, job, now);
}

module.exports = { listOldJobs, oneOldJob, resumeOldJob };
