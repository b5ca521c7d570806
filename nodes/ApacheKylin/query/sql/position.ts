/** A position in a text as parsers name it: line and column from 1. */
export type Position = { line: number; column: number };

const LINE_END = /\r\n|\r|\n/g;

/** @param offset from 0 */
export function positionAt(text: string, offset: number): Position {
	const before = text.slice(0, offset).split(LINE_END);
	return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** @returns the offset from 0; undefined when the text has no such line or column */
export function offsetAt(text: string, { line, column }: Position): number | undefined {
	let lineStart = 0;
	let lineNumber = 1;
	for (const match of text.matchAll(LINE_END)) {
		if (lineNumber === line) break;
		lineStart = match.index + match[0].length;
		lineNumber += 1;
	}
	const offset = lineStart + column - 1;
	return lineNumber === line && column > 0 && offset <= text.length ? offset : undefined;
}
