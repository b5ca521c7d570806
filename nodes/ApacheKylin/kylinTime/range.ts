import { isIsoTime } from '../../shared/time/zonedTime';
import { nextStartOf, wallTime } from './wallTime';
import type { KylinZone } from './zone';

/** From `start` until before `end`, both in epoch milliseconds. */
export type Range = { start: number; end: number };

/** What cuts a range into pieces at the beginnings of a calendar's units. */
export type Split = 'day' | 'week' | 'month';

/**
 * The pieces of a range, each within one unit of the calendar of the zone: the first and the last may
 * be shorter ones, and together they are the range.
 */
export function splitRange(range: Range, split: Split, zone: KylinZone): Range[] {
	const pieces: Range[] = [];
	let { start } = range;
	while (start < range.end) {
		const end = Math.min(nextStartOf(split, start, zone), range.end);
		pieces.push({ start, end });
		start = end;
	}
	return pieces;
}

export function overlap(one: Range, other: Range): boolean {
	return one.start < other.end && other.start < one.end;
}

export function isSameRange(one: Range, other: Range): boolean {
	return one.start === other.start && one.end === other.end;
}

/** What is left of a range without others, in order of time. The others must be in order of `start`. */
export function without(range: Range, others: readonly Range[]): Range[] {
	const rest: Range[] = [];
	let { start } = range;
	for (const other of others) {
		if (other.start > start) rest.push({ start, end: Math.min(other.start, range.end) });
		start = Math.max(start, other.end);
	}
	if (start < range.end) rest.push({ start, end: range.end });
	return rest.filter((piece) => piece.start < piece.end);
}

/**
 * A moment as ISO 8601 with the offset of Kylin's zone, e.g. `2026-11-01T00:00:00+08:00`. What is no time
 * stays as it is.
 */
export function zonedIso(epochMs: number, zone: KylinZone): string {
	if (!isIsoTime(epochMs)) return String(epochMs);
	const wall = new Date(wallTime(epochMs, zone)).toISOString().replace(/(\.000)?Z$/, '');
	const minutes = Math.round(zone.offset(epochMs) / 60_000);
	const pad = (value: number) => String(value).padStart(2, '0');
	const ahead = Math.abs(minutes);
	return `${wall}${minutes < 0 ? '-' : '+'}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
}

/** A time of a record; null for one that has not come yet, and for what is no time. */
export function zonedIsoOrNull(value: unknown, zone: KylinZone): string | null {
	const epochMs = Number(value);
	return epochMs > 0 && isIsoTime(epochMs) ? zonedIso(epochMs, zone) : null;
}

/** @returns e.g. `2026-11-01T00:00:00+08:00 to 2026-11-02T00:00:00+08:00` */
export function describeRange({ start, end }: Range, zone: KylinZone): string {
	return `${zonedIso(start, zone)} to ${zonedIso(end, zone)}`;
}

/** Kylin's name of a segment with this range: `20261101000000_20261102000000`, in its own time. */
export function segmentName({ start, end }: Range, zone: KylinZone): string {
	return `${compact(start, zone)}_${compact(end, zone)}`;
}

function compact(epochMs: number, zone: KylinZone): string {
	return new Date(wallTime(epochMs, zone)).toISOString().slice(0, 19).replace(/\D/g, '');
}
