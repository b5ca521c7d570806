import { KylinFailure } from '../../shared/kylin/failures';
import { startOf, nextStartOf, UNITS, type Unit } from './wallTime';
import type { KylinZone } from './zone';

/**
 * Kylin's own words for columns of epoch seconds and milliseconds. Kylin checks a range as floored to
 * them, but builds with the milliseconds it was sent (contract 2).
 */
const TIMESTAMP_UNITS: Record<string, Unit> = {
	'TIMESTAMP SECOND': 'second',
	'TIMESTAMP MILLISECOND': 'millisecond',
};

/** The letters of Java's SimpleDateFormat that stand for a part of a time; others are refused. */
const UNIT_OF_LETTER: Record<string, Unit> = {
	y: 'year',
	M: 'month',
	L: 'month',
	d: 'day',
	D: 'day',
	H: 'hour',
	k: 'hour',
	K: 'hour',
	h: 'hour',
	m: 'minute',
	s: 'second',
	S: 'millisecond',
};

/** Letters that only repeat what others say: era, half of the day, zone, day of the week. */
const WITHOUT_UNIT = new Set(['G', 'a', 'X', 'Z', 'z', 'E', 'u']);

const QUOTED = /'[^']*'/g;

/**
 * The shortest unit a partition format can tell apart, to which Kylin floors both ends of a range.
 *
 * @param format `partition_date_format` of the model; undefined where Kylin has yet to find it out
 * @throws KylinFailure for a pattern with letters that are not known here
 */
export function precisionOf(format: string | undefined): Unit {
	if (format === undefined) return 'millisecond';
	const timestamp = TIMESTAMP_UNITS[format];
	if (timestamp !== undefined) return timestamp;
	const letters = format.replace(QUOTED, '').match(/[a-z]/gi) ?? [];
	const units = letters
		.filter((letter) => !WITHOUT_UNIT.has(letter))
		.map((letter) => UNIT_OF_LETTER[letter]);
	if (units.length === 0 || units.includes(undefined as never)) {
		throw new KylinFailure(`The partition format "${format}" is not known to this node`, {
			advice:
				"The node can't tell how Kylin cuts the ranges of this model. Formats such as yyyy-MM-dd, yyyyMM and TIMESTAMP SECOND are known.",
		});
	}
	return UNITS[Math.max(...units.map((unit) => UNITS.indexOf(unit)))];
}

/** A moment as Kylin stores it for a partition format of this precision, in epoch milliseconds. */
export function floorTo(precision: Unit, epochMs: number, zone: KylinZone): number {
	return startOf(precision, epochMs, zone);
}

/** The first moment from this one on that Kylin stores unchanged. */
export function ceilTo(precision: Unit, epochMs: number, zone: KylinZone): number {
	const floor = startOf(precision, epochMs, zone);
	return floor >= epochMs ? floor : nextStartOf(precision, epochMs, zone);
}

/** Whether a unit is as long as another or longer: a precision of days tells apart days and months. */
export function isAtLeast(unit: Unit, other: Unit): boolean {
	return UNITS.indexOf(unit) <= UNITS.indexOf(other);
}
