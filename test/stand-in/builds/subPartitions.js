// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindList,
	bindRequiredString,
	bindStringOr,
} = require('../bindings');
const { errors } = require('../errors');
const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { JOB_FIELDS, checkTag, priorityOf } = require('./jobRequest');
const { checkProject, findModel, requireColumns, requireRight } = require('./permission');
const { requireIds } = require('./segmentLists');

/**
 * The values of a multi-partition model (build contract, 5.2 #10 and section 8).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {{ headers: Record<string, any>, body: string, query: import('../bindings').Query }} Request
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 * @typedef {import('./segments').SubPartition} SubPartition
 */

/** @param {unknown} value as Jackson found it */
function bindAll(value) {
	if (value === undefined || value === null) return false;
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw buildErrors.notBoolean(String(value));
}

/** @param {Model} model @param {string[]} values */
function partitionId({ multiPartition }, values) {
	return (
		multiPartition?.values.findIndex((known) => known.join('\u0000') === values.join('\u0000')) ??
		-1
	);
}

/** @param {Model} model @param {string[][]} values */
function checkWidth({ multiPartition }, values) {
	const width = multiPartition?.columns.length ?? 0;
	if (values.some((entry) => entry.length !== width)) throw buildErrors.invalidOperation();
}

/**
 * The values that a build is to load; none for a model without multi-level partitioning.
 * @param {Model} model @param {Record<string, any>} body @param {boolean} isFilled
 * @returns {string[][]}
 */
function checkPartitionValues(model, body, isFilled) {
	const { multiPartition } = model;
	if (!multiPartition) return [];
	const given = body.sub_partition_values ?? null;
	if (!isFilled) {
		if (given === null) throw errors.unexpected(null);
		if (given.length > 0) throw buildErrors.invalidOperation();
		return [];
	}
	const every = bindAll(body.build_all_sub_partitions) ? multiPartition.values : [];
	const wanted = [...(given ?? []), ...every];
	if (wanted.length === 0) throw buildErrors.emptyPartitionValue();
	checkWidth(model, wanted);
	const seen = new Set();
	return wanted.filter((entry) => {
		const key = entry.join('\u0000');
		return !seen.has(key) && seen.add(key);
	});
}

/** Values that the model does not know are added to it. @param {Model} model @param {string[][]} values @param {number} now @returns {SubPartition[]} */
function takePartitions(model, values, now) {
	const { multiPartition } = model;
	if (!multiPartition) return [];
	return values.map((entry) => {
		if (partitionId(model, entry) < 0) multiPartition.values.push(entry);
		return { id: partitionId(model, entry), status: 'NEW', modified: now };
	});
}

/** @param {string} method @param {string} bean @returns {import('./body').Shape} */
function shapeOf(method, bean) {
	const request = `org.apache.kylin.rest.request.${bean}`;
	return {
		bean: request,
		handler: `public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.JobInfoResponse> org.apache.kylin.rest.controller.open.OpenSegmentController.${method}(java.lang.String,${request})`,
		fields: {
			...JOB_FIELDS,
			segment_id: 'text',
			sub_partition_values: 'textLists',
			partition_ids: 'longs',
			build_all_sub_partitions: 'any',
			parallel_build_by_segment: 'boolean',
		},
	};
}

const BUILD_SHAPE = shapeOf('buildMultiPartition', 'PartitionsBuildRequest');
const REFRESH_SHAPE = shapeOf('refreshMultiPartition', 'PartitionsRefreshRequest');
/** Five times the jobs that a project may run at once. */
const MAX_PARALLEL_JOBS = 100;

/** @param {Context} context @param {Record<string, any>} body @param {string} name */
function checkTarget(context, body, name) {
	const project = checkProject(context, body.project ?? null);
	if (!project.multiPartitioning) throw buildErrors.multiPartitionOff(project.name);
	const model = findModel(context, project, name, true);
	checkTag(body.tag);
	if (!body.segment_id) throw errors.missingParameter('segment_id', 500);
	return { project, model };
}

/** @param {Model} model */
function requireMultiPartition({ multiPartition, alias }) {
	if (!multiPartition) throw buildErrors.noMultiPartition(alias);
}

/** POST: loads values into a segment that lacks them. @param {Context} context @param {Request} request @param {string[]} ids */
function buildPartitions(context, request, [name]) {
	const { state, now, user } = context;
	const body = readBody(BUILD_SHAPE, request);
	const { project, model } = checkTarget(context, body, name);
	if (!body.sub_partition_values) throw errors.missingParameter('sub_partition_values', 500);
	requireRight(context, project, 'OPERATION', 500);
	requireColumns(context, project, model);
	const [segment] = requireIds(model, [body.segment_id]);
	requireMultiPartition(model);
	const values = checkPartitionValues(model, body, true);
	const isKnown = (/** @type {string[]} */ entry) =>
		segment.partitions.some(({ id }) => id === partitionId(model, entry));
	const every = bindAll(body.build_all_sub_partitions);
	const wanted = every ? values.filter((entry) => !isKnown(entry)) : values;
	if (wanted.length === 0 || wanted.some(isKnown)) throw buildErrors.duplicatePartition();
	if (body.parallel_build_by_segment && wanted.length > MAX_PARALLEL_JOBS) {
		throw buildErrors.tooManyJobs(MAX_PARALLEL_JOBS);
	}
	const added = takePartitions(model, wanted, now);
	segment.partitions.push(...added);
	const groups = body.parallel_build_by_segment ? added.map((entry) => [entry]) : [added];
	const jobs = groups.map((group) => ({
		job_name: 'SUB_PARTITION_BUILD',
		job_id: state.work.submit({
			project: project.name,
			type: 'SUB_PARTITION_BUILD',
			model,
			segments: [segment],
			indexIds: [...segment.layouts.keys()],
			partitionIds: group.map(({ id }) => id),
			submitter: user?.username ?? 'ADMIN',
			priority: priorityOf(body),
			tag: body.tag,
		}),
	}));
	return { jobs };
}

/** @param {Model} model @param {Segment} segment @param {Record<string, any>} body */
function partitionsToRefresh(model, segment, body) {
	const ids = [
		...(body.partition_ids ?? []),
		...(body.sub_partition_values ?? []).map((/** @type {string[]} */ entry) =>
			partitionId(model, entry),
		),
	];
	if (ids.length === 0) throw errors.missingParameter('sub_partition_values', 500);
	const found = ids.map((id) => segment.partitions.find((partition) => partition.id === id));
	if (found.includes(undefined)) throw buildErrors.invalidOperation();
	return /** @type {SubPartition[]} */ (found);
}

/** PUT: loads values anew. @param {Context} context @param {Request} request @param {string[]} ids */
function refreshPartitions(context, request, [name]) {
	const { state, user } = context;
	const body = readBody(REFRESH_SHAPE, request);
	const { project, model } = checkTarget(context, body, name);
	requireRight(context, project, 'OPERATION');
	requireColumns(context, project, model);
	const [segment] = requireIds(model, [body.segment_id]);
	requireMultiPartition(model);
	const partitions = partitionsToRefresh(model, segment, body);
	const isHeld = (/** @type {number} */ id) =>
		state.work.worksOf(model).some(({ partitionIds }) => partitionIds.includes(id));
	if (partitions.some(({ id }) => isHeld(id))) throw buildErrors.sameObject();
	for (const partition of partitions) partition.status = 'REFRESH';
	const jobId = state.work.submit({
		project: project.name,
		type: 'SUB_PARTITION_REFRESH',
		model,
		segments: [segment],
		indexIds: [...segment.layouts.keys()],
		partitionIds: partitions.map(({ id }) => id),
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(body),
		tag: body.tag,
	});
	return { jobs: [{ job_name: 'SUB_PARTITION_REFRESH', job_id: jobId }] };
}

const SHOWN_PARTITION = { NEW: 'LOADING', READY: 'ONLINE', REFRESH: 'REFRESHING' };

/** GET. @param {Context} context @param {Request} request @param {string[]} ids */
function listPartitions(context, { query }, [name]) {
	const projectName = bindRequiredString(query, 'project');
	const segmentId = bindRequiredString(query, 'segment_id');
	const statuses = bindList(query, 'status').map((status) => status.toUpperCase());
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified_time');
	const reverse = bindBooleanOr(query, 'reverse', true);
	const project = checkProject(context, projectName);
	const model = findModel(context, project, name, true);
	if (offset < 0 || limit < 0) throw errors.negativeInteger();
	requireRight(context, project, 'READ');
	const [segment] = requireIds(model, [segmentId]);
	const records = segment.partitions
		.map((partition) => ({
			id: partition.id,
			values: model.multiPartition?.values[partition.id] ?? [],
			status: SHOWN_PARTITION[partition.status],
			last_modified_time: partition.modified,
			source_count: 0,
			bytes_size: 0,
		}))
		.filter(({ status }) => statuses.length === 0 || statuses.includes(status))
		.sort((x, y) => {
			const key = /** @type {'last_modified_time'} */ (sortBy);
			return ((x[key] ?? 0) < (y[key] ?? 0) ? -1 : x[key] === y[key] ? 0 : 1) * (reverse ? -1 : 1);
		});
	return {
		value: records.slice(offset * limit, (offset + 1) * limit),
		offset,
		limit,
		total_size: records.length,
	};
}

module.exports = {
	buildPartitions,
	checkPartitionValues,
	listPartitions,
	refreshPartitions,
	takePartitions,
};
