import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { ParameterError } from '../../../../nodes/shared/kylin/failures';
import {
	ceilTo,
	floorTo,
	precisionOf,
} from '../../../../nodes/ApacheKylin/kylinTime/partitionFormat';
import {
	segmentName,
	splitRange,
	without,
	zonedIso,
	type Split,
} from '../../../../nodes/ApacheKylin/kylinTime/range';
import { readKylinDate } from '../../../../nodes/ApacheKylin/kylinTime/readDate';
import {
	nextStartOf,
	startOf,
	startOfEarlier,
} from '../../../../nodes/ApacheKylin/kylinTime/wallTime';
import { kylinZone } from '../../../../nodes/ApacheKylin/kylinTime/zone';

const ZONES = [
	'UTC',
	'Asia/Shanghai',
	'GMT+08:00',
	'GMT-03:30',
	'America/New_York',
	'America/Havana',
	'America/Sao_Paulo',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Asia/Beirut',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Pago_Pago',
	'Africa/Casablanca',
].map(kylinZone);

const FORMATS = [
	'yyyy-MM-dd',
	'yyyyMMdd',
	'yyyy/MM/dd',
	'yyyy.MM.dd',
	'yyyyMM',
	'yyyy-MM',
	'yyyy',
	'yyyyMMdd HH',
	'yyyy-MM-dd HH:mm',
	'yyyy-MM-dd HH:mm:ss',
	'yyyy-MM-dd HH:mm:ss.SSS',
	"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
	'TIMESTAMP SECOND',
	'TIMESTAMP MILLISECOND',
];

const zones = fc.constantFrom(...ZONES);
const formats = fc.constantFrom(...FORMATS);
const splits = fc.constantFrom<Split[]>('day', 'week', 'month');

const HOUR_MS = 3_600_000;

/** Everywhere in 1971 to 2037, and often around a night on which clocks change or a leap day. */
const moments = fc.oneof(
	fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) }),
	fc
		.tuple(
			fc.constantFrom(
				Date.UTC(2026, 2, 8, 7),
				Date.UTC(2026, 10, 1, 5),
				Date.UTC(2026, 2, 29, 1),
				Date.UTC(2026, 9, 25, 1),
				Date.UTC(2018, 10, 4, 3),
				Date.UTC(2026, 2, 28, 22),
				Date.UTC(2011, 11, 30, 10),
				Date.UTC(2028, 1, 29, 0),
				Date.UTC(2026, 11, 31, 12),
			),
			fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }),
		)
		.map(([night, after]) => night + after),
);

/** What the clocks of the zone show, cut to what the format can tell apart: what Kylin would write. */
function written(epochMs: number, format: string, zone: (typeof ZONES)[number]): string {
	const precision = precisionOf(format);
	const length = {
		year: 4,
		month: 7,
		week: 0,
		day: 10,
		hour: 13,
		minute: 16,
		second: 19,
		millisecond: 23,
	};
	const wall = new Date(epochMs + zone.offset(epochMs)).toISOString();
	return wall.slice(0, length[precision]);
}

test('a floored moment is written as before, and flooring it again changes nothing', () => {
	fc.assert(
		fc.property(moments, formats, zones, (moment, format, zone) => {
			const precision = precisionOf(format);
			const floored = floorTo(precision, moment, zone);
			expect(floorTo(precision, floored, zone)).toBe(floored);
			const isSkipped = written(floored, format, zone) !== written(moment, format, zone);
			// Only a day that clocks skip can't be written: Kylin counts on from before the change.
			if (isSkipped) expect(zone.offset(floored)).not.toBe(zone.offset(floored - 1));
		}),
		{ numRuns: 2_000 },
	);
});

test('a floored moment is the first that is written like this, or its second passing', () => {
	fc.assert(
		fc.property(moments, formats, zones, (moment, format, zone) => {
			const floored = floorTo(precisionOf(format), moment, zone);
			const isRepeated = zone.offset(floored) < zone.offset(floored - 2 * HOUR_MS);
			if (!isRepeated) {
				expect(floored).toBeLessThanOrEqual(moment);
				expect(written(floored - 1, format, zone)).not.toBe(written(floored, format, zone));
			}
		}),
		{ numRuns: 2_000 },
	);
});

test('the first buildable moment lies at or behind one, and Kylin leaves it as it is', () => {
	fc.assert(
		fc.property(moments, formats, zones, (moment, format, zone) => {
			const precision = precisionOf(format);
			const ceiling = ceilTo(precision, moment, zone);
			expect(ceiling).toBeGreaterThanOrEqual(moment);
			expect(floorTo(precision, ceiling, zone)).toBe(ceiling);
		}),
		{ numRuns: 2_000 },
	);
});

test('a split covers its range exactly, and each piece lies within one unit', () => {
	fc.assert(
		fc.property(
			moments,
			fc.integer({ min: 1, max: 200 * 24 * HOUR_MS }),
			splits,
			zones,
			(start, length, split, zone) => {
				const range = { start, end: start + length };
				const pieces = splitRange(range, split, zone);
				expect(pieces[0].start).toBe(range.start);
				expect(pieces.at(-1)?.end).toBe(range.end);
				for (const [index, piece] of pieces.entries()) {
					expect(piece.start).toBeLessThan(piece.end);
					if (index > 0) {
						expect(piece.start).toBe(pieces[index - 1].end);
						expect(startOf(split, piece.start, zone)).toBe(piece.start);
					}
					expect(nextStartOf(split, piece.start, zone)).toBeGreaterThanOrEqual(piece.end);
				}
			},
		),
		{ numRuns: 500 },
	);
});

test('a date is midnight of that very date in the zone, and a segment from it is named after it', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('1971-01-02'), max: new Date('2037-01-01'), noInvalidDate: true }),
			zones,
			(date, zone) => {
				const day = date.toISOString().slice(0, 10);
				const epochMs = readKylinDate(day, 'From', zone, 'day') as number;
				const shown = zonedIso(epochMs, zone);
				expect(epochMs).toBe(floorTo('day', epochMs, zone));
				// 30 December 2011 was skipped in Samoa. Where clocks go forward at midnight, a day begins
				// at one o'clock, on Lord Howe Island at half past twelve.
				if (shown.startsWith(day)) {
					expect(segmentName({ start: epochMs, end: epochMs }, zone)).toMatch(
						new RegExp(`^${day.replace(/-/g, '')}(0[01]00|0030)00_`),
					);
				} else expect([zone.name, day]).toEqual(['Pacific/Apia', '2011-12-30']);
			},
		),
		{ numRuns: 2_000 },
	);
});

test('$today of a workflow in a third zone is the day it says, for formats of days and longer', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('1971-01-02'), max: new Date('2037-01-01'), noInvalidDate: true }),
			zones,
			fc.constantFrom('America/Los_Angeles', 'Asia/Tokyo', 'Europe/Berlin', 'UTC'),
			(date, zone, third) => {
				const day = date.toISOString().slice(0, 10);
				const today = DateTime.fromISO(day, { zone: third });
				if (today.hour !== 0) return;
				const expected = readKylinDate(day, 'From', zone, 'day');
				expect(readKylinDate(today, 'From', zone, 'day')).toBe(expected);
				expect(readKylinDate(today.toISO(), 'From', zone, 'month')).toBe(expected);
				expect(readKylinDate(today, 'From', zone, 'second')).toBe(today.toMillis());
			},
		),
	);
});

test('the months and days before now are whole ones of the calendar', () => {
	fc.assert(
		fc.property(moments, zones, fc.integer({ min: 1, max: 40 }), (now, zone, count) => {
			// Three hours, because the last hours before a beginning may come twice.
			const before = (unit: 'month' | 'day', start: number) =>
				startOf(unit, start - 3 * HOUR_MS, zone);
			let start = startOf('month', now, zone);
			for (let month = 0; month < count; month += 1) start = before('month', start);
			expect(startOfEarlier('month', count, now, zone)).toBe(start);
			let day = startOf('day', now, zone);
			for (let back = 0; back < count; back += 1) day = before('day', day);
			const earlier = startOfEarlier('day', count, now, zone);
			// A date that was skipped counts, but has no beginning of its own.
			if (zone.name !== 'Pacific/Apia') expect(earlier).toBe(day);
		}),
		{ numRuns: 1_000 },
	);
});

test('what is left of a range and what was taken out are the range, without overlap', () => {
	const range = { start: 0, end: 100 };
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 1, max: 30 }))),
			(taken) => {
				const others = taken
					.map(([start, length]) => ({ start, end: start + length }))
					.sort((one, other) => one.start - other.start);
				const rest = without(range, others);
				for (let point = range.start; point < range.end; point += 1) {
					const holds = (list: typeof rest) =>
						list.filter(({ start, end }) => start <= point && point < end).length;
					expect(holds(rest)).toBe(holds(others) > 0 ? 0 : 1);
				}
			},
		),
	);
});

test.each([
	['Asia/Shanghai', '2024-01-01', 1704038400000],
	['GMT+08:00', '2024-01-01', 1704038400000],
	['GMT+8', '2024-01-01T00:00:00', 1704038400000],
	['UTC', '2024-01-01', 1704067200000],
	['America/New_York', '2024-01-01', 1704085200000],
	['GMT-05:00', '2024-01-01 00:00', 1704085200000],
	['+05:30', '2024-01-01', 1704047400000],
	['America/Sao_Paulo', '2018-11-04', Date.UTC(2018, 10, 4, 3)],
])('in %s %s is %d', (name, date, epochMs) => {
	expect(readKylinDate(date, 'From', kylinZone(name), 'day')).toBe(epochMs);
});

test('what Kylin 5.0.2 floored on GMT+08:00 is floored here alike', () => {
	const zone = kylinZone('GMT+08:00');
	expect(floorTo(precisionOf('yyyyMMdd'), 1704042000000, zone)).toBe(1704038400000);
	expect(floorTo(precisionOf('yyyyMMdd'), 1704218400000, zone)).toBe(1704211200000);
	expect(floorTo(precisionOf('yyyy-MM-dd HH:mm:ss'), 1704042000123, zone)).toBe(1704042000000);
	expect(segmentName({ start: 1704042000000, end: 1704045600000 }, zone)).toBe(
		'20240101010000_20240101020000',
	);
});

test.each([
	'2024-02-30',
	'yesterday',
	'2024-13-01',
	86_400,
	'1704038400',
	{},
	[],
	'1969-01-01',
	true,
])('%p is refused as a date', (value) => {
	expect(() => readKylinDate(value, 'From', kylinZone('UTC'), 'day')).toThrow(ParameterError);
});

test.each([undefined, null, '', '  '])('%p is no date', (value) => {
	expect(readKylinDate(value, 'From', kylinZone('UTC'), 'day')).toBeUndefined();
});

test.each(['yyyy-ww', 'Q', '', "'T'"])('the partition format %p is refused', (format) => {
	expect(() => precisionOf(format)).toThrow('is not known to this node');
});

test('a zone that nobody knows is refused with the setting of Kylin to change', () => {
	expect(() => kylinZone('Mars/Olympus')).toThrow(
		expect.objectContaining({
			message: 'Kylin\'s time zone "Mars/Olympus" is not known to n8n',
			facts: { advice: expect.stringContaining("'kylin.web.timezone'") },
		}),
	);
});
