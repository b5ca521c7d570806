import { DateTime } from 'luxon';
import { ParameterError } from '../../shared/kylin/failures';
import { isIsoTime, zoneOf } from '../../shared/time/zonedTime';
import { shown } from '../../shared/values/values';
import { readGivenTime } from './givenTime';

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
	const time = readGivenTime(value, field);
	if (time === undefined) return undefined;
	const epochMs = typeof time === 'string' ? epochOfText(time, timezone) : time;
	if (typeof epochMs === 'number' && isIsoTime(epochMs)) return Math.trunc(epochMs);
	throw new ParameterError(
		field,
		`must be a date such as 2026-11-01 or 2026-11-01T08:00:00+01:00, but is ${shown(value)}`,
	);
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
