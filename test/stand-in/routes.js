// @ts-check
'use strict';

const { describeUser } = require('./auth');
const { bindRequiredInteger } = require('./bindings');
const { deleteJobs } = require('./deleteJobs');
const { jobDetail, stepLog, stepOutput } = require('./detail');
const { errors } = require('./errors');
const { JSON_TYPE, V2, V4, V4_PUBLIC, bootError, jsonAnswer, success } = require('./http');
const { readJobUpdateRequest } = require('./jsonBody');
const { listJobs } = require('./listJobs');
const { operateJobs } = require('./operateJobs');
const { listModels, listPlainProjects, listProjects } = require('./projects');
const statistics = require('./statistics');

/**
 * Which handler answers which method, path and media type (contract 1.2, section 6).
 * Of several handlers of one route, a wildcard `Accept` prefers the first.
 *
 * @typedef {import('./listJobs').Context} Context
 * @typedef {{ method: string, path: string, query: Map<string, string[]>, headers: Record<string, any>, body: string }} Request
 * @typedef {(context: Context, request: Request, ids: string[], contentType: string) => import('./http').Answer} Run
 * @typedef {{ produces: string[], run: Run }} Handler
 * @typedef {{ method: string, path: RegExp, open?: boolean, handlers: Handler[] }} Route
 */

const V4_TYPES = [V4, V4_PUBLIC];

/** @param {(context: Context, request: Request, ids: string[]) => unknown} read @returns {Handler} */
function v4(read) {
	return {
		produces: V4_TYPES,
		run: (context, request, ids, contentType) =>
			success(contentType, JSON.stringify(read(context, request, ids))),
	};
}

/** The v2 compatibility handlers exist to show where a wrong `Accept` leads; their answers are not modelled. @type {Handler} */
const V2_UNAVAILABLE = {
	produces: [V2],
	run: ({ now }, request) =>
		bootError(501, 'Not Implemented', request.path, request.headers.accept, now),
};

/** @type {Handler} */
const V2_JOB_LIST = {
	produces: [V2],
	run: (context, request, ids, contentType) => {
		bindRequiredInteger(request.query, 'timeFilter');
		return V2_UNAVAILABLE.run(context, request, ids, contentType);
	},
};

/** @type {Handler} */
const AUTHENTICATION = v4(({ user }) => {
	if (!user) throw errors.noAuthentication();
	return describeUser(user);
});

/** @type {Route[]} */
const ROUTES = [
	{
		method: 'GET',
		path: /^\/jobs$/,
		handlers: [
			V2_JOB_LIST,
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
				const { bodyMissingSignature } = context.profile;
				operateJobs(
					context,
					readJobUpdateRequest(request.headers['content-type'], request.body, bodyMissingSignature),
				);
				return '';
			}),
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
	{ method: 'GET', path: /^\/jobs\/([^/]+)$/, handlers: [V2_UNAVAILABLE] },
	{
		method: 'GET',
		path: /^\/user\/authentication$/,
		open: true,
		handlers: [AUTHENTICATION],
	},
	{
		method: 'POST',
		path: /^\/user\/authentication$/,
		open: true,
		handlers: [AUTHENTICATION],
	},
	{
		method: 'GET',
		path: /^\/projects$/,
		open: true,
		handlers: [
			{
				produces: [JSON_TYPE],
				run: ({ state, user }) =>
					jsonAnswer(200, JSON_TYPE, JSON.stringify(listPlainProjects(state, user))),
			},
			{
				produces: [V2],
				run: ({ state, user }, _request, _ids, contentType) => {
					const projects = listPlainProjects(state, user);
					return success(contentType, JSON.stringify({ projects, size: projects.length }));
				},
			},
			v4(({ state, user }, { query }) => listProjects(state, user, query)),
		],
	},
	{
		method: 'GET',
		path: /^\/models$/,
		handlers: [v4(({ state, user }, { query }) => listModels(state, user, query))],
	},
];

module.exports = { ROUTES };
