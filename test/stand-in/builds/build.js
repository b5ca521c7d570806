// @ts-check
'use strict';

const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { JOB_FIELDS, checkPriority, checkTag, priorityOf } = require('./jobRequest');
const { liveIndexes } = require('./modelRecord');
const { floorTo } = require('./partitionFormat');
const { checkProject, findModel, requireColumns, requireRight } = require('./permission');
const { checkRange, requireLong } = require('./range');
const { refreshSegments } = require('./refresh');
const { FULL_LOAD, createSegment, insertSegment, overlaps } = require('./segments');
const { checkPartitionValues, takePartitions } = require('./subPartitions');

/**
 * POST /models/{model}/segments (build contract, section 5).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../state').Project} Project
 * @typedef {import('./models').Model} Model
 */

/** @type {import('./body').Shape} */
const SHAPE = {
	bean: 'org.apache.kylin.rest.request.BuildSegmentsRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.JobInfoResponse> org.apache.kylin.rest.controller.open.OpenSegmentController.buildSegmentsManually(java.lang.String,org.apache.kylin.rest.request.BuildSegmentsRequest) throws java.lang.Exception',
	fields: {
		...JOB_FIELDS,
		start: 'text',
		end: 'text',
		build_all_indexes: 'boolean',
		sub_partition_values: 'textLists',
		build_all_sub_partitions: 'any',
		batch_index_ids: 'longs',
		partial_build: 'boolean',
		ignored_snapshot_tables: 'texts',
	},
};

/** @param {Model} model */
function formatOf({ partition }) {
	return partition?.format || null;
}

/** @param {Model} model */
function checkIntegerFormat(model) {
	const type = partitionColumnType(model);
	const isInteger = type === 'integer' || type === 'bigint' || type === 'int';
	const isCompact = /^(yyyyMM|yyyyMMdd)$/.test(formatOf(model) ?? '');
	if (isInteger && formatOf(model) !== null && !isCompact) throw buildErrors.unsupportedInteger();
}

/** @param {Model} model */
function partitionColumnType({ partition, columns, factTable }) {
	const name = partition?.column.split('.')[1];
	return columns.get(factTable)?.find((column) => column.name === name)?.type ?? 'date';
}

/** @param {Model} model @param {number[] | null | undefined} chosen */
function indexesToBuild(model, chosen) {
	const ids = liveIndexes(model).map(({ id }) => id);
	return chosen && chosen.length > 0 ? ids.filter((id) => chosen.includes(id)) : ids;
}

/** @param {Context} context @param {Project} project @param {Model} model @param {Record<string, any>} body */
function buildRange(context, project, model, body) {
	const { state, now, user } = context;
	const { zone } = state;
	const isFilled = body.build_all_indexes ?? true;
	const format = formatOf(model);
	const range = {
		start: floorTo(zone, format, requireLong(body.start ?? null)),
		end: floorTo(zone, format, requireLong(body.end ?? null)),
	};
	checkIntegerFormat(model);
	if (isFilled && liveIndexes(model).length === 0) throw buildErrors.noIndex();
	const taken = model.segments.filter((segment) => overlaps(segment, range));
	if (taken.length > 0) throw buildErrors.overlap(taken.map(({ name }) => name));
	const values = checkPartitionValues(model, body, isFilled);
	const indexIds = indexesToBuild(model, body.batch_index_ids);
	if (isFilled && indexIds.length === 0) throw buildErrors.emptySegment();

	if (model.partition && format === null) model.partition.format = model.sampleFormat;
	const segment = createSegment(zone, range, {
		id: state.work.newId('segment'),
		status: isFilled ? 'NEW' : 'READY',
		createTime: now,
	});
	segment.partitions = takePartitions(model, values, now);
	insertSegment(model, segment);
	state.touch();
	if (!isFilled) return null;
	const jobId = state.work.submit({
		project: project.name,
		type: 'INC_BUILD',
		model,
		segments: [segment],
		indexIds,
		partitionIds: segment.partitions.map(({ id }) => id),
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(body),
		tag: body.tag,
	});
	return { job_name: 'INC_BUILD', job_id: jobId };
}

/** A full load has one segment from its creation on, so building it is refreshing it. @param {Context} context @param {Project} project @param {Model} model @param {Record<string, any>} body */
function buildWhole(context, project, model, body) {
	const { state, now, user } = context;
	const isFilled = body.build_all_indexes ?? true;
	if (isFilled && liveIndexes(model).length === 0) throw buildErrors.noIndex();
	const [first] = model.segments;
	if (first) {
		if (!isFilled) return [];
		return refreshSegments(context, project, model, [first.id], {
			...body,
			refresh_all_indexes: true,
		});
	}
	const segment = createSegment(state.zone, FULL_LOAD, {
		id: state.work.newId('segment'),
		status: isFilled ? 'NEW' : 'READY',
		createTime: now,
	});
	insertSegment(model, segment);
	state.touch();
	if (!isFilled) return [];
	const jobId = state.work.submit({
		project: project.name,
		type: 'INC_BUILD',
		model,
		segments: [segment],
		indexIds: indexesToBuild(model, body.batch_index_ids),
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(body),
		tag: body.tag,
	});
	return [{ job_name: 'INC_BUILD', job_id: jobId }];
}

/** @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {string[]} ids @param {boolean} isOpen */
function buildSegments(context, request, [name], isOpen) {
	const body = readBody(SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	if (isOpen) checkPriority(body);
	const model = findModel(context, project, name, isOpen);
	checkTag(body.tag);
	checkRange(context.state.zone, body.start ?? null, body.end ?? null, formatOf(model));
	if (body.sub_partition_values?.length > 0 && !model.multiPartition) {
		throw buildErrors.noSubPartitionColumn(model.alias);
	}
	requireRight(context, project, 'OPERATION');
	requireColumns(context, project, model);
	const jobs = model.partition
		? [buildRange(context, project, model, body)]
		: buildWhole(context, project, model, body);
	return { jobs };
}

module.exports = { buildSegments };
