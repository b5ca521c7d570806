/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemOf } from '../../../../nodes/ApacheKylin/query/failures/kinds';
import { nearestNames } from '../../../../nodes/ApacheKylin/query/failures/nearestNames';
import { queryFailure } from '../../../../nodes/ApacheKylin/query/failures/queryFailure';
import {
	adviseColumn,
	adviseTable,
	parseTables,
} from '../../../../nodes/ApacheKylin/query/failures/schema';
import { bindParameters } from '../../../../nodes/ApacheKylin/query/parameters/bind';
import { readParameterRows } from '../../../../nodes/ApacheKylin/query/parameters/parameterRows';
import { withLiterals } from '../../../../nodes/ApacheKylin/query/parameters/render';
import type { QueryAnswer } from '../../../../nodes/ApacheKylin/query/result/answer';
import { readStatement } from '../../../../nodes/ApacheKylin/query/sql/statement';

const asException = (exceptionMessage: string, more: Partial<QueryAnswer> = {}): QueryAnswer => ({
	columnMetas: null,
	results: null,
	exceptionMessage,
	...more,
});

function failureOf(
	sql: string,
	message: string,
	values: Record<string, unknown> = {},
	hint?: string,
) {
	const statement = readStatement(sql);
	const parameter = Object.entries(values).map(([name, value]) => ({ name, value }));
	const pieces = bindParameters(statement, readParameterRows({ parameter }));
	const rendered = withLiterals(pieces);
	const said = message.replace('$SQL', rendered.sql);
	const { message: sentence, facts } = queryFailure(
		asException(said, { queryId: 'q-1' }),
		{ statement, pieces, rendered },
		hint,
	);
	return { sentence, advice: facts.advice ?? '' };
}

type Recorded = {
	label: string;
	request: { body: { sql?: string } };
	response: { body: { data?: QueryAnswer | null } };
};

const RECORDED = readFileSync(join(__dirname, '../../../wire/live-5.0.2/queries.jsonl'), 'utf8')
	.split('\n')
	.filter(Boolean)
	.map((line) => JSON.parse(line) as Recorded);

const recorded = (label: string) => {
	const { request, response } = RECORDED.find((exchange) => exchange.label === label)!;
	return { sql: request.body.sql!, answer: response.body.data! };
};

test.each([
	['unknown column', { kind: 'unknownColumn', name: 'LO_SHIPMOD' }],
	['unknown table', { kind: 'unknownTable', name: 'LINEORDERS' }],
	['two statements', { kind: 'syntax' }],
	['param text, forced push-down', { kind: 'syntax' }],
	['date literal, index only', { kind: 'noIndex' }],
	['not a query', { kind: 'notSupported' }],
	['explain', { kind: 'notSupported' }],
	['param unknown class', { kind: 'other' }],
])('recorded: %s', (label, problem) => {
	expect(problemOf(recorded(label).answer)).toEqual(problem);
});

test.each<[string, Partial<QueryAnswer>, object]>([
	['Stopped by user.', { is_stop_by_user: true }, { kind: 'stopped' }],
	['The query exceeds the set time limit of 300s.', {}, { kind: 'timeout' }],
	['whatever', { is_timeout: true }, { kind: 'timeout' }],
	['Query rejected. Caused by PushDown query server is too busy.', {}, { kind: 'busy' }],
	['x', { is_refused: true }, { kind: 'busy' }],
	[
		'Can\'t get query result, as the rows exceeds the maximum limit "5".',
		{},
		{ kind: 'tooManyRows' },
	],
	['Query failed, access TABLE SSB.X denied', {}, { kind: 'noRight' }],
	['No model found for OlapContext, rel#1', {}, { kind: 'noIndex' }],
	['Encountered "timestamp" at line 1, column 8.', {}, { kind: 'reservedWord', name: 'timestamp' }],
	['Encountered "as count" at line 1, column 8.', {}, { kind: 'reservedWord', name: 'count' }],
	['Encountered "foo" at line 1, column 8.', {}, { kind: 'syntax' }],
	['At line 1, column 8: Illegal use of dynamic parameter', {}, { kind: 'parameterPlace' }],
])('%s %j is of the kind %j', (message, more, problem) => {
	expect(problemOf(asException(message, more))).toEqual(problem);
});

describe('the sentence', () => {
	test.each([
		['unknown column', "Column 'LO_SHIPMOD' not found in any table"],
		['unknown table', "Object 'LINEORDERS' not found within 'SSB'"],
		['two statements', 'Encountered ";" at line 1, column 9.'],
		['date literal, index only', 'No index answers this query'],
		['not a query', 'This SQL is not supported at the moment. Please try a different SQL.'],
	])('recorded: %s', (label, sentence) => {
		const { sql, answer } = recorded(label);
		const statement = { sql, tokens: [] };
		const rendered = { sql, origins: [] };
		expect(queryFailure(answer, { statement, pieces: [], rendered }).message).toBe(sentence);
	});

	test('holds neither the query nor the values in it', () => {
		const { sentence, advice } = failureOf(
			"select 'topsecret' from t where x = :a and y = 'it''s mine'",
			'Cannot cast topsecret, hidden\'value, it\'s mine and "it\'\'s mine"\nwhile executing SQL: "$SQL"',
			{ a: "hidden'value" },
		);
		expect(sentence).toBe('Cannot cast …, …, … and "…"');
		for (const secret of ['topsecret', 'hidden', 'mine']) expect(advice).not.toContain(secret);
	});

	test('a value that is also a name in the query stays', () => {
		expect(
			failureOf("select amount from t where x = 'AMOUNT'", "Column 'AMOUNT' not found").sentence,
		).toBe("Column 'AMOUNT' not found");
	});

	test('is short', () => {
		expect(failureOf('select 1', 'x'.repeat(9_999)).sentence).toHaveLength(301);
		expect(failureOf('select 1', '').sentence).toBe('Kylin could not answer this query');
	});
});

describe('the position in the query', () => {
	const at = (line: number, column: number) =>
		`From line ${line}, column ${column} to line 1, column 9: Column 'AMOUT' not found`;

	test('is a line, a column and what stands around, without values', () => {
		const sql =
			"select 'secret',\n  amout, 12345 from ssb.lineorder where lo_shipmode = 'AIR' and 1 = 1";
		const { advice } = failureOf(sql, at(2, 3));
		expect(advice).toMatch(
			/^Line 2, column 3: select '…', \[amout\], … from ssb\.lineorder wher …\. .* Query ID q-1\.$/,
		);
		expect(advice).not.toContain('12345');
	});

	test('is that of the query as it was written, before values came in', () => {
		const sql = 'select 1 from t where x in (:list) and amout = 1';
		const column = 'select 1 from t where x in ( 10000001, 10000002 ) and '.length + 1;
		const { advice } = failureOf(sql, at(1, column), { list: [10_000_001, 10_000_002] });
		expect(advice).toContain('Line 1, column 40: ');
		expect(advice).toContain('[amout]');
	});

	test.each([
		['select amout from t', at(9, 1)],
		['select amout from t', 'No position'],
		['select /* x */ amout from t', at(1, 1)],
		['select amout from t', "[HIVE Exception] \nSyntax error at or near 'x'(line 1, pos 4)"],
	])('is left out where it cannot be known: %s, %s', (sql, message) => {
		expect(failureOf(sql, message).advice).not.toContain('Line');
	});
});

test('names are near that differ in a few letters', () => {
	const names = ['LO_SHIPMODE', 'LO_REVENUE', 'C_REGION', 'LO_REVENUE'];
	expect(nearestNames('lo_shipmod', names)).toEqual(['LO_SHIPMODE']);
	expect(nearestNames('REVENUE', names)).toEqual([]);
	expect(nearestNames('LO_REVENEU', names)).toEqual(['LO_REVENUE']);
	expect(nearestNames('X', names)).toEqual([]);
});

const TABLES = parseTables([
	{
		table_SCHEM: 'SSB',
		table_NAME: 'LINEORDER',
		columns: [{ column_NAME: 'LO_SHIPMODE' }, { column_NAME: 'LO_REVENUE' }],
	},
	{ table_SCHEM: 'SSB', table_NAME: 'CUSTOMER', columns: [{ column_NAME: 'C_REGION' }] },
]);

test('advice on a name that Kylin does not know', () => {
	expect(parseTables({})).toEqual([]);
	expect(adviseColumn('LO_SHIPMOD', TABLES, 'select lo_shipmod from ssb.lineorder')).toBe(
		'Did you mean LO_SHIPMODE?',
	);
	expect(adviseColumn('REVENUE', TABLES, 'select revenue from ssb.lineorder')).toBe(
		'SSB.LINEORDER has the columns LO_SHIPMODE, LO_REVENUE.',
	);
	expect(adviseTable('LINEORDERS', TABLES)).toBe('Did you mean SSB.LINEORDER?');
	expect(adviseTable('SBB', TABLES)).toBe('Did you mean SSB.LINEORDER or SSB.CUSTOMER?');
	expect(adviseTable('ORDERS_OF_MINE', TABLES)).toBe(
		'The tables of the project are SSB.LINEORDER, SSB.CUSTOMER.',
	);
	expect(adviseTable('X', [])).toBe('');
});
