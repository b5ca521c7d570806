import * as fc from 'fast-check';
import { ParameterError } from '../../nodes/shared/kylin/failures';
import {
	FIRST_ISO_TIME,
	LAST_ISO_TIME,
	epochOfWallTime,
	zonedTime,
} from '../../nodes/shared/time/zonedTime';
import { readMoment } from '../../nodes/ApacheKylin/time/readMoment';

const ZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kolkata',
	'Asia/Shanghai',
	'Australia/Lord_Howe',
	'Pacific/Chatham',
	'America/St_Johns',
];

test.each([
	[0, 'UTC', '1970-01-01T00:00:00+00:00'],
	[Date.UTC(2026, 2, 29, 0, 59, 59), 'Europe/Berlin', '2026-03-29T01:59:59+01:00'],
	[Date.UTC(2026, 2, 29, 1), 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
	[Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
	[Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
	[Date.UTC(2026, 10, 23), 'America/New_York', '2026-11-22T19:00:00-05:00'],
	[Date.UTC(2026, 10, 23), 'Asia/Kolkata', '2026-11-23T05:30:00+05:30'],
	[Date.UTC(2026, 0, 1), 'Pacific/Chatham', '2026-01-01T13:45:00+13:45'],
	[Date.UTC(2026, 10, 23, 16, 30), 'Asia/Shanghai', '2026-11-24T00:30:00+08:00'],
	[1_795_402_800_999, 'UTC', new Date(1_795_402_800_000).toISOString().replace('.000Z', '+00:00')],
])('%d in %s is %s', (epochMs, zone, text) => {
	expect(zonedTime(epochMs, zone)).toBe(text);
});

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('the edges of ISO 8601 in %s', (zone) => {
	for (const edge of [FIRST_ISO_TIME, LAST_ISO_TIME]) {
		const written = zonedTime(edge, zone);
		expect(written).toMatch(/^(0999|1000|9999|\+010000)-/);
		const wall = Date.parse(written.replace(/[+-]\d\d:\d\d$/, 'Z'));
		expect(Math.abs(epochOfWallTime(wall, zone) - edge)).toBeLessThan(60_000);
	}
});

const seconds = fc.integer({ min: 0, max: Date.UTC(2060, 0) / 1000 });
const zones = fc.constantFrom(...ZONES);

test('what is written is the moment itself, to the second', () => {
	fc.assert(
		fc.property(seconds, zones, (second, zone) => {
			expect(Date.parse(zonedTime(second * 1000, zone))).toBe(second * 1000);
		}),
	);
});

test('the clock of a zone leads back to the moment, but for the hours of a change', () => {
	fc.assert(
		fc.property(seconds, zones, (second, zone) => {
			const wall = Date.parse(zonedTime(second * 1000, zone).replace(/[+-]\d\d:\d\d$/, 'Z'));
			const back = epochOfWallTime(wall, zone);
			expect(Math.abs(back - second * 1000)).toBeLessThanOrEqual(3_600_000);
			expect(Date.parse(zonedTime(back, zone).replace(/[+-]\d\d:\d\d$/, 'Z'))).toBe(wall);
		}),
	);
});

test('a time that clocks skip is read by the offset before the change', () => {
	expect(readMoment('2026-03-29T02:30:00', 'From', 'Europe/Berlin')).toBe(
		Date.UTC(2026, 2, 29, 1, 30),
	);
});

test.each([
	['2026-03-29T12:00:00', 'Europe/Berlin', Date.UTC(2026, 2, 29, 10)],
	['2026-10-25T12:00:00', 'Europe/Berlin', Date.UTC(2026, 9, 25, 11)],
	['2026-03-08T12:00:00', 'America/New_York', Date.UTC(2026, 2, 8, 16)],
	['2026-03-28T12:00:00', 'Europe/Berlin', Date.UTC(2026, 2, 28, 11)],
])('%s in %s, on the day of a change or before it', (text, zone, epochMs) => {
	expect(readMoment(text, 'From', zone)).toBe(epochMs);
});

test('a time that clocks show twice is the first one', () => {
	expect(readMoment('2026-10-25 02:30', 'From', 'Europe/Berlin')).toBe(
		Date.UTC(2026, 9, 25, 0, 30),
	);
});

test.each([undefined, null, '', '  '])('nothing is nothing: %j', (value) => {
	expect(readMoment(value, 'From', 'UTC')).toBeUndefined();
});

test.each([
	'tomorrow',
	'2026-13-01',
	'2026-02-29',
	'2026-01-01T25:00:00',
	'2026-01-01T10:61',
	'01.02.2026',
	NaN,
	true,
	{},
	[],
])('no moment: %j', (value) => {
	expect(() => readMoment(value, 'From', 'UTC')).toThrow(ParameterError);
});
