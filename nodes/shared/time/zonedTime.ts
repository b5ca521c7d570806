const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The first and last moment that ISO 8601 writes with a year of four digits, as epoch milliseconds. */
export const FIRST_ISO_TIME = Date.UTC(1000, 0);
export const LAST_ISO_TIME = Date.UTC(10_000, 0) - 1;

export function isIsoTime(epochMs: number): boolean {
	return epochMs >= FIRST_ISO_TIME && epochMs <= LAST_ISO_TIME;
}

/** Making a formatter takes far longer than using it, and there may be 100,000 jobs. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
	const formatter =
		formatters.get(timezone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone: timezone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	formatters.set(timezone, formatter);
	return formatter;
}

/** Minutes by which the clocks of a timezone are ahead of UTC at a moment. */
function offsetMinutes(epochMs: number, timezone: string): number {
	const parts = formatterFor(timezone).formatToParts(epochMs);
	const read = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((part) => part.type === type)?.value);
	const onTheWall = Date.UTC(
		read('year'),
		read('month') - 1,
		read('day'),
		read('hour'),
		read('minute'),
		read('second'),
	);
	return Math.round((onTheWall - epochMs) / MINUTE_MS);
}

/**
 * A moment as ISO 8601 with the offset of a timezone, e.g. `2026-03-29T03:00:00+02:00`.
 *
 * @param timezone an IANA name, as n8n gives it
 */
export function zonedTime(epochMs: number, timezone: string): string {
	const minutes = offsetMinutes(epochMs, timezone);
	const onTheWall = new Date(epochMs + minutes * MINUTE_MS).toISOString().replace(/\.\d+Z$/, '');
	const pad = (value: number) => String(value).padStart(2, '0');
	const ahead = Math.abs(minutes);
	const sign = minutes < 0 ? '-' : '+';
	return `${onTheWall}${sign}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
}

/**
 * The moment at which the clocks of a timezone show a time, which is given as if it were UTC. Of a
 * time that clocks show twice, or never, in the hour of a change: the one by the offset before it.
 */
export function epochOfWallTime(wallMs: number, timezone: string): number {
	const before = wallMs - offsetMinutes(wallMs - DAY_MS, timezone) * MINUTE_MS;
	const after = wallMs - offsetMinutes(wallMs + DAY_MS, timezone) * MINUTE_MS;
	const shows = (epochMs: number) => epochMs + offsetMinutes(epochMs, timezone) * MINUTE_MS;
	return shows(before) !== wallMs && shows(after) === wallMs ? after : before;
}
