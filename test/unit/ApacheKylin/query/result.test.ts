import * as fc from 'fast-check';
import { rowCountIn } from '../../../../nodes/ApacheKylin/query/result/bounds';
import type { Row } from '../../../../nodes/ApacheKylin/query/result/answer';
import { columnsOf } from '../../../../nodes/ApacheKylin/query/result/columns';
import {
	columnsAsText,
	conversionsOf,
	isNumeric,
	type NumberMode,
} from '../../../../nodes/ApacheKylin/query/result/numbers';
import {
	assertComplete,
	parseAnswer,
} from '../../../../nodes/ApacheKylin/query/result/parseAnswer';
import { rowObjects } from '../../../../nodes/ApacheKylin/query/result/rows';
import { anyAnswer, envelopeOf } from './results';

/** What a client without any idea of columns sees. */
const bareRows = (text: string) => (JSON.parse(text) as { data: { results: Row[] } }).data.results;

function read(text: string, mode: NumberMode) {
	const answer = parseAnswer(text);
	const columns = columnsOf(answer.columnMetas!);
	const rows = answer.results!;
	assertComplete(answer.resultRowCount, rows.length);
	const conversions = conversionsOf(rows, columns, mode);
	const asText = columnsAsText(columns, conversions, mode);
	return { columns, asText, objects: rowObjects(rows, columns, conversions) };
}

/** A decimal text as an exact fraction: digits and how many of them are behind the point. */
function exact(text: string): string {
	const [, sign, whole, fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text)!;
	const scale = Number(exponent) - fraction.length;
	const digits = BigInt(whole + fraction);
	if (digits === 0n) return '0';
	const trimmed = String(digits).replace(/0+$/, '');
	return `${sign}${trimmed}e${scale + String(digits).length - trimmed.length}`;
}

test('what a bare client reads is what comes out, in 10,000 results', () => {
	fc.assert(
		fc.property(anyAnswer, (text) => {
			const { columns, objects, asText } = read(text, 'exact');
			const bare = bareRows(text);
			expect(objects).toHaveLength(bare.length);
			columns.forEach((column, index) => {
				const came = objects.map((object) => object[column.name]);
				const wanted = bare.map((row) => row[index]);
				const kinds = new Set(came.filter((value) => value !== null).map((value) => typeof value));
				if (kinds.has('number')) {
					expect([...kinds]).toEqual(['number']);
					came.forEach((value, at) => {
						if (value === null) expect(wanted[at]).toBeNull();
						else if (column.type === 'DOUBLE') expect(value).toBe(Number(wanted[at]));
						else expect(exact(String(value))).toBe(exact(wanted[at] as string));
					});
				} else if (column.type === 'BOOLEAN') {
					expect(came.map((value) => value && String(value))).toEqual(
						wanted.map((value) => value && (value === 'true' ? 'true' : false)),
					);
				} else {
					expect(came).toEqual(wanted);
					const hasValues = wanted.some((value) => value !== null);
					expect(asText.includes(column)).toBe(isNumeric(column) && hasValues);
				}
			});
		}),
		{ numRuns: 10_000 },
	);
}, 60_000);

test('as text every value but a boolean is what Kylin wrote', () => {
	fc.assert(
		fc.property(anyAnswer, (text) => {
			const { columns, objects } = read(text, 'text');
			const bare = bareRows(text);
			objects.forEach((object, at) => {
				const values = columns.map(({ name, type }) =>
					type === 'BOOLEAN' && object[name] !== null ? String(object[name]) : object[name],
				);
				expect(values).toEqual(bare[at]);
			});
		}),
	);
});

const convert = (type: string, mode: NumberMode, ...texts: Array<string | null>) => {
	const rows: Row[] = texts.map((text) => [text]);
	const columns = [{ name: 'X', type, precision: 0, scale: 0 }];
	const conversions = conversionsOf(rows, columns, mode);
	const asText = columnsAsText(columns, conversions, mode);
	const values = rowObjects(rows, columns, conversions).map(({ X }) => X);
	return [...values, ...(asText.length > 0 ? ['stays text'] : [])];
};

test.each([
	['BIGINT', ['1', null, '-9007199254740991'], [1, null, -9007199254740991]],
	['BIGINT', ['1', '9007199254740993'], ['1', '9007199254740993', 'stays text']],
	['BIGINT', ['9223372036854775807'], ['9223372036854775807', 'stays text']],
	['BIGINT', ['1', ''], ['1', '', 'stays text']],
	['DECIMAL', ['12.50', '0.10'], [12.5, 0.1]],
	['DECIMAL', ['0.1000000000000000000'], [0.1]],
	['DECIMAL', ['0.1000000000000000001'], ['0.1000000000000000001', 'stays text']],
	['DECIMAL', ['9007199254740993.00'], ['9007199254740993.00', 'stays text']],
	['DECIMAL', ['100000000000000000000.00'], [100000000000000000000]],
	['DOUBLE', ['1.0E10', '0.1'], [1e10, 0.1]],
	['DOUBLE', ['1.0', 'NaN'], ['1.0', 'NaN', 'stays text']],
	['FLOAT', ['3.4028235E38'], [3.4028235e38]],
	['INTEGER', ['1', 'null'], ['1', 'null', 'stays text']],
	['BOOLEAN', ['true', 'false', null, 'null'], [true, false, null, 'null']],
	['VARCHAR', ['1'], ['1']],
	['DATE', ['2012-01-31'], ['2012-01-31']],
])('a column of the type %s with %j becomes %j', (type, texts, expected) => {
	expect(convert(type, 'exact', ...texts)).toEqual(expected);
});

test('rounded, each value that is a number is one', () => {
	expect(convert('BIGINT', 'rounded', '9007199254740993', null)).toEqual([9007199254740992, null]);
	expect(convert('DOUBLE', 'rounded', '1.5', 'NaN', 'Infinity')).toEqual([1.5, 'NaN', 'Infinity']);
});

const namesOf = (...labels: Array<string | null>) =>
	columnsOf(labels.map((label) => ({ label }))).map(({ name }) => name);

test.each([
	[
		['A', 'B'],
		['A', 'B'],
	],
	[
		['X', 'X', 'X'],
		['X', 'X_2', 'X_3'],
	],
	[
		['X', 'X', 'X_2'],
		['X', 'X_3', 'X_2'],
	],
	[
		['X_2', 'X', 'X'],
		['X_2', 'X', 'X_3'],
	],
	[
		['x', 'X'],
		['x', 'X'],
	],
	[
		['', null, ''],
		['COLUMN_1', 'COLUMN_2', 'COLUMN_3'],
	],
	[
		['COLUMN_2', ''],
		['COLUMN_2', 'COLUMN_2_2'],
	],
	[
		['__proto__', '__proto__'],
		['__proto__', '__proto___2'],
	],
])('columns labelled %j are named %j', (labels, expected) => {
	expect(namesOf(...labels)).toEqual(expected);
});

test('no two columns have one name', () => {
	const label = fc.constantFrom('X', 'X_2', 'X_2_2', 'X_3', '', 'COLUMN_1', 'COLUMN_2');
	fc.assert(
		fc.property(fc.array(label), (labels) => {
			expect(new Set(namesOf(...labels)).size).toBe(labels.length);
		}),
	);
});

test('the type is the word before a size', () => {
	const [column] = columnsOf([
		{ label: 'X', columnTypeName: 'DECIMAL(10,2)', precision: 10, scale: 2 },
	]);
	expect(column).toEqual({ name: 'X', type: 'DECIMAL', precision: 10, scale: 2 });
});

test('a column named __proto__ is a column, and JSON has it', () => {
	const [row] = rowObjects([[1, 'x']], columnsOf([{ label: '__proto__' }, { label: 'B' }]), [
		'none',
		'none',
	]);
	expect(JSON.stringify(row)).toBe('{"__proto__":1,"B":"x"}');
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

describe('an answer that is not whole', () => {
	const whole = envelopeOf({ columnMetas: [{ label: 'X' }], results: [['1']], resultRowCount: 1 });

	test.each([10, 60, whole.length - 1])('cut off after %d characters', (length) => {
		expect(() => parseAnswer(whole.slice(0, length))).toThrow('not a complete answer');
	});

	test.each([
		[undefined, 'it ends after 1 rows'],
		[2, 'Kylin counted 2 rows, and 1 came'],
	])('with %p as its number of rows', (count, sentence) => {
		expect(() => assertComplete(count, 1)).toThrow(sentence);
	});

	test.each(['{"code":"000","data":"","msg":""}', '{"code":"000","data":[],"msg":""}'])(
		'%s',
		(text) => {
			expect(() => parseAnswer(text)).toThrow('Something other than the answer to a query');
		},
	);

	test('a refusal is told in the words of Kylin', () => {
		const text = '{"code":"999","data":null,"msg":"KE-010001201: Can\'t find project \\"x\\"."}';
		expect(() => parseAnswer(text)).toThrow('Can\'t find project "x".');
		expect(() => parseAnswer('<html>')).toThrow('A web page came back');
	});
});

test('the number of rows is read without parsing, whatever the values hold', () => {
	fc.assert(
		fc.property(
			anyAnswer,
			fc.constantFrom('"resultRowCount":7', '\\"resultRowCount":7'),
			(text, value) => {
				const { data } = JSON.parse(text) as { data: { results: Row[]; resultRowCount: number } };
				data.results.push([value]);
				expect(rowCountIn(envelopeOf({ ...data, queryId: value }))).toBe(data.resultRowCount);
			},
		),
	);
	expect(rowCountIn('{}')).toBeUndefined();
});
