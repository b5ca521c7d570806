import * as fc from 'fast-check';
import { bindParameters } from '../../../../nodes/ApacheKylin/query/parameters/bind';
import { readParameterRows } from '../../../../nodes/ApacheKylin/query/parameters/parameterRows';
import { withLiterals, withParams } from '../../../../nodes/ApacheKylin/query/parameters/render';
import { readStatement } from '../../../../nodes/ApacheKylin/query/sql/statement';

type GivenRow = { name?: unknown; type?: string; value?: unknown };

const bound = (sql: string, ...parameter: GivenRow[]) =>
	bindParameters(readStatement(sql), readParameterRows({ parameter }));

const literalsOf = (sql: string, ...rows: GivenRow[]) => withLiterals(bound(sql, ...rows)).sql;

const literalOf = (row: GivenRow) => literalsOf('select 1 where x = ?', row).slice(19).trim();

const paramOf = (row: GivenRow) => withParams(bound('select 1 where x = ?', row)).params;

describe('a value of each type', () => {
	test.each([
		['text', 'abc', "'abc'", 'java.lang.String', 'abc'],
		['text', "it's", "'it''s'", 'java.lang.String', "it's"],
		['text', 'a\\b', "'a\\\\b'", 'java.lang.String', 'a\\b'],
		['text', ' x ', "' x '", 'java.lang.String', ' x '],
		['text', '', "''", 'java.lang.String', ''],
		['text', 5, "'5'", 'java.lang.String', '5'],
		['integer', 5, '5', 'java.lang.Long', '5'],
		['integer', ' +005 ', '5', 'java.lang.Long', '5'],
		['integer', -5, '(-5)', 'java.lang.Long', '-5'],
		[
			'integer',
			'9223372036854775807',
			'9223372036854775807',
			'java.lang.Long',
			'9223372036854775807',
		],
		['decimal', '1.50', '1.50', 'java.math.BigDecimal', '1.50'],
		['decimal', 0.5, '0.5', 'java.math.BigDecimal', '0.5'],
		['decimal', '-.5', '(-0.5)', 'java.math.BigDecimal', '-0.5'],
		['boolean', true, 'TRUE', 'java.lang.Boolean', 'true'],
		['boolean', 'False', 'FALSE', 'java.lang.Boolean', 'false'],
		['date', '2024-01-03', "DATE '2024-01-03'", 'java.sql.Date', '2024-01-03'],
		['date', '2024-01-03T23:30:00.000+01:00', "DATE '2024-01-03'", 'java.sql.Date', '2024-01-03'],
		['date', new Date(Date.UTC(2024, 0, 3)), "DATE '2024-01-03'", 'java.sql.Date', '2024-01-03'],
		[
			'timestamp',
			'2024-01-03 08:00',
			"TIMESTAMP '2024-01-03 08:00:00'",
			'java.sql.Timestamp',
			'2024-01-03 08:00:00',
		],
		[
			'timestamp',
			'2024-01-03T08:00:00.5-05:00',
			"TIMESTAMP '2024-01-03 08:00:00.500'",
			'java.sql.Timestamp',
			'2024-01-03 08:00:00.500',
		],
		['null', 'x', 'NULL', 'java.lang.Object', null],
		['auto', 'x', "'x'", 'java.lang.String', 'x'],
		['auto', 5, '5', 'java.lang.Long', '5'],
		['auto', 1.25, '1.25', 'java.math.BigDecimal', '1.25'],
		['auto', false, 'FALSE', 'java.lang.Boolean', 'false'],
		['auto', null, 'NULL', 'java.lang.Object', null],
	])('%s %j is %s in the SQL, %s %j beside it', (type, value, literal, className, param) => {
		expect(literalOf({ type, value })).toBe(literal);
		expect(paramOf({ type, value })).toEqual([{ className, value: param }]);
	});

	test.each([
		['text', { a: 1 }, 'is an object'],
		['text', null, 'is empty'],
		['text', '\ud83d', 'half of a character'],
		['integer', 'secret', 'must be a whole number'],
		['integer', '1.5', 'must be a whole number'],
		['integer', '9223372036854775808', 'must be a whole number'],
		['integer', '-9223372036854775809', 'must be a whole number'],
		['integer', 2 ** 53, 'past 2^53'],
		['integer', '', 'must be a whole number'],
		['integer', {}, 'must be one value'],
		['decimal', '1e5', 'no exponent'],
		['decimal', '1 or 1=1', 'must be a number'],
		['decimal', '1'.repeat(39), 'at most 38 digits'],
		['decimal', NaN, 'must be a number'],
		['boolean', 'yes', 'must be true or false'],
		['date', '2024-02-30', 'must be a date'],
		['date', "2024-01-01' or '1'='1", 'must be a date'],
		['timestamp', '2024-01-01 25:00', 'must be a time'],
		['auto', { secret: 1 }, 'is an object'],
		['auto', 2 ** 60, 'past 2^53'],
		['auto', [], 'an empty list'],
		['auto', [[1]], 'a list of lists'],
		['integer', [1, null], 'a list with an empty entry'],
		['auto', Array(10_001).fill(1), 'more than 10000 entries'],
	])('%s %j is refused, without being shown', (type, value, complaint) => {
		const read = () => readParameterRows({ parameter: [{ name: 'day', type, value }] });
		expect(read).toThrow(complaint);
		expect(read).toThrow('\'Query Parameters\' cannot be sent: the value of the row "day"');
		expect(read).not.toThrow('secret');
	});

	test.each([
		[[{ name: 'a b' }], 'another name in row 1'],
		[[{ name: '1a' }], 'another name in row 1'],
		[[{ name: 5 }], 'another name in row 1'],
		[[{ name: 'a' }, { name: ':a' }], 'two rows with the name "a"'],
		[[{ name: 'a' }, { name: '' }], 'rows with and without a name'],
		[[{ name: 'a', type: 'json' }], '\'Type of the row "a"\' must be one of'],
	])('rows %j are refused', (rows, complaint) => {
		expect(() =>
			readParameterRows({ parameter: rows.map((row) => ({ value: 1, ...row })) }),
		).toThrow(complaint);
	});

	test.each([undefined, null, {}, { parameter: undefined }])('%j is no rows', (value) => {
		expect(readParameterRows(value)).toEqual([]);
	});
});

describe('which value goes where', () => {
	test('names as often as they stand, question marks in their order', () => {
		const [a, b] = [
			{ name: 'a', value: 1 },
			{ name: ':b', value: 'x' },
		];
		expect(literalsOf("select :b, ':a' where :a = :a -- :c", a, b)).toBe(
			"select  'x' , ':a' where  1  =  1 ",
		);
		expect(literalsOf('select ?, "?" where ? = 1', { value: 1 }, { value: 2 })).toBe(
			'select  1 , "?" where  2  = 1',
		);
	});

	test('a list stands in IN, and nowhere else', () => {
		const list = { name: 'x', value: ['a', "b'"] };
		expect(literalsOf('select 1 where y in (:x)', list)).toBe("select 1 where y in ( 'a', 'b''' )");
		expect(literalsOf("select 1 where y NOT IN ('c', 1, :x)", list)).toContain("1,  'a', 'b''' )");
		const { sql, params } = withParams(bound('select 1 where y in (:x)', list));
		expect(sql).toBe('select 1 where y in ( ?, ? )');
		expect(params).toHaveLength(2);
		for (const sql of ['select 1 where y = :x', 'select f(:x)', 'select 1 where y in (f(:x))']) {
			expect(() => bound(sql, list)).toThrow('write IN (:x)');
		}
	});

	test.each([
		['select :a, ?', [{ name: 'a', value: 1 }], "'Query' holds both :name and ?"],
		['select :a, :b', [{ name: 'a', value: 1 }], "'Query Parameters' has no row for :b"],
		['select :A', [{ name: 'a', value: 1 }], 'no row for :A'],
		['select 1', [{ name: 'a', value: 1 }], 'a row that the query does not use: :a'],
		["select ':a'", [{ name: 'a', value: 1 }], 'does not use: :a'],
		['select 1', [{ value: 1 }], 'a row without a name, but the query holds no ?'],
		['select ?', [], 'has 0 rows, but the query holds 1 times ?'],
		['select ?', [{ value: 1 }, { value: 2 }], 'has 2 rows, but the query holds 1 times ?'],
		['select ?', [{ name: 'a', value: 1 }], 'has rows with names, but the query holds ?'],
	])('%s with %j is refused', (sql, rows, complaint) => {
		expect(() => bound(sql, ...rows)).toThrow(complaint);
	});
});

/**
 * The end of a text that begins at `at`, and what it means, as two parsers have it. Calcite knows
 * doubled apostrophes; the literal then goes through Spark's unescaping, which the recordings show:
 * a backslash takes the next character with it.
 */
function readLikeKylin(sql: string, at: number): { end: number; value: string } {
	let end = at + 1;
	let inner = '';
	for (; ; end += 1) {
		if (sql[end] !== "'") inner += sql[end];
		else if (sql[end + 1] === "'") {
			inner += "'";
			end += 1;
		} else break;
	}
	return { end, value: inner.replace(/\\([^])/g, '$1') };
}

function readLikeSpark(sql: string, at: number): number {
	let end = at + 1;
	for (; ; end += 1) {
		if (sql[end] === '\\') end += 1;
		else if (sql[end] === "'" && sql[end + 1] === "'") end += 1;
		else if (sql[end] === "'") return end;
	}
}

const hostile = fc.oneof(
	fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
	fc
		.array(
			fc.constantFrom(
				"'",
				"''",
				'\\',
				'\\\\',
				';',
				'--',
				'/*',
				'*/',
				'\n',
				'"',
				'?',
				':a',
				'or 1=1',
			),
		)
		.map((pieces) => pieces.join('')),
);

test('whatever a text holds, it stays one literal that means the text', () => {
	fc.assert(
		fc.property(hostile, hostile, (first, second) => {
			const sql = literalsOf(
				"select 'x' where y = :a and z in (:b)",
				{ name: 'a', type: 'text', value: first },
				{ name: 'b', type: 'text', value: [second, first] },
			);
			let at = 21;
			expect(sql.slice(0, at)).toBe("select 'x' where y = ");
			for (const [value, next] of [
				[first, '  and z in ( '],
				[second, ', '],
				[first, ' )'],
			]) {
				at = sql.indexOf("'", at);
				const read = readLikeKylin(sql, at);
				expect(read.value).toBe(value);
				expect(readLikeSpark(sql, at)).toBe(read.end);
				expect(sql.slice(read.end + 1).startsWith(next.trimStart() === next ? next : ' ')).toBe(
					true,
				);
				at = read.end + 1;
			}
			expect(sql.slice(at)).toBe(' )');
		}),
		{ numRuns: 1_000 },
	);
});

test('beside the SQL a text is exactly the text', () => {
	fc.assert(
		fc.property(hostile, (value) => {
			const { sql, params } = withParams(
				bound('select 1 where y = :a', { name: 'a', type: 'text', value }),
			);
			expect(sql).toBe('select 1 where y =  ? ');
			expect(params).toEqual([{ className: 'java.lang.String', value }]);
		}),
	);
});

describe('what Kylin and Spark read differently', () => {
	test.each([
		["select 'a\\' where x = :a", 'a backslash before a quotation mark'],
		["select 'a\\''b' where x = :a", 'a backslash before a quotation mark'],
		['select "a\\" where x = :a', 'a backslash before a quotation mark'],
		['select 1 -- a\\\n where x = :a', 'a comment at line 1, column 10'],
		['select 1 /* /* */ where x = :a', 'a comment at line 1, column 10'],
	])('%j is refused beside parameters', (sql, complaint) => {
		expect(() => literalsOf(sql, { name: 'a', value: 'x' })).toThrow(complaint);
		expect(() => withParams(bound(sql, { name: 'a', value: 'x' }))).not.toThrow();
		expect(() => literalsOf(sql.replace(':a', '1'))).not.toThrow();
	});

	test.each([
		"select 'a\\\\' where x = :a",
		"select 'a\\b' where x = :a",
		'select 1 /*+ x */ where :a',
	])('%j is not', (sql) => {
		expect(() => literalsOf(sql, { name: 'a', value: 'x' })).not.toThrow();
	});
});

test.each([
	['select 1-:a', { value: -5 }, 'select 1- (-5) '],
	["select 'x':a", { value: 'y' }, "select 'x' 'y' "],
	['select 1 limit:a', { value: 5 }, 'select 1 limit 5 '],
])('a value does not grow together with what stands beside it: %s', (sql, row, expected) => {
	expect(literalsOf(sql, { name: 'a', ...row })).toBe(expected);
});
