// @ts-check
'use strict';

const { errors } = require('../errors');
const { buildErrors } = require('./buildErrors');
const { priorityOf } = require('./jobRequest');
const { requireRight } = require('./permission');
const { requireFree, requireIds } = require('./segmentLists');
const { createSegment, holesBetween, inStoredOrder, insertSegment } = require('./segments');

/**
 * The merging half of PUT /models/{model}/segments (build contract, 6.2).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

/** @param {Iterable<number>} keys */
function keyText(keys) {
	return [...keys].sort((x, y) => x - y).join();
}

/** @param {Segment[]} segments */
function checkAlike(segments) {
	const [first, ...others] = segments;
	const indexes = keyText(first.layouts.keys());
	if (others.some(({ layouts }) => keyText(layouts.keys()) !== indexes)) {
		throw buildErrors.mergeIndexes();
	}
	const partitions = keyText(first.partitions.map(({ id }) => id));
	const differs = (/** @type {Segment} */ segment) =>
		keyText(segment.partitions.map(({ id }) => id)) !== partitions;
	if (others.some(differs)) throw buildErrors.mergePartitions();
}

/** @param {Context} context @param {import('../state').Project} project @param {Model} model @param {string[]} ids @param {Record<string, any>} body */
function mergeSegments(context, project, model, ids, body) {
	const { state, now, user } = context;
	if (ids.length < 2) throw buildErrors.mergeOne();
	requireRight(context, project, 'OPERATION', 500);
	const listed = requireIds(model, ids);
	requireFree(context, model, listed);
	const sorted = [...listed].sort(inStoredOrder);
	if (holesBetween(sorted).length > 0) throw buildErrors.mergeGap();
	if (listed.some(({ status }) => status === 'NEW')) throw buildErrors.mergeNotReady();
	if (!model.partition) {
		throw errors.unexpected(
			'there is no partition date column specified, only full build is supported',
		);
	}
	const range = {
		start: sorted[0].start,
		end: sorted.reduce((end, segment) => Math.max(end, segment.end), 0),
	};
	const covered = model.segments.filter(
		({ start, end, status }) => start >= range.start && end <= range.end && status !== 'NEW',
	);
	if (covered.length < 2) {
		throw errors.unexpected(
			`Range TimePartitionedSegmentRange[${range.start},${range.end}) must contain at least 2 segments, but there is ${covered.length}`,
		);
	}
	checkAlike(covered);
	if (covered[0].layouts.size === 0) throw buildErrors.emptySegment();
	if (covered.some((segment) => state.work.isHeld(model, segment))) throw buildErrors.sameObject();

	const merged = createSegment(state.zone, range, {
		id: state.work.newId('segment'),
		status: 'NEW',
		createTime: now,
	});
	merged.isMerged = true;
	merged.partitions = covered[0].partitions.map((partition) => ({ ...partition }));
	insertSegment(model, merged);
	const jobId = state.work.submit({
		project: project.name,
		type: 'INDEX_MERGE',
		model,
		segments: [merged],
		indexIds: [...covered[0].layouts.keys()],
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(body),
		tag: body.tag,
	});
	return [{ job_name: 'INDEX_MERGE', job_id: jobId }];
}

module.exports = { mergeSegments };
