import type { Row } from '../result/answer';
import type { Column } from '../result/columns';
import { isNumeric, type NumberMode } from '../result/numbers';
import type { RowWriter } from './csv';

/** Their values are always exact as numbers; of the others nobody knows before the last row. */
const SMALL_TYPES: ReadonlySet<string> = new Set([
	'TINYINT',
	'SMALLINT',
	'INTEGER',
	'INT',
	'FLOAT',
	'REAL',
	'DOUBLE',
]);

const EXACT_DIGITS = 15;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * One JSON object a line, with the columns in their order. Numbers keep every digit: with `exact` only
 * columns whose type always fits into a number are numbers, with `rounded` all are, as digits which
 * the reader may round.
 */
export function jsonLinesWriter(columns: readonly Column[], mode: NumberMode): RowWriter {
	const names = columns.map(({ name }) => `${JSON.stringify(name)}:`);
	const isNumber = columns.map(
		(column) =>
			isNumeric(column) && (mode === 'rounded' || (mode === 'exact' && alwaysFits(column))),
	);
	const isBoolean = columns.map(({ type }) => type === 'BOOLEAN');
	const member = (value: Row[number], index: number) => {
		const isBare =
			(isNumber[index] && JSON_NUMBER.test(String(value))) ||
			(isBoolean[index] && (value === 'true' || value === 'false'));
		return names[index] + (isBare ? String(value) : JSON.stringify(value));
	};
	return {
		header: '',
		rows: (rows) => rows.map((row) => `{${row.map(member).join(',')}}\n`).join(''),
	};
}

function alwaysFits({ type, precision }: Column): boolean {
	if (SMALL_TYPES.has(type)) return true;
	const isDecimal = type === 'DECIMAL' || type === 'NUMERIC';
	return isDecimal && precision > 0 && precision <= EXACT_DIGITS;
}
