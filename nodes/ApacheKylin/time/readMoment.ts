import { ParameterError } from '../../shared/kylin/failures';
import { epochOfWallTime, isIsoTime } from '../../shared/time/zonedTime';
import { shown } from '../../shared/values/values';

const MINUTE_MS = 60_000;

/** In 1973; what is meant as seconds lies before it. */
const LEAST_EPOCH_MS = 100_000_000_000;

const DIGITS = /^\d{9,}$/;

/** With an offset a time stands for itself; without one it is read on a clock. */
const ISO_8601 =
	/^([1-9]\d{3}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/i;

/**
 * A moment from a date field: ISO 8601 (without an offset: in the workflow's timezone), epoch
 * milliseconds, or a date object of an expression such as `$now`.
 *
 * @returns epoch milliseconds; undefined for nothing (absent, null, blanks)
 */
export function readMoment(value: unknown, field: string, timezone: string): number | undefined {
	if (value === undefined || value === null) return undefined;
	const given = typeof value === 'object' ? isoText(value) : value;
	const text = typeof given === 'string' ? given.trim() : given;
	if (text === '') return undefined;
	const raw = typeof text === 'string' && DIGITS.test(text) ? Number(text) : text;
	if (typeof raw === 'number' && raw > 0 && raw < LEAST_EPOCH_MS) {
		throw new ParameterError(
			field,
			`must be in milliseconds if it is a number, but is ${shown(value)}`,
		);
	}
	const epochMs = typeof raw === 'string' ? epochOfText(raw, timezone) : raw;
	if (typeof epochMs === 'number' && isIsoTime(epochMs)) return Math.trunc(epochMs);
	throw new ParameterError(
		field,
		`must be a date such as 2026-11-01 or 2026-11-01T08:00:00+01:00, but is ${shown(value)}`,
	);
}

/** Dates and Luxon's DateTimes write ISO 8601 as JSON, and a Duration something else. */
function isoText(value: object): unknown {
	const { toJSON } = value as { toJSON?: unknown };
	return typeof toJSON === 'function' ? toJSON.call(value) : undefined;
}

function epochOfText(text: string, timezone: string): number {
	const match = ISO_8601.exec(text);
	if (match === null) return NaN;
	const [, day, time = '00:00', second = '00', fraction = '', offset] = match;
	const wallTime = `${day}T${time}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
	const wallMs = Date.parse(wallTime);
	// Date.parse takes 30 February for 2 March.
	if (new Date(wallMs).toJSON() !== wallTime) return NaN;
	return offset === undefined
		? epochOfWallTime(wallMs, timezone)
		: wallMs - offsetMinutes(offset) * MINUTE_MS;
}

/** @param offset `Z`, `+01`, `+0530` or `+05:30` */
function offsetMinutes(offset: string): number {
	const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '')].map(Number);
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
