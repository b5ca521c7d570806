import { readJobIds } from '../../nodes/ApacheKylin/job/jobIds';
import { readMoment } from '../../nodes/ApacheKylin/time/readMoment';
import {
	readBoolean,
	readChoice,
	readChoices,
	readCollection,
	readInteger,
	readText,
	readTexts,
} from '../../nodes/shared/values/values';

const CHOICES = ['RESUME', 'PAUSE'] as const;
const BOUNDS = { least: 1, most: 10 };
const NOTHING = [undefined, null, '', '   '];

type Reader = (value: unknown) => unknown;

const text: Reader = (value) => readText(value, 'Key');
const texts: Reader = (value) => readTexts(value, 'Key');
const integer: Reader = (value) => readInteger(value, 'Size', BOUNDS);
const truth: Reader = (value) => readBoolean(value, 'Dry Run');
const choice: Reader = (value) => readChoice(value, 'Action', CHOICES);
const status: Reader = (value) =>
	readChoice(value, 'Status', [
		{ name: 'STOPPED (Paused)', value: 'STOPPED' },
		{ name: 'ERROR', value: 'error' },
		{ name: 'Load Data', value: 'INC_BUILD' },
		{ name: 'inc_build', value: 'other' },
	]);
const choices: Reader = (value) => readChoices(value, 'Action', CHOICES);
const collection: Reader = (value) => readCollection(value, 'Options');
const moment: Reader = (value) => readMoment(value, 'From', 'Europe/Berlin');
const ids: Reader = (value) => readJobIds(value);

test.each(NOTHING)('%j is nothing', (value) => {
	for (const read of [text, integer, choice, moment]) expect(read(value)).toBeUndefined();
	for (const read of [texts, choices]) expect(read(value)).toEqual([]);
});

test.each([undefined, null, ''])('%j is no truth', (value) => {
	expect(truth(value)).toBeUndefined();
});

test.each([undefined, null])('%j is a collection of nothing', (value) => {
	expect(collection(value)).toEqual({});
});

const NOON = Date.UTC(2026, 10, 1, 12);

test.each<[Reader, unknown, unknown]>([
	[text, ' orders ', 'orders'],
	[text, 42, '42'],
	[text, '𝒜', '𝒜'],
	[texts, ' a, b ,,a', ['a', 'b']],
	[texts, ['a,b', ' c ', '', null, 7], ['a,b', 'c', '7']],
	[texts, ' ["a", " b,c ", null, 7] ', ['a', 'b,c', '7']],
	[integer, ' 1 ', 1],
	[integer, 10, 10],
	[truth, true, true],
	[truth, 'true', true],
	[truth, false, false],
	[truth, 'false', false],
	[choice, ' PAUSE ', 'PAUSE'],
	[status, 'stopped', 'STOPPED'],
	[status, 'PAUSED', 'STOPPED'],
	[status, 'Stopped (paused)', 'STOPPED'],
	[status, 'Error', 'error'],
	[status, 'load data', 'INC_BUILD'],
	[status, 'Load Data (INC_BUILD)', 'INC_BUILD'],
	[status, 'Inc_Build', 'INC_BUILD'],
	[choices, 'PAUSE,RESUME', ['PAUSE', 'RESUME']],
	[choices, '["PAUSE"]', ['PAUSE']],
	[collection, { dryRun: true }, { dryRun: true }],
	[ids, ' a, b;c\nd\t a ', ['a', 'b', 'c', 'd']],
	[ids, ['x', ' y ', 'x', 3], ['x', 'y', '3']],
	[ids, ' ["a", " b ", 3, "a"]\n', ['a', 'b', '3']],
	[ids, ['x,y', 'z z'], ['x', 'y', 'z']],
	[ids, 'a[1]', ['a[1]']],
	[ids, 'i'.repeat(200), ['i'.repeat(200)]],
	[moment, String(NOON), NOON],
	[moment, 0, 0],
	[moment, -1, -1],
	[moment, 100_000_000_000, 100_000_000_000],
	[moment, ' 2026-11-01 ', NOON - 13 * 3_600_000],
	[moment, '2026-11-01T13:00', NOON],
	[moment, '2026-11-01 13:00:05', NOON + 5_000],
	[moment, '2026-11-01T13:00:59.999999999', NOON + 59_999],
	[moment, '2026-11-01T12:00:59.5Z', NOON + 59_500],
	[moment, '2026-11-01t12:00z', NOON],
	[moment, '2026-11-01 13:00:00+01', NOON],
	[moment, '2026-11-01T17:30:00+05:30', NOON],
	[moment, '2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
	[moment, '2026-11-01T12:00:00z', NOON],
	[moment, '2026-11-01T13:00:00+01:00', NOON],
	[moment, '2026-11-01T11:00:00-0100', NOON],
	[moment, '2026-11-01T23:59:59Z', Date.UTC(2026, 10, 1, 23, 59, 59)],
	[moment, '2026-11-01T23:59:59', Date.UTC(2026, 10, 1, 22, 59, 59)],
	[moment, NOON + 0.9, NOON],
	[moment, Date.UTC(1000, 0), Date.UTC(1000, 0)],
	[moment, Date.UTC(10_000, 0) - 1, Date.UTC(10_000, 0) - 1],
	[moment, new Date(NOON), NOON],
	[moment, { toJSON: () => '2026-11-01T13:00:00.000+01:00' }, NOON],
])('%p reads %j', (read, value, expected) => {
	expect(read(value)).toEqual(expected);
});

const NO_DATE = "'From' must be a date such as 2026-11-01 or 2026-11-01T08:00:00+01:00, but is";
const NO_SIZE = "'Size' must be a whole number from 1 to 10, but is";
const FIRST = Date.UTC(1000, 0);
const LAST = Date.UTC(10_000, 0) - 1;
const NO_LIST = `'Jobs' begins like a JSON list, but is not one: write ["one", "two"], or the entries with commas between them`;
const NO_ID =
	'which does not look like the ID of a job: give IDs with commas between them, or an array of IDs';
const HALF = 'a'.concat('\ud83d');

test.each<[Reader, unknown, string]>([
	[text, true, "'Key' must be text, but is a value of type boolean"],
	[text, NaN, "'Key' must be text, but is a value of type number"],
	[text, [], "'Key' must be text, but is a list"],
	[text, {}, "'Key' must be text, but is a value of type object"],
	[text, HALF, "'Key' holds half of a character: the text was cut in a wrong place"],
	[texts, ['a', [null]], "'Key' must be text, but is a list"],
	[
		texts,
		'["a"',
		'\'Key\' begins like a JSON list, but is not one: write ["one", "two"], or the entries with commas between them',
	],
	[ids, '{"id":"a"}', `'Jobs' holds "{\\"id\\":\\"a\\"}", ${NO_ID}`],
	[ids, ['a', 'b|c'], `'Jobs' holds "b|c", ${NO_ID}`],
	[ids, 'a\\b', `'Jobs' holds "a\\\\b", ${NO_ID}`],
	[ids, 'i'.repeat(201), `'Jobs' holds "${'i'.repeat(50)}", ${NO_ID}`],
	[integer, 0, `${NO_SIZE} 0`],
	[integer, 11, `${NO_SIZE} 11`],
	[integer, 1.5, `${NO_SIZE} 1.5`],
	[integer, 'ten', `${NO_SIZE} "ten"`],
	[integer, true, `${NO_SIZE} true`],
	[integer, [1], `${NO_SIZE} a list`],
	[truth, 'yes', `'Dry Run' must be true or false, but is "yes"`],
	[truth, 1, "'Dry Run' must be true or false, but is 1"],
	[truth, {}, "'Dry Run' must be true or false, but is a value of type object"],
	[choice, 'STOP', `'Action' must be one of RESUME, PAUSE, but is "STOP"`],
	[
		status,
		'x'.repeat(101),
		`'Status' must be one of STOPPED (Paused), error, Load Data (INC_BUILD), inc_build (other), but is "${'x'.repeat(100)}"`,
	],
	[choices, ['PAUSE', 'STOP'], `'Action' must be one of RESUME, PAUSE, but is "STOP"`],
	[collection, 'x', `'Options' must be a collection of fields, but is "x"`],
	[collection, [], "'Options' must be a collection of fields, but is a list"],
	[ids, '', "'Jobs' is empty: give at least one job ID"],
	[ids, ' , ;', "'Jobs' is empty: give at least one job ID"],
	[ids, [], "'Jobs' is empty: give at least one job ID"],
	[ids, ['a', ' '], "'Jobs' holds an empty entry: each entry must be the ID of a job"],
	[ids, '[]', "'Jobs' is empty: give at least one job ID"],
	[ids, '["a", ""]', "'Jobs' holds an empty entry: each entry must be the ID of a job"],
	[ids, '[["a"]]', "'Jobs' must be text, but is a list"],
	[ids, '["a", "b"', NO_LIST],
	[ids, "['a', 'b']", NO_LIST],
	[ids, '["a"], ["b"]', NO_LIST],
	[ids, ['a', {}], "'Jobs' must be text, but is a value of type object"],
	[moment, 'tomorrow', `${NO_DATE} "tomorrow"`],
	[moment, 'on 2026-11-01', `${NO_DATE} "on 2026-11-01"`],
	[moment, '2026-11-01 or so', `${NO_DATE} "2026-11-01 or so"`],
	[moment, '2026-11-01T24:00', `${NO_DATE} "2026-11-01T24:00"`],
	[moment, '2026-11-01T10:60', `${NO_DATE} "2026-11-01T10:60"`],
	[moment, '2026-11-01T10:00:60', `${NO_DATE} "2026-11-01T10:00:60"`],
	[moment, '2026-02-30', `${NO_DATE} "2026-02-30"`],
	[moment, 'Nov 1, 2026 10:00Z and more', `${NO_DATE} "Nov 1, 2026 10:00Z and more"`],
	[moment, '01-11-2026', `${NO_DATE} "01-11-2026"`],
	[moment, 'Nov 5-2026', `${NO_DATE} "Nov 5-2026"`],
	[moment, '1 Nov 2026 10:00Z', `${NO_DATE} "1 Nov 2026 10:00Z"`],
	[moment, '2026-11-01Z', `${NO_DATE} "2026-11-01Z"`],
	[moment, '0026-11-01', `${NO_DATE} "0026-11-01"`],
	[moment, '2026-02-30T00:00:00Z', `${NO_DATE} "2026-02-30T00:00:00Z"`],
	[moment, '2026-13-01T00:00:00Z', `${NO_DATE} "2026-13-01T00:00:00Z"`],
	[moment, '2026-11-01T24:00:00Z', `${NO_DATE} "2026-11-01T24:00:00Z"`],
	[moment, '2026-11-01T10:00:00+24:00', `${NO_DATE} "2026-11-01T10:00:00+24:00"`],
	[moment, '2026-11-01T10:00:00+01:60', `${NO_DATE} "2026-11-01T10:00:00+01:60"`],
	[moment, 1795392061, `'From' must be in milliseconds if it is a number, but is 1795392061`],
	[moment, '1795392061', `'From' must be in milliseconds if it is a number, but is "1795392061"`],
	[moment, 99_999_999_999, `'From' must be in milliseconds if it is a number, but is 99999999999`],
	[moment, '17953920', `${NO_DATE} "17953920"`],
	[moment, '1795392061000x', `${NO_DATE} "1795392061000x"`],
	[moment, 5n, `${NO_DATE} 5`],
	[moment, true, `${NO_DATE} true`],
	[moment, NaN, `${NO_DATE} NaN`],
	[moment, LAST + 1, `${NO_DATE} ${LAST + 1}`],
	[moment, FIRST - 1, `${NO_DATE} ${FIRST - 1}`],
	[moment, [2026], `${NO_DATE} a list`],
	[moment, Object.create(null), `${NO_DATE} a value of type object`],
	[moment, { toMillis: 5 }, `${NO_DATE} a value of type object`],
	[moment, { toJSON: 5 }, `${NO_DATE} a value of type object`],
	[moment, { toMillis: () => 5, toJSON: () => 'PT5H' }, `${NO_DATE} a value of type object`],
	[moment, new Date(NaN), `${NO_DATE} a value of type object`],
])('%p refuses %j', (read, value, message) => {
	expect(() => read(value)).toThrow(new Error(message));
});

test.each([
	['', /check what the node before returned.*'All Jobs in Project'/],
	[[''], /filter the items before/],
])('IDs %j are refused with advice', (value, advice) => {
	expect(() => ids(value)).toThrow(
		expect.objectContaining({ advice: expect.stringMatching(advice) }),
	);
});
