import { ParameterError } from '../kylin/failures';
import { epochOfWallTime } from '../time/zonedTime';

// With an offset or Z at its end a time stands for itself; without one it is read on a clock.
const ISO_WITH_OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i;
const ISO_LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/;

/** The last moment a date can hold, in epoch milliseconds. */
const LAST_MOMENT = 8.64e15;

type DateLike = { toMillis?: () => number; getTime?: () => number };

/**
 * A moment from a date field: ISO 8601 (without an offset: in the workflow's timezone), epoch
 * milliseconds, or a date object of an expression such as `$now`.
 *
 * @returns epoch milliseconds; undefined for nothing (absent, null, blanks)
 */
export function readMoment(value: unknown, field: string, timezone: string): number | undefined {
	if (value === undefined || value === null) return undefined;
	const text = typeof value === 'string' ? value.trim() : value;
	if (text === '') return undefined;
	const epochMs = typeof text === 'string' ? epochOfText(text, timezone) : epochOfValue(text);
	if (Math.abs(epochMs) <= LAST_MOMENT) return Math.trunc(epochMs);
	throw new ParameterError(
		field,
		`must be a date such as 2026-11-01 or 2026-11-01T08:00:00+01:00, but is ${JSON.stringify(value)}`,
	);
}

function epochOfText(text: string, timezone: string): number {
	const local = ISO_LOCAL.exec(text);
	if (local === null) return ISO_WITH_OFFSET.test(text) ? Date.parse(text) : NaN;
	const [year, month, day, hour, minute, second] = local
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	const isReal =
		new Date(wall).getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
	return isReal ? epochOfWallTime(wall, timezone) : NaN;
}

function epochOfValue(value: unknown): number {
	if (typeof value === 'number') return value;
	const date = value as DateLike;
	return date.toMillis?.() ?? date.getTime?.() ?? NaN;
}
