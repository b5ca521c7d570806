import {
	assertExpected,
	assertFromIndex,
} from '../../../../nodes/ApacheKylin/query/expect/expectation';
import type { Comparison } from '../../../../nodes/ApacheKylin/query/expect/compare';
import type { QueryAnswer } from '../../../../nodes/ApacheKylin/query/result/answer';

const column = (type: string) => [{ name: 'X', type, precision: 0, scale: 0 }];

const expectFirst =
	(type: string, value: string | null, comparison: Comparison, expected: string) => () =>
		assertExpected({ kind: 'firstValue', comparison, expected }, column(type), {
			firstRow: [value],
			rowCount: 1,
		});

test.each<[string, string, Comparison, string]>([
	['BIGINT', '42', 'equal', '42'],
	['BIGINT', '42', 'equal', ' 42.0 '],
	['BIGINT', '9223372036854775807', 'greater', '9223372036854775806'],
	['BIGINT', '-1', 'less', '0'],
	['DECIMAL', '12.50', 'equal', '12.5'],
	['DECIMAL', '0.10000000000000000000000000000000000001', 'greater', '0.1'],
	['DOUBLE', '1.0E10', 'equal', '10000000000'],
	['DOUBLE', '1.5', 'atMost', '1.5'],
	['DATE', '2024-01-03', 'atLeast', '2024-01-03'],
	['DATE', '2024-01-03', 'equal', '2024-01-03T00:00:00.000+01:00'],
	['TIMESTAMP', '2024-01-03 08:00:00.5', 'equal', '2024-01-03 08:00:00.500'],
	['TIMESTAMP', '2024-01-03 08:00:00', 'greater', '2024-01-03'],
	['VARCHAR', 'a', 'equal', 'a'],
	['VARCHAR', 'a', 'notEqual', 'A'],
	['BOOLEAN', 'true', 'equal', 'true'],
])('%s %s holds: %s %s', (type, value, comparison, expected) => {
	expect(expectFirst(type, value, comparison, expected)).not.toThrow();
});

test.each<[string, string | null, Comparison, string, string]>([
	['BIGINT', '41', 'atLeast', '42', 'the first value should be at least 42, but it is 41'],
	['BIGINT', '42', 'notEqual', '42', 'should not be 42, but it is 42'],
	['BIGINT', '42', 'less', '42', 'should be less than 42, but it is 42'],
	['BIGINT', '42', 'greater', '42', 'should be greater than 42, but it is 42'],
	['BIGINT', '43', 'atMost', '42', 'should be at most 42, but it is 43'],
	['BIGINT', '42', 'equal', 'x', 'but it is of the type BIGINT, but the given value is no number'],
	['DOUBLE', 'NaN', 'equal', '1', 'but it is no number'],
	['DATE', '2024-01-03', 'less', 'x', 'but it is a date, and cannot be compared'],
	['VARCHAR', 'b', 'atLeast', 'a', "use 'Equal' or 'Not Equal'"],
	['VARCHAR', null, 'equal', 'a', 'should be a, but it is NULL'],
])('%s %s does not hold: %s %s', (type, value, comparison, expected, sentence) => {
	expect(expectFirst(type, value, comparison, expected)).toThrow(sentence);
});

test('without rows no value is as expected', () => {
	const none = { firstRow: undefined, rowCount: 0 };
	const expectation = { kind: 'firstValue', comparison: 'equal', expected: '0' } as const;
	expect(() => assertExpected(expectation, [], none)).toThrow('should be 0, but no rows came');
	expect(() => assertExpected({ kind: 'none' }, [], none)).not.toThrow();
});

test('rows are counted', () => {
	const came = { firstRow: ['1'], rowCount: 2 };
	expect(() => assertExpected({ kind: 'rows', least: 2 }, [], came)).not.toThrow();
	expect(() => assertExpected({ kind: 'rows', least: 3 }, [], came)).toThrow(
		'at least 3 rows were expected, but 2 came',
	);
});

const answer = (more: Partial<QueryAnswer>): QueryAnswer => ({
	columnMetas: [],
	results: [],
	...more,
});

test('only an index proves a build', () => {
	expect(() => assertFromIndex(answer({ pushDown: false, engineType: 'NATIVE' }))).not.toThrow();
	expect(() => assertFromIndex(answer({ pushDown: true, engineType: 'HIVE' }))).toThrow(
		'answered from the source, so it proves no build',
	);
	expect(() => assertFromIndex(answer({ pushDown: false, engineType: 'CONSTANTS' }))).toThrow(
		'reads no table, so it proves no build',
	);
});
