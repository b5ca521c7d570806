import type { Row } from './answer';
import type { Column } from './columns';

/** How numbers are returned: as texts only where a number would not be exact, always, or never. */
export type NumberMode = 'exact' | 'text' | 'rounded';

const INTEGER_TYPES = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'INT', 'BIGINT']);
const DECIMAL_TYPES = new Set(['DECIMAL', 'NUMERIC']);
const DOUBLE_TYPES = new Set(['FLOAT', 'REAL', 'DOUBLE']);

/** Decimals of so many digits, leading zeros aside, are the same after a way through a double. */
const EXACT_DIGITS = 15;

export function isNumeric({ type }: Pick<Column, 'type'>): boolean {
	return INTEGER_TYPES.has(type) || DECIMAL_TYPES.has(type) || DOUBLE_TYPES.has(type);
}

/**
 * Turns the texts of number and BOOLEAN columns into numbers and booleans, in the rows themselves.
 * With `exact` each column as a whole: one value that a number cannot hold, such as 2^63, a DECIMAL of
 * 20 digits or NaN, keeps all of the column as texts.
 *
 * @returns the number columns that stayed texts although `mode` is not `text`
 */
export function convertColumns(
	rows: readonly Row[],
	columns: readonly Column[],
	mode: NumberMode,
): Column[] {
	return columns.filter((column, index) => {
		if (column.type === 'BOOLEAN') convertBooleans(rows, index);
		if (mode === 'text' || !isNumeric(column)) return false;
		if (mode === 'rounded') convertRounded(rows, index);
		return mode === 'exact' && !convertExact(rows, index, column);
	});
}

function convertBooleans(rows: readonly Row[], index: number): void {
	for (const row of rows) {
		if (row[index] === 'true') row[index] = true;
		else if (row[index] === 'false') row[index] = false;
	}
}

function convertRounded(rows: readonly Row[], index: number): void {
	for (const row of rows) {
		const number = numberIn(row[index]);
		if (number !== undefined) row[index] = number;
	}
}

function convertExact(rows: readonly Row[], index: number, { type }: Column): boolean {
	const isExact = DOUBLE_TYPES.has(type) ? () => true : isExactDecimal;
	const numbers = new Array<number | null>(rows.length);
	for (let at = 0; at < rows.length; at += 1) {
		const text = rows[at][index];
		if (text === null) {
			numbers[at] = null;
			continue;
		}
		const number = numberIn(text);
		if (number === undefined || !isExact(text as string, number)) return false;
		numbers[at] = number;
	}
	for (let at = 0; at < rows.length; at += 1) rows[at][index] = numbers[at];
	return true;
}

/** @returns undefined for what is no finite number: NULL, NaN, Infinity, a constant's "null" */
function numberIn(text: unknown): number | undefined {
	if (typeof text !== 'string' || text === '') return undefined;
	const number = Number(text);
	return Number.isFinite(number) ? number : undefined;
}

/** @param text digits, perhaps with a sign and a fraction */
export function isExactDecimal(text: string, number = Number(text)): boolean {
	if (text.length <= EXACT_DIGITS) return true;
	if (Number.isInteger(number) && !text.includes('.')) return Number.isSafeInteger(number);
	const digits = text.replace(/^-?0*|\./g, '').replace(/^0+/, '');
	return digits.length <= EXACT_DIGITS || withoutZeros(text) === withoutZeros(String(number));
}

/** Without what does not change the value: zeros behind a fraction. */
function withoutZeros(text: string): string {
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
