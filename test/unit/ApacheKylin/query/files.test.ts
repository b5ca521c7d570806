import * as fc from 'fast-check';
import type { Row } from '../../../../nodes/ApacheKylin/query/result/answer';
import { columnsOf } from '../../../../nodes/ApacheKylin/query/result/columns';
import { AnswerReader } from '../../../../nodes/ApacheKylin/query/files/answerReader';
import { csvWriter } from '../../../../nodes/ApacheKylin/query/files/csv';
import { jsonLinesWriter } from '../../../../nodes/ApacheKylin/query/files/jsonLines';
import { anyAnswer, envelopeOf } from './results';

type Data = { columnMetas: Array<{ label: string }>; results: Row[]; resultRowCount: number };

const dataOf = (text: string) => (JSON.parse(text) as { data: Data }).data;

/** Cuts a text somewhere. */
const piecesOf = (text: string, cuts: number[]) => {
	const ends = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort(
		(a, b) => a - b,
	);
	return ends.slice(1).map((end, index) => text.slice(ends[index], end));
};

function readPieces(pieces: string[]) {
	const reader = new AnswerReader();
	const rows = pieces.flatMap((piece) => reader.push(piece));
	return { rows, columns: reader.columns, ...reader.end() };
}

describe('an answer that comes in pieces', () => {
	test('is the same wherever it is cut', () => {
		fc.assert(
			fc.property(anyAnswer, fc.array(fc.nat(), { maxLength: 20 }), (text, cuts) => {
				const { columnMetas, results, ...rest } = dataOf(text);
				const read = readPieces(piecesOf(text, cuts));
				expect(read.rows).toEqual(results);
				expect(read.columns).toEqual(columnMetas);
				expect(read.rowCount).toBe(results.length);
				expect(read.answer).toMatchObject(rest);
			}),
		);
	});

	test('may have blanks between its parts', () => {
		const { columnMetas, results } = {
			columnMetas: [{ label: 'a]"[' }],
			results: [['x]'], [null]],
		};
		const envelope = { code: '000', data: { columnMetas, results, resultRowCount: 2 } };
		expect(readPieces([...JSON.stringify(envelope, null, 2)]).rows).toEqual(results);
	});

	test('never gives rows that did not come whole', () => {
		fc.assert(
			fc.property(anyAnswer, fc.nat(), (text, cut) => {
				const reader = new AnswerReader();
				const part = text.slice(0, cut % text.length);
				const rows = reader.push(part);
				expect(rows).toEqual(dataOf(text).results.slice(0, rows.length));
				if (reader.hasRows) expect(() => reader.end()).toThrow('incomplete');
			}),
		);
	});

	test('with fewer rows than Kylin counted is incomplete', () => {
		const text = envelopeOf({ columnMetas: [{ label: 'X' }], results: [['1']], resultRowCount: 2 });
		expect(() => readPieces([text])).toThrow('Kylin counted 2 rows, and 1 came');
	});

	test.each([
		['{"code":"000","data":{"results":[["1"]],"columnMetas":[]}}'],
		['{"code":"000","data":{"columnMetas":[],"results":[["1",}]]}}'],
	])('that is not one of Kylin is said to be so: %s', (text) => {
		expect(() => readPieces([text])).toThrow('it is not one of Kylin 5');
	});

	test('without rows is left as it is', () => {
		const reader = new AnswerReader();
		const text = '{"code":"999","data":null,"msg":"no"}';
		expect(reader.push(text)).toEqual([]);
		expect([reader.hasRows, reader.headText]).toEqual([false, text]);
	});
});

/** Reads CSV as RFC 4180 has it; a field without quotation marks that is empty is null. */
function readCsv(text: string): Array<Array<string | null>> {
	const rows: Array<Array<string | null>> = [];
	const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/gy;
	let row: Array<string | null> = [];
	for (let match = field.exec(text); match !== null; match = field.exec(text)) {
		const [, raw, end] = match;
		row.push(raw === '' ? null : raw.startsWith('"') ? raw.slice(1, -1).replace(/""/g, '"') : raw);
		if (end !== ',') rows.push(row);
		if (end !== ',') row = [];
	}
	return rows;
}

describe('CSV', () => {
	test('for programs reads back as what Kylin wrote', () => {
		fc.assert(
			fc.property(anyAnswer, (text) => {
				const { columnMetas, results } = dataOf(text);
				const columns = columnsOf(columnMetas);
				const { header, rows } = csvWriter(columns, 'programs');
				expect(readCsv(header + rows(results))).toEqual([
					columns.map(({ name }) => name),
					...results,
				]);
			}),
		);
	});

	const columns = columnsOf([
		{ label: 'T', columnTypeName: 'VARCHAR' },
		{ label: '=N', columnTypeName: 'BIGINT' },
	]);

	test('for spreadsheets has a byte order mark, and no text is a formula', () => {
		const { header, rows } = csvWriter(columns, 'spreadsheets');
		expect(header).toBe("\uFEFFT,'=N\r\n");
		expect(
			rows([
				['=1+1', '-5'],
				['+49', '1'],
				['@x', null],
				['-1', '2'],
				['\tx', '3'],
				['a=b', '4'],
			]),
		).toBe("'=1+1,-5\r\n'+49,1\r\n'@x,\r\n'-1,2\r\n'\tx,3\r\na=b,4\r\n");
	});

	test('tells NULL from an empty text, and quotes what needs it', () => {
		const { header, rows } = csvWriter(columns, 'programs');
		expect(header).toBe('T,=N\r\n');
		expect(
			rows([
				[null, '1'],
				['', '2'],
				['a,b', '3'],
				['say "x"', '4'],
				['two\nlines', '5'],
				[' x', '6'],
			]),
		).toBe(',1\r\n"",2\r\n"a,b",3\r\n"say ""x""",4\r\n"two\nlines",5\r\n" x",6\r\n');
	});
});

describe('JSON Lines', () => {
	test('hold every value, whatever its column is called', () => {
		fc.assert(
			fc.property(anyAnswer, (text) => {
				const { columnMetas, results } = dataOf(text);
				const columns = columnsOf(columnMetas);
				const { header, rows } = jsonLinesWriter(columns, 'text');
				const lines = (header + rows(results)).split('\n').slice(0, -1);
				const values = lines.map((line) => {
					const object = JSON.parse(line) as Record<string, unknown>;
					return columns.map(({ name, type }) =>
						type === 'BOOLEAN' && object[name] !== null ? String(object[name]) : object[name],
					);
				});
				expect(values).toEqual(results);
			}),
		);
	});

	const columns = columnsOf([
		{ label: '2', columnTypeName: 'BIGINT' },
		{ label: '1', columnTypeName: 'INTEGER' },
		{ label: 'D', columnTypeName: 'DECIMAL', precision: 10, scale: 2 },
		{ label: 'W', columnTypeName: 'DECIMAL', precision: 38, scale: 2 },
		{ label: 'F', columnTypeName: 'DOUBLE' },
		{ label: 'B', columnTypeName: 'BOOLEAN' },
	]);
	const row = ['9007199254740993', '1', '1.50', '1.50', '1.0E10', 'true'];

	test.each([
		['exact', '{"2":"9007199254740993","1":1,"D":1.50,"W":"1.50","F":1.0E10,"B":true}\n'],
		['text', '{"2":"9007199254740993","1":"1","D":"1.50","W":"1.50","F":"1.0E10","B":true}\n'],
		['rounded', '{"2":9007199254740993,"1":1,"D":1.50,"W":1.50,"F":1.0E10,"B":true}\n'],
	] as const)('with numbers %s', (mode, line) => {
		expect(jsonLinesWriter(columns, mode).rows([row])).toBe(line);
	});

	test('what JSON has no number for stays text', () => {
		const [, , , , double] = columns;
		expect(jsonLinesWriter([double], 'rounded').rows([['NaN'], [null], ['-Infinity']])).toBe(
			'{"F":"NaN"}\n{"F":null}\n{"F":"-Infinity"}\n',
		);
	});
});
