// @ts-check
'use strict';

const { errors } = require('../errors');
const { buildErrors } = require('./buildErrors');
const { floorForCheck } = require('./partitionFormat');

/** Ranges of segments as texts of epoch milliseconds (build contract, section 2). */

const LONG_LIMIT = 2n ** 63n;

/** Java's `Long.parseLong`, null where it refuses. @param {string} text */
function parseLong(text) {
	if (!/^[+-]?\d+$/.test(text)) return null;
	const value = BigInt(text);
	return value >= -LONG_LIMIT && value < LONG_LIMIT ? Number(value) : null;
}

/** Outside of a transaction Java's own complaint is a 400. @param {string | null} text */
function requireLong(text) {
	const value = text === null ? null : parseLong(text);
	if (value !== null) return value;
	const reason = text === null ? 'Cannot parse null string' : `For input string: "${text}"`;
	throw errors.invalidParameter(reason, 400);
}

/** The check of a list's window: nothing is floored. @param {string} start @param {string} end */
function checkedWindow(start, end) {
	const window = { start: requireLong(start), end: requireLong(end) };
	if (window.start < 0 || window.end < 0) throw buildErrors.rangeNegative();
	if (window.start >= window.end) throw buildErrors.rangeEmpty();
	return window;
}

/**
 * The check of a range to be built, which both ends may be absent from.
 * @param {import('../zone').Zone} zone @param {string | null} start @param {string | null} end
 * @param {string | null} format of the partition column
 */
function checkRange(zone, start, end, format) {
	if (!start && !end) return;
	if (!start || !end) throw buildErrors.rangeHalf();
	const from = parseLong(start);
	const until = parseLong(end);
	if (from === null || until === null) throw buildErrors.rangeNotMs();
	if (from < 0 || until < 0) throw buildErrors.rangeNegative();
	if (floorForCheck(zone, format, from) >= floorForCheck(zone, format, until)) {
		throw buildErrors.rangeEmpty();
	}
}

module.exports = { checkRange, checkedWindow, requireLong };
