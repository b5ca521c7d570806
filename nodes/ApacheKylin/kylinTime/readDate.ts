import { ParameterError } from '../../shared/kylin/failures';
import { shown } from '../../shared/values/values';
import { readGivenTime } from '../time/givenTime';
import { isAtLeast } from './partitionFormat';
import { epochOfWallTime, type Unit } from './wallTime';
import type { KylinZone } from './zone';

const MINUTE_MS = 60_000;

/** The last moment that ISO 8601 writes with a year of four digits, as epoch milliseconds. */
const LAST_EPOCH_MS = Date.UTC(10_000, 0) - 1;

const ISO_8601 =
	/^([1-9]\d{3}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/i;

/**
 * A date of a range. Without a time it is midnight in Kylin's zone, and a time without an offset is
 * read on Kylin's clocks. A time with an offset is a moment of its own; but a midnight with an offset,
 * which is what `$today` of a workflow in another zone gives, stands for its date where Kylin tells
 * apart nothing shorter than days: as a moment it could fall on the day before.
 *
 * @param precision what the partition format of the model can tell apart
 * @returns epoch milliseconds, not floored; undefined for nothing (absent, null, blanks)
 */
export function readKylinDate(
	value: unknown,
	field: string,
	zone: KylinZone,
	precision: Unit,
): number | undefined {
	const time = readGivenTime(value, field);
	if (time === undefined) return undefined;
	const epochMs = typeof time === 'string' ? epochOfText(time, zone, precision) : time;
	if (typeof epochMs === 'number' && epochMs >= 0 && epochMs <= LAST_EPOCH_MS) {
		return Math.trunc(epochMs);
	}
	throw new ParameterError(
		field,
		`must be a date such as 2026-11-01 or 2026-11-01 08:00, but is ${shown(value)}`,
		"It is read in Kylin's time zone and must not lie before 1970.",
	);
}

function epochOfText(text: string, zone: KylinZone, precision: Unit): number {
	const match = ISO_8601.exec(text);
	if (match === null) return NaN;
	const [, day, time = '00:00', second = '00', fraction = '', offset] = match;
	const wallTime = `${day}T${time}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
	const wallMs = Date.parse(wallTime);
	// Date.parse takes 30 February for 2 March.
	if (new Date(wallMs).toJSON() !== wallTime) return NaN;
	const isDate = wallTime.endsWith('T00:00:00.000Z') && isAtLeast(precision, 'day');
	return offset === undefined || isDate
		? epochOfWallTime(wallMs, zone)
		: wallMs - offsetMinutes(offset) * MINUTE_MS;
}

/** @param offset `Z`, `+01`, `+0530` or `+05:30` */
function offsetMinutes(offset: string): number {
	const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '')].map(Number);
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
