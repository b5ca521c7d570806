import { KylinFailure } from '../../../shared/kylin/failures';
import { AnswerReader } from '../files/answerReader';
import { csvWriter, type RowWriter } from '../files/csv';
import { jsonLinesWriter } from '../files/jsonLines';
import type { QueryAnswer, Row } from '../result/answer';
import { columnsOf, type Column } from '../result/columns';
import { parseAnswer } from '../result/parseAnswer';
import type { Settings } from './settings';

/** What there is to say about a result whose rows went into a file. */
export type WrittenResult = {
	answer: QueryAnswer;
	columns: Column[];
	firstRow: Row | undefined;
	/** rows that came, written or not */
	rowCount: number;
};

/**
 * Turns the pieces of an answer into pieces of a file.
 *
 * @param mostBytes how large the file may become
 * @param onEnd called once all of the answer has come; what it throws fails the file
 */
export async function* writeRows(
	pieces: AsyncIterable<string>,
	{ limit = Infinity, file, numbers }: Settings,
	mostBytes: number,
	onEnd: (result: WrittenResult) => Promise<void>,
): AsyncGenerator<Buffer> {
	const reader = new AnswerReader();
	let writer: RowWriter | undefined;
	let columns: Column[] = [];
	let firstRow: Row | undefined;
	let written = 0;
	let bytes = 0;
	for await (const piece of pieces) {
		const rows = reader.push(piece);
		let text = '';
		if (writer === undefined && reader.columns !== undefined) {
			columns = columnsOf(reader.columns);
			writer =
				file.format === 'csv'
					? csvWriter(columns, file.csvReader)
					: jsonLinesWriter(columns, numbers);
			text = writer.header;
		}
		firstRow ??= rows[0];
		const kept = written + rows.length > limit ? rows.slice(0, limit - written) : rows;
		written += kept.length;
		text += writer?.rows(kept) ?? '';
		if (text === '') continue;
		const content = Buffer.from(text);
		bytes += content.length;
		if (bytes > mostBytes) throw tooLargeForMemory(mostBytes);
		yield content;
	}
	// Without rows it may be anything: an exception, a refusal, a web page.
	const { answer, rowCount } = reader.hasRows
		? reader.end()
		: { answer: parseAnswer(reader.headText), rowCount: 0 };
	await onEnd({ answer, columns, firstRow, rowCount });
}

function tooLargeForMemory(mostBytes: number): KylinFailure {
	return new KylinFailure(
		`The file is larger than ${mostBytes / 1024 / 1024} MB, and this n8n keeps files in memory`,
		{
			advice:
				"Ask for less by 'Limit' or a condition in the query, or let n8n keep files on disk (N8N_DEFAULT_BINARY_DATA_MODE=filesystem).",
		},
	);
}
