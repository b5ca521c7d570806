// @ts-check
'use strict';

const { bindBooleanOr, bindIntegerOr, bindList, bindString, bindStringOr } = require('../bindings');
const { errors } = require('../errors');
const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { submitIndexBuild } = require('./completion');
const { JOB_FIELDS, checkPriority, checkTag } = require('./jobRequest');
const { bindProject } = require('./listModels');
const { columnOf } = require('./modelRecord');
const { checkProject, findModel, requireColumns, requireRight } = require('./permission');

/**
 * POST and GET /models/{model}/indexes (build contract, 7.1 and 7.3).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('./models').Index} Index
 */

/** @type {import('./body').Shape} */
const SHAPE = {
	bean: 'org.apache.kylin.rest.request.OpenBuildIndexRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.BuildIndexResponse> org.apache.kylin.rest.controller.open.OpenSegmentController.buildIndicesManually(java.lang.String,org.apache.kylin.rest.request.BuildIndexRequest)',
	fields: JOB_FIELDS,
};

const STATUSES = ['LOCKED', 'BUILDING', 'NO_BUILD', 'ONLINE'];
const SOURCES = [
	'RECOMMENDED_AGG_INDEX',
	'RECOMMENDED_TABLE_INDEX',
	'CUSTOM_AGG_INDEX',
	'CUSTOM_TABLE_INDEX',
	'BASE_TABLE_INDEX',
	'BASE_AGG_INDEX',
];
const SORT_NAMES = ['last_modified', 'usage', 'data_size'];
const STORAGE_TYPE = 20;

/** @param {string} type @param {string | null} jobId */
function answer(type, jobId) {
	return { warn_code: null, type, job_id: jobId };
}

/** What is missing in at least one segment that no unfinished job touches. @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {string[]} ids @param {boolean} isOpen */
function buildIndexes(context, request, [name], isOpen) {
	const { state } = context;
	const body = readBody(SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	checkPriority(body);
	const model = findModel(context, project, name, isOpen);
	checkTag(body.tag);
	requireRight(context, project, 'OPERATION');
	requireColumns(context, project, model);
	if (model.segments.length === 0) return answer('NO_SEGMENT', null);
	const free = model.segments.filter(
		(segment) => segment.status !== 'NEW' && !state.work.isHeld(model, segment),
	);
	if (free.length === 0) return answer('NO_LAYOUT', null);
	const jobId = submitIndexBuild(context, project, model, free, null, body);
	return answer(jobId === null ? 'NO_LAYOUT' : 'NORM_BUILD', jobId);
}

/** @param {Context} context @param {Model} model @param {Index} index */
function indexStatus({ state }, model, { id, toBeDeleted }) {
	if (toBeDeleted) return 'LOCKED';
	if (model.segments.some(({ layouts }) => layouts.has(id))) return 'ONLINE';
	const isBuilding = state.work.worksOf(model).some(({ indexIds }) => indexIds.includes(id));
	return isBuilding ? 'BUILDING' : 'NO_BUILD';
}

/** @param {Model} model @param {Index} index */
function dataSize({ segments }, { id }) {
	return segments.reduce((sum, { layouts }) => sum + (layouts.get(id)?.bytes ?? 0), 0);
}

/** @param {Context} context @param {Model} model @param {Index} index */
function indexRecord(context, model, index) {
	return {
		id: index.id,
		status: indexStatus(context, model, index),
		source: index.source,
		col_order: [
			...index.columns.map((key) => ({
				key,
				value: 'column',
				cardinality: columnOf(model, key).cardinality || null,
			})),
			...index.measures.map((key) => ({ key, value: 'measure', cardinality: null })),
		],
		shard_by_columns: [],
		sort_by_columns: [],
		data_size: dataSize(model, index),
		usage: index.usage,
		last_modified: index.lastModified,
		storage_type: STORAGE_TYPE,
		related_tables: relatedTables(model, index),
	};
}

/** Every lookup joins the flat table, but an index on the fact table alone needs none of them. @param {Model} model @param {Index} index */
function relatedTables(model, { columns }) {
	const used = new Set(columns.map((column) => column.split('.')[0]));
	const lookups = model.lookups.filter(({ alias }) => used.has(alias)).map(({ table }) => table);
	return [...new Set([...lookups, model.factTable])].sort();
}

/** @param {string[]} given @param {string[]} known @param {string} name */
function checkNames(given, known, name) {
	const wanted = given.map((entry) => entry.toUpperCase());
	if (wanted.some((entry) => !known.includes(entry))) {
		throw buildErrors.indexListParameter(name, known.join(', '));
	}
	return wanted;
}

/** @param {Context} context @param {{ query: import('../bindings').Query }} request @param {string[]} ids @param {boolean} isOpen */
function listIndexes(context, { query }, [name], isOpen) {
	const projectName = bindProject(query, 'project');
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified');
	const key = (bindString(query, 'key') ?? '').toLowerCase();
	const reverse = bindBooleanOr(query, 'reverse', true);
	const chosen = bindList(query, 'batch_index_ids').map(Number);
	const project = checkProject(context, projectName);
	const model = findModel(context, project, name, isOpen);
	if (offset < 0 || limit < 0) throw errors.negativeInteger();
	const statuses = checkNames(bindList(query, 'status'), STATUSES, 'status');
	if (!SORT_NAMES.includes(sortBy.toLowerCase())) {
		throw buildErrors.indexListParameter('sort_by', SORT_NAMES.join(', '));
	}
	const sources = checkNames(bindList(query, 'sources'), SOURCES, 'sources');
	requireRight(context, project, 'READ');

	const sortKey = /** @type {'last_modified' | 'usage' | 'data_size'} */ (sortBy.toLowerCase());
	const records = model.indexes
		.map((index) => indexRecord(context, model, index))
		.filter(
			(record) =>
				(statuses.length === 0 || statuses.includes(record.status)) &&
				(sources.length === 0 || sources.includes(record.source)) &&
				(chosen.length === 0 || chosen.includes(record.id)) &&
				(key === '' ||
					String(record.id) === key ||
					record.col_order.some((column) => column.key.toLowerCase().includes(key))),
		)
		.sort((x, y) => (x[sortKey] - y[sortKey]) * (reverse ? -1 : 1));
	const known = model.indexes.map(({ id }) => id);
	return {
		project: project.name,
		uuid: model.uuid,
		model_name: model.alias,
		total_size: records.length,
		offset,
		limit,
		owner: model.owner,
		indexes: records.slice(offset * limit, (offset + 1) * limit),
		absent_batch_index_ids: chosen.length > 0 ? chosen.filter((id) => !known.includes(id)) : null,
	};
}

module.exports = { buildIndexes, listIndexes };
