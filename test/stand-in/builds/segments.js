// @ts-check
'use strict';

const { DAY_MS } = require('../zone');
const { isTableIndex } = require('./models');

/**
 * The segments of one model (build contract, section 4).
 * @typedef {import('./models').Model} Model
 * @typedef {{ start: number, end: number }} Range in ms; a full load ends at `NO_END`
 * @typedef {{ rows: number, bytes: number }} Layout an index with data in one segment
 * @typedef {{ id: number, status: 'NEW' | 'READY' | 'REFRESH', modified: number }} SubPartition
 *
 * @typedef {object} Segment
 * @property {string} id
 * @property {string} name
 * @property {number} start
 * @property {number} end
 * @property {'NEW' | 'READY' | 'WARNING'} status
 * @property {number} createTime
 * @property {number} lastBuildTime 0 = never built
 * @property {number} writes how often its record was written since it exists
 * @property {Map<number, Layout>} layouts by index ID
 * @property {number} sourceCount
 * @property {boolean} isMerged
 * @property {SubPartition[]} partitions
 */

/** The end of a full load's only segment, Java's largest long in the answers. */
const NO_END = Infinity;
const FULL_LOAD = { start: 0, end: NO_END };
const BYTES_PER_ROW = 4;
const SOURCE_BYTES_PER_ROW = 20;
const FILES_PER_INDEX = 2;

/** Stored order: by range, the older one first. @param {Segment} x @param {Segment} y */
function inStoredOrder(x, y) {
	return x.start - y.start || (x.end === y.end ? 0 : x.end - y.end) || x.createTime - y.createTime;
}

/** @param {import('../zone').Zone} zone @param {Range} range */
function segmentName(zone, { start, end }) {
	return end === NO_END ? 'FULL_BUILD' : `${zone.compact(start)}_${zone.compact(end)}`;
}

/** @param {Range} x @param {Range} y */
function overlaps(x, y) {
	return x.start < y.end && y.start < x.end;
}

/** @param {Range} x @param {Range} y */
function isSameRange(x, y) {
	return x.start === y.start && x.end === y.end;
}

/**
 * @param {import('../zone').Zone} zone @param {Range} range
 * @param {{ id: string, status: Segment['status'], createTime: number }} more
 * @returns {Segment}
 */
function createSegment(zone, range, more) {
	return {
		...more,
		name: segmentName(zone, range),
		start: range.start,
		end: range.end,
		lastBuildTime: 0,
		writes: 0,
		layouts: new Map(),
		sourceCount: 0,
		isMerged: false,
		partitions: [],
	};
}

/** @param {Model} model @param {Segment} segment */
function insertSegment(model, segment) {
	const at = model.segments.findIndex((other) => inStoredOrder(other, segment) > 0);
	model.segments.splice(at < 0 ? model.segments.length : at, 0, segment);
}

/** @param {Model} model @param {Set<string>} ids */
function removeSegments(model, ids) {
	model.segments = model.segments.filter(({ id }) => !ids.has(id));
}

/** @param {Model} model @param {Range} range */
function daysWithData({ data }, { start, end }) {
	const from = Math.max(start, data.from);
	const until = Math.min(end, data.until);
	return Math.max(0, until - from) / DAY_MS;
}

/** Rows of the source that fall into a range. @param {Model} model @param {Range} range */
function sourceRows(model, range) {
	return Math.floor(daysWithData(model, range) * model.data.rowsPerDay);
}

/**
 * A table index holds every row, an aggregate one a row for each group and, if it has the partition column, each day.
 * @param {Model} model @param {import('./models').Index} index @param {Range} range @returns {Layout}
 */
function layoutOf(model, index, range) {
	const days = daysWithData(model, range);
	const byDay = model.partition !== null && index.columns.includes(model.partition.column);
	const groups = days === 0 ? 0 : Math.ceil(model.data.groupsPerDay * (byDay ? days : 1));
	const rows = isTableIndex(index) ? sourceRows(model, range) : groups;
	return { rows, bytes: 600 + rows * BYTES_PER_ROW };
}

/** What a finished build leaves: data in these indexes. @param {Model} model @param {Segment} segment @param {number[]} indexIds @param {number} now */
function fillSegment(model, segment, indexIds, now) {
	for (const index of model.indexes.filter(({ id }) => indexIds.includes(id))) {
		segment.layouts.set(index.id, layoutOf(model, index, segment));
	}
	segment.sourceCount = sourceRows(model, segment);
	if (segment.status === 'NEW') segment.status = 'READY';
	segment.lastBuildTime = now;
	segment.writes += 1;
}

/** @param {Segment} segment */
function lastModified({ lastBuildTime, createTime }) {
	return lastBuildTime || createTime;
}

/** @param {Segment} segment */
function bytesOf({ layouts }) {
	let sum = 0;
	for (const { bytes } of layouts.values()) sum += bytes;
	return sum;
}

/** @param {Segment} segment */
function rowsOf({ layouts }) {
	let sum = 0;
	for (const { rows } of layouts.values()) sum += rows;
	return sum;
}

/** @param {Segment} segment */
function sourceBytesOf({ layouts, sourceCount }) {
	return layouts.size === 0 ? 0 : sourceCount * SOURCE_BYTES_PER_ROW + 2000;
}

/** Gaps between neighbours, whatever their status. @param {Range[]} sorted by start @returns {Range[]} */
function holesBetween(sorted) {
	const holes = [];
	let reached = sorted[0]?.end ?? 0;
	for (const { start, end } of sorted) {
		if (start > reached) holes.push({ start: reached, end: start });
		reached = Math.max(reached, end);
	}
	return holes;
}

/** @param {Segment} segment as errors print it */
function displayName({ id, name }) {
	return `[uuid:${id},name:${name}]`;
}

module.exports = {
	FILES_PER_INDEX,
	FULL_LOAD,
	NO_END,
	bytesOf,
	createSegment,
	displayName,
	fillSegment,
	holesBetween,
	inStoredOrder,
	insertSegment,
	isSameRange,
	lastModified,
	overlaps,
	removeSegments,
	rowsOf,
	sourceBytesOf,
};
