// @ts-check
'use strict';

const { V4, V4_PUBLIC, success } = require('../http');
const { buildSegments } = require('./build');
const { listModels } = require('./listModels');
const { listSegments } = require('./listSegments');
const { refreshOrMerge } = require('./refresh');
const { rawJson } = require('./segmentRecord');

/**
 * The routes of models, segments, indexes and snapshots (build contract, 1.1).
 * @typedef {import('../routes').Route} Route
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../routes').Request} Request
 */

/** One handler for both media types; it is told whether the open one was asked for. @param {(context: Context, request: Request, ids: string[], isOpen: boolean) => unknown} run @param {string[]} [produces] @returns {import('../routes').Handler} */
function either(run, produces = [V4, V4_PUBLIC]) {
	return {
		produces,
		run: (context, request, ids, contentType) =>
			success(contentType, rawJson(run(context, request, ids, contentType === V4_PUBLIC))),
	};
}

/** @type {Route[]} */
const BUILD_ROUTES = [
	{
		method: 'GET',
		path: /^\/admin\/instance_info$/,
		open: true,
		handlers: [either(({ state }) => ({ 'instance.timezone': state.zone.id }))],
	},
	{ method: 'GET', path: /^\/models$/, handlers: [either(listModels)] },
	{ method: 'GET', path: /^\/models\/([^/]+)\/segments$/, handlers: [either(listSegments)] },
	{ method: 'POST', path: /^\/models\/([^/]+)\/segments$/, handlers: [either(buildSegments)] },
	{ method: 'PUT', path: /^\/models\/([^/]+)\/segments$/, handlers: [either(refreshOrMerge)] },
];

module.exports = { BUILD_ROUTES };
