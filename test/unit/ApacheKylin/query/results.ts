import * as fc from 'fast-check';
import type { ColumnMeta, QueryAnswer } from '../../../../nodes/ApacheKylin/query/result/answer';

/** How Kylin writes a value of each type (contract 10.5). */
const VALUES: Record<string, fc.Arbitrary<string>> = {
	BIGINT: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
	INTEGER: fc.integer().map(String),
	TINYINT: fc.integer({ min: -128, max: 127 }).map(String),
	'DECIMAL(38,10)': fc
		.tuple(
			fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }),
			fc.bigInt({ min: 0n, max: 10n ** 10n - 1n }),
		)
		.map(([whole, fraction]) => `${whole}.${String(fraction).padStart(10, '0')}`),
	'DECIMAL(10,2)': fc.integer().map((cents) => (cents / 100).toFixed(2)),
	DOUBLE: fc.oneof(
		fc.double({ noNaN: true, noDefaultInfinity: true }).map(javaDouble),
		fc.constantFrom('NaN', 'Infinity', '-Infinity', '1.0E10', '1.0'),
	),
	BOOLEAN: fc.constantFrom('true', 'false'),
	DATE: fc.constantFrom('2012-01-31', '9999-12-31', '0001-01-01'),
	TIMESTAMP: fc.constantFrom('2012-01-31 08:00:00', '2012-01-31 08:00:00.5'),
	VARCHAR: fc.oneof(
		fc.string(),
		fc.constantFrom(
			'',
			'null',
			'NULL',
			'1',
			'true',
			'=1+1',
			'@x',
			'-1',
			'a,b',
			'"',
			'\r\n',
			'日本 😀',
		),
	),
};

function javaDouble(value: number): string {
	const text = String(value).replace('e+', 'E').replace('e', 'E');
	return /[.E]/.test(text) ? text : `${text}.0`;
}

const label = fc.oneof(
	fc.constantFrom(
		'X',
		'X',
		'X_2',
		'2024',
		'1',
		'__proto__',
		'constructor',
		'',
		'EXPR$0',
		'a b',
		'toString',
	),
	fc.string({ maxLength: 5 }),
);

const column = fc
	.tuple(label, fc.constantFrom(...Object.keys(VALUES)))
	.map(([name, type]): ColumnMeta => ({ label: name, columnTypeName: type }));

/** An answer of Kylin with a few columns and rows, as its envelope. */
export const anyAnswer = fc
	.array(column, { minLength: 1, maxLength: 5 })
	.chain((columnMetas) =>
		fc
			.array(
				fc.tuple(
					...columnMetas.map(({ columnTypeName }) =>
						fc.option(VALUES[columnTypeName as string], { freq: 5 }),
					),
				),
				{ maxLength: 5 },
			)
			.map((results) => envelopeOf({ columnMetas, results, resultRowCount: results.length })),
	);

export function envelopeOf(data: Partial<QueryAnswer>): string {
	return JSON.stringify({
		code: '000',
		data: { affectedRowCount: 0, exceptionMessage: null, ...data, isException: false },
		msg: '',
	});
}
