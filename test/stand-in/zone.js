// @ts-check
'use strict';

/**
 * The server's time zone as Java sees it: an IANA name or a fixed offset such as `GMT+08:00`. In it Kylin names segments
 * and counts days.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @param {string} id @returns {number | null} ms */
function fixedOffset(id) {
	if (id === 'UTC' || id === 'GMT') return 0;
	const match = /^GMT([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(id);
	if (!match) return null;
	const size = Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * MINUTE_MS;
	return match[1] === '-' ? -size : size;
}

/** Java normalises `GMT+8` to `GMT+08:00`. @param {string} id */
function normalized(id) {
	const offset = fixedOffset(id);
	if (offset === null || /^(UTC|GMT)$/.test(id)) return id;
	const minutes = Math.abs(offset) / MINUTE_MS;
	const digits = (/** @type {number} */ value) => String(value).padStart(2, '0');
	const sign = offset < 0 ? '-' : '+';
	return `GMT${sign}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}

/** @param {string} id @returns {(ms: number) => number} */
function namedOffset(id) {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: id,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	/** @type {Map<number, number>} offset by hour: they change on quarters of an hour at the finest, nowadays on full ones */
	const known = new Map();
	return (ms) => {
		const quarter = Math.floor(ms / (15 * MINUTE_MS));
		const cached = known.get(quarter);
		if (cached !== undefined) return cached;
		const at = quarter * 15 * MINUTE_MS;
		const parts = Object.fromEntries(
			format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
		);
		const { year, month, day, hour, minute, second } = parts;
		const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
		known.set(quarter, offset);
		return offset;
	};
}

/** @param {string} [zoneId] */
function createZone(zoneId = 'UTC') {
	const fixed = fixedOffset(zoneId);
	const offsetAt = fixed === null ? namedOffset(zoneId) : () => fixed;
	/** A date whose UTC fields are the server's local ones. @param {number} time epoch ms */
	const toLocal = (time) => new Date(time + offsetAt(time));

	return {
		/** As `instance_info` tells it. */
		id: normalized(zoneId),
		toLocal,
		/**
		 * The instant of a local clock reading as Java's calendar finds it: a reading that occurs twice is the later one
		 * (standard time), one that a change to summer time skips counts with the offset before the change.
		 * @param {Date} local as `toLocal` gives it
		 */
		toEpoch(local) {
			const reading = local.getTime();
			const before = reading - offsetAt(reading - DAY_MS);
			const after = reading - offsetAt(reading + DAY_MS);
			const fitting = [before, after].filter((time) => toLocal(time).getTime() === reading);
			return fitting.length > 0 ? Math.max(...fitting) : before;
		},
		/** `yyyyMMddHHmmss`. @param {number} time epoch ms */
		compact: (time) => toLocal(time).toISOString().slice(0, 19).replace(/[-:T]/g, ''),
	};
}

/** @typedef {ReturnType<typeof createZone>} Zone */

module.exports = { DAY_MS, createZone };
