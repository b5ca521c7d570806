import * as fc from 'fast-check';
import { readStatement } from '../../../../nodes/ApacheKylin/query/sql/statement';
import { offsetAt, positionAt } from '../../../../nodes/ApacheKylin/query/sql/position';
import { tokensOf } from '../../../../nodes/ApacheKylin/query/sql/tokens';

const sqlText = fc
	.array(
		fc.constantFrom(
			...['select', ' ', '\n', "'", "''", '"', '`', '--', '/*', '*/', '//', ':', '::', ':a', '?'],
			...[';', '(', ')', '1', '1.5e3', 'Ünï', '日本', '\\', '😀', '-', '/', '*', 'from'],
		),
		{ maxLength: 30 },
	)
	.map((pieces) => pieces.join(''));

test('the tokens put together are the SQL, each where it says', () => {
	fc.assert(
		fc.property(sqlText, (sql) => {
			const tokens = tokensOf(sql);
			expect(tokens.map(({ raw }) => raw).join('')).toBe(sql);
			for (const { raw, offset } of tokens) {
				expect(sql.slice(offset, offset + raw.length)).toBe(raw);
			}
		}),
	);
});

const kindsIn = (sql: string) =>
	tokensOf(sql)
		.filter(({ kind }) => ['named', 'positional', 'unclosed'].includes(kind))
		.map(({ kind, raw }) => `${kind} ${raw}`);

test.each([
	['select :a, :b_2 from t where x = :a', ['named :a', 'named :b_2', 'named :a']],
	["select ':a', 'it''s :b' from t where x=:c", ['named :c']],
	['select ":a" "x"":y" from `:z` where :c', ['named :c']],
	['select 1 -- :a\n, :b', ['named :b']],
	['select 1 // :a ?\r, ?', ['positional ?']],
	['select /* :a ? */ :b', ['named :b']],
	['select a::b, x ::c', []],
	['select 1 where t > :1', []],
	["select 'open :a", ["unclosed 'open :a"]],
	['select /* open :a', ['unclosed /* open :a']],
	['select "open', ['unclosed "open']],
])('placeholders in %j', (sql, expected) => {
	expect(kindsIn(sql)).toEqual(expected);
});

test.each([
	['select 1', 'select 1'],
	['  select 1 ; ', '  select 1'],
	['select 1;;\n-- done\n;', 'select 1'],
	['select 1 -- the end;', 'select 1'],
	['```sql\nselect 1;\n```', 'select 1'],
	['```\nselect 1\n```', 'select 1'],
	["  \n```SQL\r\nselect ';' as x;\r\n```\n", "select ';' as x"],
	['-- why\nwith t as (select 1) select * from t', '-- why\nwith t as (select 1) select * from t'],
	['(select 1) union all (select 2)', '(select 1) union all (select 2)'],
	['SELECT 1', 'SELECT 1'],
])('%j is read as %j', (given, sql) => {
	expect(readStatement(given).sql).toBe(sql);
});

test.each([
	[undefined, 'is empty'],
	[null, 'is empty'],
	['  \n', 'is empty'],
	[{}, 'must be the text'],
	['-- nothing', 'nothing but comments'],
	['drop table t', 'must begin with SELECT or WITH, but begins with DROP'],
	['INSERT INTO t VALUES (1)', 'begins with INSERT'],
	['explain plan for select 1', 'begins with EXPLAIN'],
	["'select'", 'begins with something else'],
	['selects 1', 'begins with SELECTS'],
	['select 1; select 2', 'more than one statement'],
	['select 1; drop table t;', 'more than one statement'],
	["select 1,\n  'abc", 'a text that begins at line 2, column 3'],
	['select "abc', 'a quoted name that begins at line 1, column 8'],
	['select 1 /* abc', 'a comment that begins at line 1, column 10'],
	['select \ud83d', 'half of a character'],
])('%j is refused: %s', (given, complaint) => {
	expect(() => readStatement(given)).toThrow(complaint);
	expect(() => readStatement(given)).toThrow("'Query'");
});

test('a position is a line and a column, and the other way round', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\r')), fc.nat(), (pieces, at) => {
			const text = pieces.join('');
			// A position between \r and \n belongs to no line.
			const offset = at % (text.length + 1);
			if (text[offset - 1] === '\r' && text[offset] === '\n') return;
			expect(offsetAt(text, positionAt(text, offset))).toBe(offset);
		}),
	);
	expect(offsetAt('ab\nc', { line: 3, column: 1 })).toBeUndefined();
	expect(offsetAt('ab\nc', { line: 1, column: 9 })).toBeUndefined();
	expect(offsetAt('ab', { line: NaN, column: NaN })).toBeUndefined();
});
