// @ts-check
'use strict';

const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { JOB_FIELDS, checkPriority, checkTag, priorityOf } = require('./jobRequest');
const { mergeSegments } = require('./merge');
const { liveIndexes } = require('./modelRecord');
const { checkProject, findModel, requireRight } = require('./permission');
const { checkLists, requireFree, requireIds, segmentIds } = require('./segmentLists');
const { createSegment, insertSegment, isSameRange } = require('./segments');

/**
 * PUT /models/{model}/segments (build contract, section 6).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../state').Project} Project
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

/** @type {import('./body').Shape} */
const SHAPE = {
	bean: 'org.apache.kylin.rest.request.SegmentsRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.JobInfoResponse> org.apache.kylin.rest.controller.open.OpenSegmentController.refreshOrMergeSegments(java.lang.String,org.apache.kylin.rest.request.SegmentsRequest)',
	fields: {
		...JOB_FIELDS,
		type: 'any',
		ids: 'texts',
		names: 'texts',
		refresh_all_indexes: 'boolean',
		batch_index_ids: 'longs',
		partial_build: 'boolean',
		ignored_snapshot_tables: 'texts',
	},
};

/** Only an absent type means a refresh: null is no REFRESH, therefore a merge. @param {Record<string, any>} body */
function isMerge(body) {
	if (!('type' in body)) return false;
	if (body.type !== null && body.type !== 'REFRESH' && body.type !== 'MERGE') {
		throw buildErrors.segmentsType();
	}
	return body.type !== 'REFRESH';
}

/** @param {Model} model @param {Segment} segment @param {Record<string, any>} body */
function indexesToRefresh(model, segment, body) {
	const live = liveIndexes(model).map(({ id }) => id);
	if (live.length === 0) throw buildErrors.nothingToRefresh();
	const chosen = body.batch_index_ids;
	if (chosen?.length > 0) return live.filter((id) => chosen.includes(id));
	if (body.refresh_all_indexes) return live;
	if (segment.layouts.size === 0) throw buildErrors.emptySegment();
	const own = live.filter((id) => segment.layouts.has(id));
	if (own.length === 0) throw buildErrors.nothingToRefresh();
	return own;
}

/** One job for each segment, in the order of the list; one refusal refuses all. @param {Context} context @param {Project} project @param {Model} model @param {string[]} ids @param {Record<string, any>} body */
function refreshSegments(context, project, model, ids, body) {
	const { state, now, user } = context;
	requireRight(context, project, 'OPERATION', 500);
	const segments = requireIds(model, ids);
	requireFree(context, model, segments);
	const plans = segments.map((segment, index) => {
		const isRepeated = segments.findIndex((other) => isSameRange(other, segment)) !== index;
		if (isRepeated || state.work.isHeld(model, segment)) throw buildErrors.sameObject();
		return { segment, indexIds: indexesToRefresh(model, segment, body) };
	});
	return plans.map(({ segment, indexIds }) => {
		const twin = createSegment(state.zone, segment, {
			id: state.work.newId('segment'),
			status: 'NEW',
			createTime: now,
		});
		twin.isMerged = segment.isMerged;
		twin.partitions = segment.partitions.map((partition) => ({ ...partition }));
		insertSegment(model, twin);
		const jobId = state.work.submit({
			project: project.name,
			type: 'INDEX_REFRESH',
			model,
			segments: [twin],
			indexIds,
			submitter: user?.username ?? 'ADMIN',
			priority: priorityOf(body),
			tag: body.tag,
		});
		return { job_name: 'INDEX_REFRESH', job_id: jobId };
	});
}

/** @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {string[]} ids @param {boolean} isOpen */
function refreshOrMerge(context, request, [name], isOpen) {
	const body = readBody(SHAPE, request);
	const merges = isMerge(body);
	const project = checkProject(context, body.project ?? null);
	if (isOpen) checkPriority(body);
	const model = findModel(context, project, name, isOpen);
	checkTag(body.tag);
	checkLists(body.ids, body.names);
	const ids = segmentIds(context, project, model, body.ids, body.names);
	return {
		jobs: merges
			? mergeSegments(context, project, model, ids, body)
			: refreshSegments(context, project, model, ids, body),
	};
}

module.exports = { refreshOrMerge, refreshSegments };
