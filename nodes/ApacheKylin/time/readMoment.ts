import { DateTime } from 'luxon';
import { ParameterError } from '../../shared/kylin/failures';
import { isIsoTime, zoneOf } from '../../shared/time/zonedTime';
import { shown } from '../../shared/values/values';

/** In 1973; what is meant as seconds lies before it. */
const LEAST_EPOCH_MS = 100_000_000_000;

const DIGITS = /^\d{9,}$/;

/** With an offset a time stands for itself; without one it is read in the workflow's timezone. */
const ISO_8601 =
	/^[1-9]\d{3}-\d{2}-\d{2}(?:[T ](?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/i;

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

/** A time that clocks show twice is the first one; one that they skip is read by the offset before. */
function epochOfText(text: string, timezone: string): number {
	if (!ISO_8601.test(text)) return NaN;
	const [first] = DateTime.fromISO(text.replace(' ', 'T').toUpperCase(), {
		zone: zoneOf(timezone),
		// An offset in the text comes first.
		setZone: true,
	}).getPossibleOffsets();
	return first.toMillis();
}
