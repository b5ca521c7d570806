import { withoutLast } from '../../../shared/texts/sentences';
import type { Cell, Row } from './answer';
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

/** What is done with the values of a column; `rounded` leaves those that are no numbers. */
export type Conversion = 'none' | 'number' | 'rounded' | 'boolean';

/**
 * How the texts of Kylin become values, for each column as a whole: one value that a number cannot
 * hold, such as 2^63, a DECIMAL of 20 digits or NaN, keeps all of the column as texts.
 */
export function conversionsOf(
	rows: readonly Row[],
	columns: readonly Column[],
	mode: NumberMode,
): Conversion[] {
	return columns.map((column, index) => {
		if (column.type === 'BOOLEAN') return 'boolean';
		if (mode === 'text' || !isNumeric(column)) return 'none';
		if (mode === 'rounded') return 'rounded';
		return isExactColumn(rows, index, DOUBLE_TYPES.has(column.type)) ? 'number' : 'none';
	});
}

/** The number columns that stay texts only because they would not be exact. */
export function columnsAsText(
	columns: readonly Column[],
	conversions: readonly Conversion[],
	mode: NumberMode,
): Column[] {
	return columns.filter(
		(column, index) => mode === 'exact' && conversions[index] === 'none' && isNumeric(column),
	);
}

function isExactColumn(rows: readonly Row[], index: number, isDouble: boolean): boolean {
	for (const row of rows) {
		const text = row[index];
		if (text === null) continue;
		if (typeof text !== 'string' || !isNumberText(text)) return false;
		if (!isDouble && !isExactDecimal(text)) return false;
	}
	return true;
}

/** NaN, Infinity and the "null" of a constant begin with letters; nothing else of them is no number. */
function isNumberText(text: string): boolean {
	const first = text.charCodeAt(text.charCodeAt(0) === MINUS ? 1 : 0);
	return first >= ZERO && first <= NINE;
}

const [MINUS, ZERO, NINE] = ['-', '0', '9'].map((character) => character.charCodeAt(0));

/** A value of a row as it comes out. */
export function converted(cell: Cell, conversion: Conversion): Cell {
	if (conversion === 'none' || typeof cell !== 'string') return cell;
	if (conversion === 'number') return Number(cell);
	if (conversion === 'rounded') return isNumberText(cell) ? Number(cell) : cell;
	return cell === 'true' ? true : cell === 'false' ? false : cell;
}

/** @param text digits, perhaps with a sign and a fraction */
function isExactDecimal(text: string): boolean {
	if (text.length <= EXACT_DIGITS) return true;
	const number = Number(text);
	if (Number.isInteger(number) && !text.includes('.')) return Number.isSafeInteger(number);
	const digits = text.replace(/^-?0*|\./g, '').replace(/^0+/, '');
	return digits.length <= EXACT_DIGITS || withoutZeros(text) === withoutZeros(String(number));
}

/** Without what does not change the value: zeros behind a fraction. */
function withoutZeros(text: string): string {
	return text.includes('.') ? withoutLast(withoutLast(text, '0'), '.') : text;
}
