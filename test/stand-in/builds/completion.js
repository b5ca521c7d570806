// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindList,
	bindRequiredString,
	bindString,
} = require('../bindings');
const { errors } = require('../errors');
const { buildErrors } = require('./buildErrors');
const { DEFAULT_PRIORITY, checkTag, priorityOf } = require('./jobRequest');
const { statusesOf } = require('./listSegments');
const { liveIndexes } = require('./modelRecord');
const { checkProject, findModel, requireColumns, requireRight } = require('./permission');
const { checkLists, requireIds, segmentIds } = require('./segmentLists');
const { segmentRecord } = require('./segmentRecord');

/**
 * POST /models/{model}/segments/completion: the indexes that segments lack (build contract, 7.2).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../state').Project} Project
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

const MAX_SEGMENTS_OF_A_JOB = 100;
const INDEX_STATUSES = ['NO_BUILD', 'BUILDING', 'ONLINE'];

/**
 * An index counts as present only if all the segments have it. Indexes marked for deletion go with a job that nobody
 * chose indexes for, except in 5.0.0.
 * @param {Context} context @param {Model} model @param {Segment[]} segments @param {number[] | null} chosen
 */
function missingIndexes({ profile }, model, segments, chosen) {
	const isPresent = (/** @type {number} */ id) => segments.every(({ layouts }) => layouts.has(id));
	const wanted = liveIndexes(model).filter(
		({ id }) => (!chosen || chosen.length === 0 || chosen.includes(id)) && !isPresent(id),
	);
	const drops = profile.dropsLockedIndexes && (!chosen || chosen.length === 0);
	return {
		indexIds: wanted.map(({ id }) => id),
		droppedIndexIds: drops
			? model.indexes.filter(({ toBeDeleted }) => toBeDeleted).map(({ id }) => id)
			: [],
	};
}

/** Null if there is nothing to do. @param {Context} context @param {Project} project @param {Model} model @param {Segment[]} segments @param {number[] | null} chosen @param {Record<string, any>} request */
function submitIndexBuild(context, project, model, segments, chosen, request) {
	const { state, user } = context;
	const missing = missingIndexes(context, model, segments, chosen);
	if (missing.indexIds.length + missing.droppedIndexIds.length === 0) return null;
	const ready = segments.filter(({ status }) => status !== 'NEW');
	if (ready.length === 0) throw errors.unexpected('No segment is ready in this job.');
	return state.work.submit({
		project: project.name,
		type: 'INDEX_BUILD',
		model,
		segments: ready,
		...missing,
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(request),
		tag: request.tag,
	});
}

/** @param {Context} context @param {Model} model @param {Segment[]} segments */
function failedSegments(context, model, segments) {
	const statuses = statusesOf(context, model);
	const { errorCode, message } = buildErrors.sameObject();
	return segments.map((segment) => ({
		...segmentRecord(context.profile, model, segment, statuses.get(segment.id) ?? ''),
		error: { code: errorCode, msg: message.slice(`${errorCode}: `.length) },
	}));
}

/** @param {Context} context @param {Model} model @param {string[]} wanted */
function indexesInStatus({ state }, model, wanted) {
	const building = new Set(state.work.worksOf(model).flatMap(({ indexIds }) => indexIds));
	const statusOf = (/** @type {number} */ id) => {
		if (model.segments.some(({ layouts }) => layouts.has(id))) return 'ONLINE';
		return building.has(id) ? 'BUILDING' : 'NO_BUILD';
	};
	return liveIndexes(model)
		.map(({ id }) => id)
		.filter((id) => wanted.includes(statusOf(id)));
}

/** @param {string | null} jobId */
function indexJob(jobId) {
	return { job_name: 'INDEX_BUILD', job_id: jobId };
}

/** @param {Context} context @param {{ query: import('../bindings').Query }} request @param {string[]} path @param {boolean} isOpen */
function completeSegments(context, { query }, [name], isOpen) {
	const { state } = context;
	const projectName = bindRequiredString(query, 'project');
	const isParallel = bindBooleanOr(query, 'parallel', false);
	const ids = bindList(query, 'ids');
	const names = bindList(query, 'names');
	const batch = bindList(query, 'batch_index_ids').map(Number);
	const priority = bindIntegerOr(query, 'priority', DEFAULT_PRIORITY) ?? DEFAULT_PRIORITY;
	const tag = bindString(query, 'tag');
	const wanted = bindList(query, 'index_status').map((status) => status.toUpperCase());

	const project = checkProject(context, projectName);
	checkLists(ids, names);
	if (batch.length > 0 && wanted.length > 0) throw buildErrors.statusAndIds();
	const model = findModel(context, project, name, isOpen);
	const chosenIds = segmentIds(context, project, model, ids, names);
	if (wanted.some((status) => !INDEX_STATUSES.includes(status))) {
		throw buildErrors.wrongIndexStatus();
	}
	const inStatus = wanted.length > 0 ? indexesInStatus(context, model, wanted) : null;
	if (inStatus?.length === 0) return { jobs: [indexJob(null)], failed_segments: [] };
	checkTag(tag);
	if (!isParallel && chosenIds.length > MAX_SEGMENTS_OF_A_JOB) throw buildErrors.tooManySegments();
	requireRight(context, project, 'OPERATION');
	requireColumns(context, project, model);
	const segments = requireIds(model, chosenIds);

	const held = segments.filter((segment) => state.work.isHeld(model, segment));
	const failed_segments = failedSegments(context, model, held);
	if (!isParallel && held.length > 0) return { jobs: [], failed_segments };
	const free = segments.filter((segment) => !held.includes(segment));
	const groups = isParallel ? free.map((segment) => [segment]) : [free];
	const chosen = inStatus ?? batch;
	const submit = (/** @type {Segment[]} */ group) =>
		submitIndexBuild(context, project, model, group, chosen, { priority, tag });
	return { jobs: groups.map((group) => indexJob(submit(group))), failed_segments };
}

module.exports = { completeSegments, submitIndexBuild };
