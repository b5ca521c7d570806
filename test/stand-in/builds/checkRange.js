// @ts-check
'use strict';

const { errors } = require('../errors');
const { readBody } = require('./body');
const { JOB_FIELDS } = require('./jobRequest');
const { checkProject, findModel, requireRight } = require('./permission');
const { checkRange, requireLong } = require('./range');
const { holesBetween, overlaps } = require('./segments');

/**
 * POST /models/{model}/segments/check, and /segment/validation of v4 (build contract, 5.4 and section 8).
 * @typedef {import('../listJobs').Context} Context
 */

const FIELDS = { ...JOB_FIELDS, start: 'text', end: 'text' };

/** @type {import('./body').Shape} */
const CHECK_SHAPE = {
	bean: 'org.apache.kylin.rest.request.CheckSegmentRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.CheckSegmentResponse> org.apache.kylin.rest.controller.open.OpenModelController.checkSegments(java.lang.String,org.apache.kylin.rest.request.CheckSegmentRequest)',
	fields: /** @type {import('./body').Shape['fields']} */ (FIELDS),
};
/** @type {import('./body').Shape} */
const VALIDATION_SHAPE = {
	bean: 'org.apache.kylin.rest.request.BuildSegmentsRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.SegmentCheckResponse> org.apache.kylin.rest.controller.SegmentController.checkSegment(java.lang.String,org.apache.kylin.rest.request.BuildSegmentsRequest)',
	fields: /** @type {import('./body').Shape['fields']} */ (FIELDS),
};

/** Nothing is floored here, so a range may pass that the build refuses. @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {string[]} ids @param {boolean} isOpen */
function checkSegments(context, request, [name], isOpen) {
	const body = readBody(CHECK_SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	requireRight(context, project, 'OPERATION');
	for (const member of ['start', 'end']) {
		if (!body[member]) throw errors.missingParameter(member, 500);
	}
	checkRange(context.state.zone, body.start, body.end, null);
	const model = findModel(context, project, name, isOpen);
	const range = { start: requireLong(body.start), end: requireLong(body.end) };
	return {
		segments_overlap: model.segments
			.filter((segment) => overlaps(segment, range))
			.map((segment) => ({ segment_id: segment.id, segment_name: segment.name })),
	};
}

/** The gaps that there are and that the range would leave. @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {string[]} ids */
function validateSegment(context, request, [uuid]) {
	const body = readBody(VALIDATION_SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	const model = findModel(context, project, uuid, false);
	checkRange(
		context.state.zone,
		body.start ?? null,
		body.end ?? null,
		model.partition?.format ?? null,
	);
	requireRight(context, project, 'OPERATION');
	const range = { start: requireLong(body.start ?? null), end: requireLong(body.end ?? null) };
	const taken = model.segments.filter((segment) => overlaps(segment, range));
	const all = [...model.segments, range].sort((x, y) => x.start - y.start);
	return {
		overlap_segments: taken.map((segment) => ({
			segment_id: segment.id,
			segment_name: segment.name,
		})),
		segment_holes: holesBetween(all),
	};
}

module.exports = { checkSegments, validateSegment };
