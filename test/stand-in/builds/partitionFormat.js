// @ts-check
'use strict';

/**
 * How a partition column's format cuts an instant (build contract, section 2): Kylin prints it in the server's zone
 * and reads the text back, so whatever the format does not print is lost.
 */

/** What the range check makes of the words that are no pattern. */
const TIMESTAMP_PATTERNS = new Map([
	['TIMESTAMP SECOND', 'yyyy-MM-dd HH:mm:ss'],
	['TIMESTAMP MILLISECOND', 'yyyy-MM-dd HH:mm:ss.SSS'],
]);

/** @param {string} pattern */
function lettersOf(pattern) {
	return pattern.replace(/'[^']*'/g, '');
}

/** Java's date format refuses a pattern with other letters than its own. @param {string} pattern */
function isJavaPattern(pattern) {
	return !/[^GyYMLwWDdFEuaHkKhmsSzZX\W\d_]/.test(lettersOf(pattern));
}

/** @param {string} pattern @param {Date} date whose UTC fields are the server's local ones */
function cut(pattern, date) {
	const letters = lettersOf(pattern);
	const has = (/** @type {string} */ letter) => letters.includes(letter);
	const reading = Date.UTC(
		date.getUTCFullYear(),
		has('M') ? date.getUTCMonth() : 0,
		has('d') ? date.getUTCDate() : 1,
		has('H') ? date.getUTCHours() : 0,
		has('m') ? date.getUTCMinutes() : 0,
		has('s') ? date.getUTCSeconds() : 0,
		has('S') ? date.getUTCMilliseconds() : 0,
	);
	return new Date(reading);
}

/**
 * Nothing is cut without a format or with one that Java does not know.
 * @param {import('../zone').Zone} zone @param {string | null | undefined} format @param {number} ms
 */
function floorTo(zone, format, ms) {
	if (!format || format.trim() === '' || !isJavaPattern(format)) return ms;
	return zone.toEpoch(cut(format, zone.toLocal(ms)));
}

/** The range check knows the timestamp words, the build does not. @param {import('../zone').Zone} zone @param {string | null | undefined} format @param {number} ms */
function floorForCheck(zone, format, ms) {
	return floorTo(zone, TIMESTAMP_PATTERNS.get(format ?? '') ?? format, ms);
}

module.exports = { floorTo, floorForCheck };
