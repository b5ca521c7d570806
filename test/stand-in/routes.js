// @ts-check
'use strict';

const { describeUser } = require('./auth');
const { BUILD_ROUTES } = require('./builds/routes');
const { deleteJobs } = require('./deleteJobs');
const { jobDetail, stepLog, stepOutput } = require('./detail');
const { errors } = require('./errors');
const { JSON_TYPE, V2, V4, V4_PUBLIC, bootFailure, jsonAnswer, success } = require('./http');
const { health } = require('./health');
const { jsonText } = require('./json64');
const { readJobUpdateRequest } = require('./jsonBody');
const { listJobs } = require('./listJobs');
const { operateJobs } = require('./operateJobs');
const { listPlainProjects, listProjects } = require('./projects');
const { QUERY_ROUTES } = require('./query/routes');
const statistics = require('./statistics');
const { listOldJobs, oneOldJob, resumeOldJob } = require('./v2Jobs');
const { listUsers } = require('./users');
const { waitingJobs, waitingJobsByModel } = require('./waitingJobs');

/**
 * Which handler answers which method, path and media type (contract 1.2, section 6).
 * Of several handlers of one route, a wildcard `Accept` prefers the first; of several routes that fit a path, the first
 * is the most specific.
 *
 * @typedef {import('./query').Context} Context
 * @typedef {{ method: string, path: string, query: Map<string, string[]>, headers: Record<string, any>, body: string }} Request
 * @typedef {(context: Context, request: Request, ids: string[], contentType: string) => import('./http').Answer | Promise<import('./http').Answer>} Run
 * @typedef {{ produces: string[], run: Run }} Handler
 * @typedef {{ method: string, path: RegExp, open?: boolean, handlers: Handler[] }} Route
 */

const V4_TYPES = [V4, V4_PUBLIC];

/** @param {(context: Context, request: Request, ids: string[]) => unknown} read @returns {Handler} */
function v4(read) {
	return {
		produces: V4_TYPES,
		run: (context, request, ids, contentType) =>
			success(contentType, jsonText(read(context, request, ids))),
	};
}

/** @param {(context: Context, request: Request, ids: string[]) => string} read JSON text @returns {Handler} */
function v2(read) {
	return {
		produces: [V2],
		run: (context, request, ids, contentType) => success(contentType, read(context, request, ids)),
	};
}

/** @param {Context} context */
function authentication({ user, profile }) {
	if (!user) throw errors.noAuthentication();
	return describeUser(user, profile.version);
}

const AUTHENTICATION = [
	v2((context) => JSON.stringify(authentication(context))),
	v4((context) => authentication(context)),
];

/** @type {Route[]} */
const ROUTES = [
	{
		method: 'GET',
		path: /^\/jobs$/,
		handlers: [
			v2((context, { query }) => listOldJobs(context, query)),
			{
				produces: V4_TYPES,
				run: (context, request, _ids, contentType) =>
					success(contentType, listJobs(context, request.query)),
			},
		],
	},
	{
		method: 'DELETE',
		path: /^\/jobs$/,
		handlers: [
			v4((context, request) => {
				deleteJobs(context, request.query);
				return '';
			}),
		],
	},
	{
		method: 'PUT',
		path: /^\/jobs\/status$/,
		handlers: [
			v4((context, request) => {
				operateJobs(context, readJobUpdateRequest(request.headers['content-type'], request.body));
				return '';
			}),
			bootFailure(V2),
		],
	},
	{
		method: 'GET',
		path: /^\/jobs\/statistics$/,
		handlers: [v4((context, { query }) => statistics.overall(context, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/statistics\/count$/,
		handlers: [v4((context, { query }) => statistics.counts(context, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/statistics\/duration_per_byte$/,
		handlers: [v4((context, { query }) => statistics.durationPerByte(context, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/waiting_jobs$/,
		handlers: [v4((context, { query }) => waitingJobs(context, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/waiting_jobs\/models$/,
		handlers: [v4((context, { query }) => waitingJobsByModel(context, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/([^/]+)\/detail$/,
		handlers: [v4((context, { query }, [jobId]) => jobDetail(context, jobId, query))],
	},
	{
		method: 'GET',
		path: /^\/jobs\/([^/]+)\/steps\/([^/]+)\/output$/,
		handlers: [
			v4((context, { query }, [jobId, stepId]) => stepOutput(context, jobId, stepId, query)),
		],
	},
	{
		method: 'GET',
		path: /^\/jobs\/([^/]+)\/steps\/([^/]+)\/log$/,
		handlers: [
			{
				produces: V4_TYPES,
				run: (context, { query }, [jobId, stepId]) => stepLog(context, jobId, stepId, query),
			},
		],
	},
	{
		method: 'GET',
		path: /^\/jobs\/([^/]+)$/,
		handlers: [v2((context, _request, [jobId]) => oneOldJob(context, jobId))],
	},
	{
		method: 'PUT',
		path: /^\/jobs\/([^/]+)\/resume$/,
		handlers: [v2((context, _request, [jobId]) => resumeOldJob(context, jobId))],
	},
	{
		method: 'GET',
		path: /^\/user\/authentication$/,
		open: true,
		handlers: AUTHENTICATION,
	},
	{
		method: 'POST',
		path: /^\/user\/authentication$/,
		open: true,
		handlers: AUTHENTICATION,
	},
	{
		method: 'GET',
		path: /^\/user$/,
		handlers: [v4((context, { query }) => listUsers(context, query))],
	},
	{
		method: 'GET',
		path: /^\/health$/,
		open: true,
		handlers: [
			{
				produces: [JSON_TYPE],
				run: () => jsonAnswer(200, JSON_TYPE, JSON.stringify(health())),
			},
		],
	},
	{
		method: 'GET',
		path: /^\/projects$/,
		open: true,
		handlers: [
			{
				produces: [JSON_TYPE],
				run: (context, { query }) =>
					jsonAnswer(200, JSON_TYPE, JSON.stringify(listPlainProjects(context, query).projects)),
			},
			v2((context, { query }) => JSON.stringify(listPlainProjects(context, query))),
			v4((context, { query }) => listProjects(context, query)),
		],
	},
	...BUILD_ROUTES,
	...QUERY_ROUTES,
];

module.exports = { ROUTES };
