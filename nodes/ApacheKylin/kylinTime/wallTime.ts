import type { KylinZone } from './zone';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Units of a calendar and of a clock, from the longest. A week begins on Monday. */
export const UNITS = [
	'year',
	'month',
	'week',
	'day',
	'hour',
	'minute',
	'second',
	'millisecond',
] as const;

export type Unit = (typeof UNITS)[number];

/** What the clocks of the zone show at a moment, as if it were UTC. */
export function wallTime(epochMs: number, zone: KylinZone): number {
	return epochMs + zone.offset(epochMs);
}

/**
 * The moment at which the clocks of the zone show a time, which is given as if it were UTC. As Java
 * does it, and so Kylin: of a time that clocks show twice the second, and a time they skip is counted
 * on from before the change.
 */
export function epochOfWallTime(wallMs: number, zone: KylinZone): number {
	const before = wallMs - zone.offset(wallMs - DAY_MS);
	const after = wallMs - zone.offset(wallMs + DAY_MS);
	return wallTime(after, zone) === wallMs ? after : before;
}

/** The beginning of the unit a moment lies in, e.g. of its month, on the clocks of the zone. */
export function startOf(unit: Unit, epochMs: number, zone: KylinZone): number {
	return epochOfWallTime(wallStartOf(unit, wallTime(epochMs, zone)), zone);
}

/** The beginning of the unit that begins next after a moment. */
export function nextStartOf(unit: Unit, epochMs: number, zone: KylinZone): number {
	const start = wallStartOf(unit, wallTime(epochMs, zone));
	return epochOfWallTime(plus(start, unit, 1), zone);
}

/** The beginning of the unit that lies so many units before the one of a moment. */
export function startOfEarlier(
	unit: Unit,
	count: number,
	epochMs: number,
	zone: KylinZone,
): number {
	return epochOfWallTime(plus(wallStartOf(unit, wallTime(epochMs, zone)), unit, -count), zone);
}

const LENGTH_MS: Partial<Record<Unit, number>> = {
	week: 7 * DAY_MS,
	day: DAY_MS,
	hour: HOUR_MS,
	minute: MINUTE_MS,
	second: 1_000,
	millisecond: 1,
};

/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

function wallStartOf(unit: Unit, wallMs: number): number {
	const date = new Date(wallMs);
	if (unit === 'year') return Date.UTC(date.getUTCFullYear(), 0);
	if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
	const length = LENGTH_MS[unit] as number;
	const origin = unit === 'week' ? FIRST_MONDAY_MS : 0;
	return origin + Math.floor((wallMs - origin) / length) * length;
}

/** @param wallMs the beginning of a unit */
function plus(wallMs: number, unit: Unit, count: number): number {
	const date = new Date(wallMs);
	if (unit === 'year') return Date.UTC(date.getUTCFullYear() + count, 0);
	if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count);
	return wallMs + count * (LENGTH_MS[unit] as number);
}
