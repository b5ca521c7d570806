// @ts-check
'use strict';

const { buildErrors } = require('./buildErrors');
const { requireRight } = require('./permission');
const { statusesOf } = require('./listSegments');
const { displayName } = require('./segments');

/**
 * Segments that a request names by ID or by name (build contract, 6.2).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

/** @param {string[] | null | undefined} ids @param {string[] | null | undefined} names */
function checkLists(ids, names) {
	const hasIds = (ids?.length ?? 0) > 0;
	const hasNames = (names?.length ?? 0) > 0;
	if (hasIds && hasNames) throw buildErrors.bothLists();
	if (!hasIds && !hasNames) throw buildErrors.noList();
}

/** A name means the first stored segment that bears it. @param {Context} context @param {import('../state').Project} project @param {Model} model @param {string[] | null | undefined} ids @param {string[] | null | undefined} names */
function segmentIds(context, project, model, ids, names) {
	if ((names?.length ?? 0) === 0) return ids ?? [];
	requireRight(context, project, 'OPERATION');
	const found = (names ?? []).map((name) =>
		model.segments.find((segment) => segment.name === name),
	);
	const missing = (names ?? []).filter((_, index) => found[index] === undefined);
	if (missing.length > 0) throw buildErrors.unknownNames(missing);
	return found.map((segment) => /** @type {Segment} */ (segment).id);
}

/** @param {Model} model @param {string[]} ids @returns {Segment[]} */
function requireIds(model, ids) {
	const found = ids.map((id) => model.segments.find((segment) => segment.id === id));
	const missing = ids.filter((_, index) => found[index] === undefined);
	if (missing.length > 0) throw buildErrors.unknownIds(missing);
	return /** @type {Segment[]} */ (found);
}

/** One status after the other, so the first listed segment need not be the one that is told of. @param {Context} context @param {Model} model @param {Segment[]} segments */
function requireFree(context, model, segments) {
	const statuses = statusesOf(context, model);
	for (const status of ['LOADING', 'REFRESHING', 'MERGING', 'LOCKED']) {
		const busy = segments.find(({ id }) => statuses.get(id) === status);
		if (busy && status === 'LOCKED') throw buildErrors.locked(displayName(busy));
		if (busy) throw buildErrors.inStatus(displayName(busy), status);
	}
}

module.exports = { checkLists, requireFree, requireIds, segmentIds };
