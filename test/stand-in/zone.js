// @ts-check
'use strict';

const MINUTE_MS = 60_000;

/**
 * The server's time zone, in which Kylin names segments and days. Without an offset it is that of the process.
 * @param {number} [utcOffsetMinutes] east of Greenwich
 */
function createZone(utcOffsetMinutes) {
	/** @param {number} time epoch ms */
	const offsetMs = (time) => (utcOffsetMinutes ?? -new Date(time).getTimezoneOffset()) * MINUTE_MS;

	return {
		/** A date whose UTC fields are the server's local ones. @param {number} time epoch ms */
		toLocal: (time) => new Date(time + offsetMs(time)),
		/** @param {Date} local as `toLocal` gives it */
		toEpoch: (local) => local.getTime() - offsetMs(local.getTime() - offsetMs(local.getTime())),
	};
}

/** @typedef {ReturnType<typeof createZone>} Zone */

module.exports = { createZone };
