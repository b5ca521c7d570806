import * as fc from 'fast-check';
import { FIRST_ISO_TIME, LAST_ISO_TIME, zonedTime } from '../../../../nodes/shared/time/zonedTime';

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
	[Date.UTC(1850, 0, 1), 'Europe/Berlin', '1850-01-01T00:53:00+00:53'],
	[-1, 'UTC', '1969-12-31T23:59:59+00:00'],
	[1_795_402_800_999, 'UTC', new Date(1_795_402_800_000).toISOString().replace('.000Z', '+00:00')],
])('%d in %s is %s', (epochMs, zone, text) => {
	expect(zonedTime(epochMs, zone)).toBe(text);
});

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('the edges of ISO 8601 in %s', (zone) => {
	for (const edge of [FIRST_ISO_TIME, LAST_ISO_TIME]) {
		const written = zonedTime(edge, zone);
		expect(written).toMatch(/^(0999|1000|9999|\+010000)-/);
		expect(Date.parse(written)).toBe(Math.floor(edge / 1000) * 1000);
	}
});

const seconds = fc.integer({ min: FIRST_ISO_TIME / 1000, max: Date.UTC(2060, 0) / 1000 });

test('what is written is the moment itself, to the second', () => {
	fc.assert(
		fc.property(seconds, fc.constantFrom(...ZONES), (second, zone) => {
			expect(Date.parse(zonedTime(second * 1000, zone))).toBe(second * 1000);
		}),
	);
});

test('a timezone that does not exist is an error, and no odd text', () => {
	expect(() => zonedTime(0, 'Europe/Nowhere')).toThrow(
		"'Timezone' in the workflow's settings is \"Europe/Nowhere\", which does not exist",
	);
});
