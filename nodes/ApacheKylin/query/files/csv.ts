import type { Row } from '../result/answer';
import type { Column } from '../result/columns';
import { isNumeric } from '../result/numbers';

/** Who reads the file. */
export type CsvReader = 'spreadsheets' | 'programs';

/** Excel takes a file without it for one in the encoding of the country. */
const BYTE_ORDER_MARK = '\uFEFF';

const LINE_END = '\r\n';

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** What spreadsheets carry out instead of showing it. */
const FORMULA = /^[=+\-@\t\r]/;

export type RowWriter = {
	/** what stands before the rows */
	header: string;
	rows: (rows: readonly Row[]) => string;
};

/**
 * CSV as RFC 4180 has it, with the names of the columns in the first line. Values are as Kylin writes
 * them. NULL is nothing, and an empty text two quotation marks. For spreadsheets an apostrophe goes
 * before texts that would be formulas, and a byte order mark before everything.
 */
export function csvWriter(columns: readonly Column[], reader: CsvReader): RowWriter {
	const isForSpreadsheets = reader === 'spreadsheets';
	const maybeFormula = columns.map((column) => isForSpreadsheets && !isNumeric(column));
	const safe = (text: string) => (FORMULA.test(text) ? `'${text}` : text);
	const field = (value: Row[number], index: number) => {
		if (value === null) return '';
		const text = String(value);
		return quoted(maybeFormula[index] ? safe(text) : text);
	};
	const names = columns.map(({ name }) => quoted(isForSpreadsheets ? safe(name) : name));
	return {
		header: `${isForSpreadsheets ? BYTE_ORDER_MARK : ''}${names.join(',')}${LINE_END}`,
		rows: (rows) => rows.map((row) => row.map(field).join(',') + LINE_END).join(''),
	};
}

function quoted(text: string): string {
	return text === '' || NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
