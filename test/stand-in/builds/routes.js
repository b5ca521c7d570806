// @ts-check
'use strict';

const { V4, V4_PUBLIC, bootError, success } = require('../http');
const { buildSegments } = require('./build');
const { checkSegments, validateSegment } = require('./checkRange');
const { completeSegments } = require('./completion');
const { deleteSegments } = require('./deleteSegments');
const { buildIndexes, listIndexes } = require('./indexes');
const { listModels } = require('./listModels');
const { listSegments } = require('./listSegments');
const { describeModel, tablesAndColumns } = require('./modelDescription');
const { refreshOrMerge } = require('./refresh');
const { submitSampling } = require('./sampling');
const { rawJson } = require('./segmentRecord');
const { listSnapshotTables, listSnapshots, submitSnapshots } = require('./snapshots');
const { buildPartitions, listPartitions, refreshPartitions } = require('./subPartitions');

/**
 * The routes of models, segments, indexes and snapshots (build contract, 1.1).
 * @typedef {import('../routes').Route} Route
 * @typedef {import('../routes').Handler} Handler
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../server').Request} Request
 * @typedef {(context: Context, request: any, ids: string[], isOpen: boolean) => unknown} Answer
 */

/** @param {Answer} run @param {string[]} produces @returns {Handler} */
function handler(run, produces) {
	return {
		produces,
		run: (context, request, ids, contentType) =>
			success(contentType, rawJson(run(context, request, ids, contentType === V4_PUBLIC))),
	};
}

/** One handler for both media types; it is told whether the open one was asked for. @param {Answer} run */
function either(run) {
	return handler(run, [V4, V4_PUBLIC]);
}

/** @param {Answer} run */
function openOnly(run) {
	return handler(run, [V4_PUBLIC]);
}

/** @param {string} body */
function isMalformed(body) {
	if (body === '') return false;
	try {
		JSON.parse(body);
		return false;
	} catch {
		return true;
	}
}

const BUILD = either(buildSegments);

/** A filter reads this one body before the controllers do, and what it cannot read has no envelope. @type {Handler} */
const FILTERED_BUILD = {
	produces: BUILD.produces,
	run: (context, request, ids, contentType) => {
		const { headers, body, path } = /** @type {Request} */ (request);
		return isMalformed(body)
			? bootError(500, 'Internal Server Error', path, headers.accept, context.now)
			: BUILD.run(context, request, ids, contentType);
	},
};

const SEGMENTS = /^\/models\/([^/]+)\/segments$/;
const PARTITIONS = /^\/models\/([^/]+)\/segments\/multi_partition$/;
const INDEXES = /^\/models\/([^/]+)\/indexes$/;

/** @type {Route[]} */
const BUILD_ROUTES = [
	{
		method: 'GET',
		path: /^\/admin\/instance_info$/,
		open: true,
		handlers: [either(({ state }) => ({ 'instance.timezone': state.zone.id }))],
	},
	{ method: 'GET', path: /^\/models$/, handlers: [either(listModels)] },
	{
		method: 'GET',
		path: /^\/models\/([^/]+)\/([^/]+)\/model_desc$/,
		handlers: [openOnly(describeModel)],
	},
	{
		method: 'GET',
		path: /^\/query\/tables_and_columns$/,
		handlers: [either(tablesAndColumns)],
	},
	{ method: 'GET', path: SEGMENTS, handlers: [either(listSegments)] },
	{ method: 'POST', path: SEGMENTS, handlers: [FILTERED_BUILD] },
	{ method: 'PUT', path: SEGMENTS, handlers: [either(refreshOrMerge)] },
	{ method: 'DELETE', path: SEGMENTS, handlers: [either(deleteSegments)] },
	{
		method: 'POST',
		path: /^\/models\/([^/]+)\/segments\/check$/,
		handlers: [openOnly(checkSegments)],
	},
	{
		method: 'POST',
		path: /^\/models\/([^/]+)\/segment\/validation$/,
		handlers: [handler(validateSegment, [V4])],
	},
	{
		method: 'POST',
		path: /^\/models\/([^/]+)\/segments\/completion$/,
		handlers: [openOnly(completeSegments)],
	},
	{ method: 'GET', path: PARTITIONS, handlers: [openOnly(listPartitions)] },
	{ method: 'POST', path: PARTITIONS, handlers: [openOnly(buildPartitions)] },
	{ method: 'PUT', path: PARTITIONS, handlers: [openOnly(refreshPartitions)] },
	{ method: 'GET', path: INDEXES, handlers: [openOnly(listIndexes)] },
	{ method: 'POST', path: INDEXES, handlers: [openOnly(buildIndexes)] },
	{ method: 'GET', path: /^\/snapshots$/, handlers: [either(listSnapshots)] },
	{ method: 'GET', path: /^\/snapshots\/tables$/, handlers: [either(listSnapshotTables)] },
	{
		method: 'POST',
		path: /^\/snapshots$/,
		handlers: [either((context, request) => submitSnapshots(context, request, false))],
	},
	{
		method: 'PUT',
		path: /^\/snapshots$/,
		handlers: [either((context, request) => submitSnapshots(context, request, true))],
	},
	{
		method: 'POST',
		path: /^\/tables\/sampling_jobs$/,
		handlers: [either(submitSampling)],
	},
];

module.exports = { BUILD_ROUTES };
