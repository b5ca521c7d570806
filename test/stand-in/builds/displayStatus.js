// @ts-check
'use strict';

const { isSameRange, overlaps } = require('./segments');

/**
 * The status that Kylin shows for a segment (build contract, 4.3).
 * @typedef {import('./segments').Segment} Segment
 * @typedef {'ONLINE' | 'WARNING' | 'LOADING' | 'REFRESHING' | 'MERGING' | 'LOCKED' | 'OVERLAP'} DisplayStatus
 * @typedef {{ loading: Set<string>, building: Set<string> }} Held segments that unfinished jobs load indexes or partitions into, or build
 */

const DISPLAY_STATUSES = [
	'ONLINE',
	'WARNING',
	'LOADING',
	'REFRESHING',
	'MERGING',
	'LOCKED',
	'OVERLAP',
];

/** @param {Segment} segment @param {Segment[]} others that overlap it, in stored order @param {Held} held @returns {DisplayStatus} */
function statusOfNew(segment, others, { building }) {
	if (others.length > 0 && isSameRange(others[0], segment)) return 'REFRESHING';
	return others.length === 0 || building.has(segment.id) ? 'LOADING' : 'MERGING';
}

/** @param {Segment} segment @param {Segment[]} others @param {Held} held @returns {DisplayStatus} */
function statusOfReady(segment, others, { loading }) {
	if (segment.partitions.some(({ status }) => status === 'NEW')) return 'LOADING';
	if (segment.partitions.some(({ status }) => status === 'REFRESH')) return 'REFRESHING';
	if (others.some(({ status }) => status === 'NEW')) return 'LOCKED';
	if (others.length > 0) return 'OVERLAP';
	if (loading.has(segment.id)) return 'LOADING';
	return segment.status === 'WARNING' ? 'WARNING' : 'ONLINE';
}

/**
 * Segments that lie in the time of another one, with those others. Neighbours touch only where something overlaps, so
 * one pass over the sorted list finds the few that need a closer look.
 * @param {Segment[]} segments in stored order
 */
function overlapping(segments) {
	/** @type {Map<string, Segment[]>} */
	const found = new Map();
	/** @type {Segment[]} */
	let group = [];
	let groupEnd = -1;
	const close = () => {
		if (group.length > 1) {
			for (const segment of group) {
				found.set(
					segment.id,
					group.filter((other) => other !== segment && overlaps(other, segment)),
				);
			}
		}
		group = [];
	};
	for (const segment of segments) {
		if (segment.start >= groupEnd) close();
		group.push(segment);
		groupEnd = group.length === 1 ? segment.end : Math.max(groupEnd, segment.end);
	}
	close();
	return found;
}

/** @param {Segment[]} segments in stored order @param {Held} held @returns {Map<string, DisplayStatus>} by segment ID */
function displayStatuses(segments, held) {
	const others = overlapping(segments);
	return new Map(
		segments.map((segment) => {
			const touching = others.get(segment.id) ?? [];
			const statusOf = segment.status === 'NEW' ? statusOfNew : statusOfReady;
			return [segment.id, statusOf(segment, touching, held)];
		}),
	);
}

module.exports = { DISPLAY_STATUSES, displayStatuses };
