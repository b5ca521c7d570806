// @ts-check
'use strict';

const { liveIndexes } = require('./modelRecord');
const { FULL_LOAD, NO_END, createSegment, fillSegment, inStoredOrder } = require('./segments');

/**
 * Segments in the notation of a seed (README, "Models in a seed"). Thousands are sorted once.
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

/** A day before the clock, so that whatever a test builds is newer. */
const AGE_MS = 24 * 60 * 60 * 1000;

/** @param {number | string} end */
function endOf(end) {
	return String(end) === '9223372036854775807' ? NO_END : Number(end);
}

/** @param {import('../state').State} state @param {Model} model @param {any} seed @returns {Segment} */
function seedSegment(state, model, seed) {
	const range =
		seed.start === undefined ? FULL_LOAD : { start: Number(seed.start), end: endOf(seed.end) };
	const status = seed.status ?? 'READY';
	const createTime = seed.create_time ?? state.clock.now() - AGE_MS;
	const segment = createSegment(state.zone, range, {
		id: seed.id ?? state.work.newId(`segment of ${model.uuid}`),
		status: status === 'EMPTY' ? 'READY' : status,
		createTime,
	});
	segment.isMerged = seed.merged ?? false;
	segment.partitions = (seed.partitions ?? []).map((/** @type {number} */ id) => ({
		id,
		status: status === 'NEW' ? 'NEW' : 'READY',
		modified: createTime,
	}));
	if (status === 'NEW' || status === 'EMPTY') return segment;
	const indexIds = seed.indexes ?? liveIndexes(model).map(({ id }) => id);
	fillSegment(model, segment, indexIds, seed.last_build_time ?? createTime);
	segment.sourceCount = seed.source_count ?? segment.sourceCount;
	segment.writes = seed.writes ?? segment.writes;
	return segment;
}

/** A new full-load model has its empty segment from the start. @param {import('../state').State} state @param {Model} model @param {any[]} [seeds] */
function seedSegments(state, model, seeds) {
	const wanted = seeds ?? (model.partition || model.broken ? [] : [{ status: 'EMPTY' }]);
	const fresh = wanted.map((seed) => seedSegment(state, model, seed));
	model.segments = [...model.segments, ...fresh].sort(inStoredOrder);
	return fresh;
}

module.exports = { seedSegments };
