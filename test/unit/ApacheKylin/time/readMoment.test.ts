import * as fc from 'fast-check';
import { readMoment } from '../../../../nodes/ApacheKylin/time/readMoment';
import { ParameterError } from '../../../../nodes/shared/kylin/failures';
import { zonedTime } from '../../../../nodes/shared/time/zonedTime';

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns'];

test('a local time leads back to its moment, or to the one before when clocks show it twice', () => {
	const seconds = fc.integer({ min: Date.UTC(1970, 0) / 1000, max: Date.UTC(2060, 0) / 1000 });
	fc.assert(
		fc.property(seconds, fc.constantFrom(...ZONES), (second, zone) => {
			const local = zonedTime(second * 1000, zone).slice(0, 19);
			const back = readMoment(local, 'From', zone) ?? NaN;
			expect(zonedTime(back, zone).slice(0, 19)).toBe(local);
			expect(back).toBeLessThanOrEqual(second * 1000);
		}),
	);
});

test.each([
	['2026-10-25T02:30:00+01:00', Date.UTC(2026, 9, 25, 1, 30)],
	['2026-10-25T02:30:00+02:00', Date.UTC(2026, 9, 25, 0, 30)],
	['2026-10-25 02:30:00.2509-0330', Date.UTC(2026, 9, 25, 6, 0, 0, 250)],
	['2026-10-25t02:30z', Date.UTC(2026, 9, 25, 2, 30)],
	['2026-10-25T02:30+05', Date.UTC(2026, 9, 24, 21, 30)],
])('the offset of %s counts, not the timezone', (text, epochMs) => {
	expect(readMoment(text, 'From', 'Europe/Berlin')).toBe(epochMs);
});

test('a timezone that does not exist is not blamed on the field', () => {
	expect(() => readMoment('2026-10-25', 'From', 'Europe/Nowhere')).toThrow(
		/^'Timezone' in the workflow's settings is "Europe\/Nowhere", which does not exist/,
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
	'2026-01-01T24:00',
	'2026-01-01T25:00:00',
	'2026-01-01T10:00+24:00',
	'2026-01-01T10:61',
	'01.02.2026',
	NaN,
	true,
	{},
	[],
])('no moment: %j', (value) => {
	expect(() => readMoment(value, 'From', 'UTC')).toThrow(ParameterError);
});
