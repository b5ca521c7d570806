import type { INodeExecutionData } from 'n8n-workflow';
import type { InputItem } from '../../item/inputItem';
import type { Stream } from '../../item/openStream';
import { queryFacts } from '../result/facts';
import { explainException } from './explain';
import { assertUsable } from './assertUsable';
import { textOf } from './readText';
import { resultOf } from './rowItems';
import type { Settings } from './settings';
import { writeRows, type WrittenResult } from './writeRows';

/** What n8n keeps of a file in memory is a text of 4/3 its size. */
const MOST_BYTES_IN_MEMORY = 100 * 1024 * 1024;

/** Reads an answer as it comes and writes its rows into a file; no more than a piece is in memory. */
export async function readRowFile(
	body: Stream,
	settings: Settings,
	item: InputItem,
): Promise<INodeExecutionData[]> {
	const { file, limit = Infinity, noRows } = settings;
	const mostBytes = (await isStoredInMemory(item)) ? MOST_BYTES_IN_MEMORY : Infinity;
	let result: WrittenResult | undefined;
	let failure: unknown;
	const onEnd = async (written: WrittenResult) => {
		const { answer, columns, firstRow, rowCount } = written;
		if (answer.isException) {
			throw await explainException(answer, settings.asked, settings.project, item);
		}
		assertUsable(answer, columns, { firstRow, rowCount }, settings);
		result = written;
	};
	const content = streamOf(body, writeRows(textOf(body), settings, mostBytes, onEnd));
	content.once('error', (error) => (failure = error));
	const [extension, mimeType] =
		file.format === 'csv' ? ['csv', 'text/csv'] : ['jsonl', 'application/jsonl'];
	// n8n may report the failure of a stream in words of its own.
	const data = await item
		.store(content, `result.${extension}`, mimeType)
		.catch(async (error: Error) => await Promise.reject((failure as Error | undefined) ?? error));
	if (result === undefined) throw failure ?? new Error('The file was not written to its end');
	const { answer, columns, rowCount } = result;
	if (rowCount === 0 && noRows === 'nothing') return [];
	const about = resultOf(columns, Math.min(rowCount, limit), rowCount > limit);
	return [{ json: { ...about, ...queryFacts(answer) }, binary: { [file.field]: data } }];
}

/** Node's `Readable.from`, which is a member of every class of streams. */
type StreamClass = { from: (pieces: AsyncIterable<Buffer>) => Stream };

function streamOf({ constructor }: Stream, pieces: AsyncIterable<Buffer>): Stream {
	return (constructor as unknown as StreamClass).from(pieces);
}

async function isStoredInMemory({ store }: InputItem): Promise<boolean> {
	return (await store(Buffer.alloc(0), 'result', 'text/plain')).id === undefined;
}
