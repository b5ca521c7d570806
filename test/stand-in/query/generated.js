// @ts-check
'use strict';

/**
 * A made-up result of any size, as a stream: its rows are written while they are sent and never held.
 *
 * @typedef {object} GeneratedColumn
 * @property {string} [label]
 * @property {'VARCHAR' | 'BIGINT' | 'INTEGER' | 'DECIMAL' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP'} [type] VARCHAR unless given
 * @property {number} [precision] length of a text, or digits of a decimal; 20 unless given
 * @property {number} [scale] of a decimal; 2 unless given
 * @property {(row: number) => string | null} [text] the value as Kylin would write it
 *
 * @typedef {{ columns: number | GeneratedColumn[], rows: number }} Generated
 */

const PIECE_ROWS = 500;
const JDBC = {
	VARCHAR: 12,
	BIGINT: -5,
	INTEGER: 4,
	DECIMAL: 3,
	DOUBLE: 8,
	BOOLEAN: 16,
	DATE: 91,
	TIMESTAMP: 93,
};
const DEFAULT_PRECISION = 20;
const DEFAULT_SCALE = 2;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2000, 0, 1);
/** Days until the made-up dates begin anew, some 27 years. */
const DAYS = 10_000;

/** @param {number} row @param {number} length of ISO text */
function moment(row, length) {
	return new Date(FIRST_DAY + (row % DAYS) * DAY_MS)
		.toISOString()
		.slice(0, length)
		.replace('T', ' ');
}

/** Pieces of JSON for a row's value of a column. @param {GeneratedColumn} column @param {number} index @returns {(row: number) => string} */
function writer(
	{ type = 'VARCHAR', precision = DEFAULT_PRECISION, scale = DEFAULT_SCALE, text },
	index,
) {
	if (text) return (row) => JSON.stringify(text(row));
	const letter = String.fromCharCode(97 + (index % 26));
	switch (type) {
		case 'VARCHAR':
			return (row) => `"${letter}${String(row).padStart(precision - 1, '0')}"`;
		case 'DECIMAL':
			return (row) => `"${row}.${String(row % 10 ** scale).padStart(scale, '0')}"`;
		case 'DOUBLE':
			return (row) => `"${row}.5"`;
		case 'BOOLEAN':
			return (row) => (row % 2 === 0 ? '"true"' : '"false"');
		case 'DATE':
			return (row) => `"${moment(row, 10)}"`;
		case 'TIMESTAMP':
			return (row) => `"${moment(row, 19)}"`;
		default:
			return (row) => `"${row}"`;
	}
}

/** @param {Generated} generated @returns {GeneratedColumn[]} */
function columnsOf({ columns }) {
	return typeof columns === 'number' ? Array.from({ length: columns }, () => ({})) : columns;
}

/** @param {Generated} generated */
function generatedMetas(generated) {
	return columnsOf(generated).map(
		({ label, type = 'VARCHAR', precision = DEFAULT_PRECISION, scale = DEFAULT_SCALE }, index) => ({
			label: label ?? `C${index}`,
			nullable: true,
			type: { name: type, jdbc: JDBC[type], precision, scale: type === 'DECIMAL' ? scale : 0 },
		}),
	);
}

/** The rows as pieces of JSON, without the brackets around them. @param {Generated} generated */
function* generatedRows(generated) {
	const writers = columnsOf(generated).map(writer);
	for (let from = 0; from < generated.rows; from += PIECE_ROWS) {
		let piece = from === 0 ? '' : ',';
		const to = Math.min(from + PIECE_ROWS, generated.rows);
		for (let row = from; row < to; row++) {
			piece += row === from ? '[' : ',[';
			for (let column = 0; column < writers.length; column++) {
				piece += column === 0 ? writers[column](row) : `,${writers[column](row)}`;
			}
			piece += ']';
		}
		yield piece;
	}
}

module.exports = { generatedMetas, generatedRows };
