import type { KylinFailure } from '../../../shared/kylin/failures';
import { unexpectedAnswer } from '../../../shared/kylin/unexpectedAnswer';
import type { ColumnMeta, QueryAnswer, Row } from '../result/answer';
import { assertComplete, incomplete } from '../result/parseAnswer';

/** Kylin writes the columns first, then the rows, then the rest. */
const ROWS_BEGIN = /"results"\s*:\s*\[/;

/** So much of `ROWS_BEGIN` may have come with the piece before. */
const MEMBER_CHARACTERS = 100;

/** `"results":null` or the whole of something else; a list of columns alone is never so long. */
const MOST_HEAD_CHARACTERS = 10_000_000;

/**
 * Reads an answer piece by piece, so that its rows need never be in memory together.
 *
 * `push` takes the next piece of the text and gives the rows that are complete; `end` gives the rest
 * of the answer, `results` being empty.
 */
export class AnswerReader {
	columns: ColumnMeta[] | undefined;

	private head = '';

	private tail = '';

	private pending = '';

	private part: 'head' | 'rows' | 'tail' = 'head';

	private rowCount = 0;

	push(text: string): Row[] {
		if (this.part === 'head') return this.pushHead(text);
		if (this.part === 'rows') return this.pushRows(text);
		this.tail += text;
		return [];
	}

	/**
	 * @returns the answer without its rows, and how many there were
	 * @throws KylinFailure when not all of the answer came
	 */
	end(): { answer: QueryAnswer; rowCount: number } {
		if (this.part === 'rows') throw incomplete(`it ends after ${this.rowCount} rows`);
		const text = this.part === 'head' ? this.head : `${this.head}]${this.tail}`;
		const answer = parsed(text);
		if (answer === undefined) throw incomplete('its end is missing');
		if (!answer.isException) assertComplete(answer.resultRowCount, this.rowCount);
		return { answer, rowCount: this.rowCount };
	}

	/** What came so far, if it is no answer with rows: a refusal, for instance. */
	get headText(): string {
		return this.head;
	}

	get hasRows(): boolean {
		return this.part !== 'head';
	}

	private pushHead(text: string): Row[] {
		const before = this.head.length;
		this.head += text;
		const begin = ROWS_BEGIN.exec(this.head.slice(Math.max(0, before - MEMBER_CHARACTERS)));
		if (begin === null) {
			if (this.head.length > MOST_HEAD_CHARACTERS) throw unlikeKylin();
			return [];
		}
		const end = Math.max(0, before - MEMBER_CHARACTERS) + begin.index + begin[0].length;
		const rest = this.head.slice(end);
		this.head = this.head.slice(0, end);
		this.part = 'rows';
		// What is missing behind the rows is added, to read what stands before them.
		const metas = parsed(`${this.head}]}}`)?.columnMetas;
		if (!Array.isArray(metas)) throw unlikeKylin();
		this.columns = metas;
		return this.pushRows(rest);
	}

	private pushRows(text: string): Row[] {
		const all = this.pending + text;
		const { end, isLast } = endOfRows(all);
		this.pending = all.slice(end);
		const rows = end === 0 ? [] : parsedRows(all.slice(0, end));
		this.rowCount += rows.length;
		if (isLast) {
			this.part = 'tail';
			this.tail = this.pending.slice(this.pending.indexOf(']') + 1);
			this.pending = '';
		}
		return rows;
	}
}

/** @returns where the last complete row ends, and whether the list of rows ends behind it */
function endOfRows(text: string): { end: number; isLast: boolean } {
	let end = 0;
	let at = 0;
	while (at < text.length) {
		const character = text[at];
		if (character === '"') {
			const close = endOfText(text, at);
			if (close < 0) break;
			at = close;
		} else if (character === ']') {
			// A row ends here, or the list, which has no row open.
			if (!text.slice(end, at).includes('[')) return { end, isLast: true };
			end = at + 1;
		}
		at += 1;
	}
	return { end, isLast: false };
}

/** @returns the index of the quotation mark that closes the text which begins at `at`; -1 if none */
function endOfText(text: string, at: number): number {
	let close = text.indexOf('"', at + 1);
	while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
	return close;
}

function isEscaped(text: string, at: number): boolean {
	let backslashes = 0;
	while (text[at - backslashes - 1] === '\\') backslashes += 1;
	return backslashes % 2 === 1;
}

function parsedRows(text: string): Row[] {
	try {
		return JSON.parse(`[${text.replace(/^[\s,]+/, '')}]`) as Row[];
	} catch {
		throw unlikeKylin();
	}
}

function parsed(text: string): QueryAnswer | undefined {
	try {
		return (JSON.parse(text) as { data?: QueryAnswer }).data;
	} catch {
		return undefined;
	}
}

function unlikeKylin(): KylinFailure {
	return unexpectedAnswer('The answer could not be read: it is not one of Kylin 5 to a query');
}
