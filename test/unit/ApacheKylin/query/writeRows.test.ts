import type { Settings } from '../../../../nodes/ApacheKylin/query/execute/settings';
import {
	writeRows,
	type WrittenResult,
} from '../../../../nodes/ApacheKylin/query/execute/writeRows';
import { envelopeOf } from './results';

const ANSWER = envelopeOf({
	columnMetas: [{ label: 'X', columnTypeName: 'VARCHAR' }],
	results: [['a'], ['b'], ['c']],
	resultRowCount: 3,
});

async function* inPieces(text: string, length = 10): AsyncGenerator<string> {
	for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function written(text: string, more: Partial<Settings> = {}, mostBytes = Infinity) {
	const file = { format: 'csv', csvReader: 'programs', field: 'data' } as const;
	const settings = { file, numbers: 'exact', ...more } as Settings;
	const ends: WrittenResult[] = [];
	const pieces: string[] = [];
	const onEnd = async (result: WrittenResult) => void ends.push(result);
	for await (const piece of writeRows(inPieces(text), settings, mostBytes, onEnd)) {
		pieces.push(String(piece));
	}
	return { text: pieces.join(''), ends };
}

test('the rows are written as they come, and told of at the end', async () => {
	const { text, ends } = await written(ANSWER);
	expect(text).toBe('X\r\na\r\nb\r\nc\r\n');
	expect(ends).toEqual([
		{
			answer: expect.objectContaining({ resultRowCount: 3, results: [] }),
			columns: [expect.objectContaining({ name: 'X' })],
			firstRow: ['a'],
			rowCount: 3,
		},
	]);
});

test('no more rows are written than wanted, and all are counted', async () => {
	const { text, ends } = await written(ANSWER, { limit: 2 });
	expect(text).toBe('X\r\na\r\nb\r\n');
	expect(ends[0].rowCount).toBe(3);
});

test('a file that memory has no room for is given up', async () => {
	const file = written(ANSWER, {}, 5);
	await expect(file).rejects.toThrow('this n8n keeps files in memory');
});

test('an exception is told of, and is no file', async () => {
	const exception = ANSWER.replace(/"results":\[.*?\]\]/, '"results":null');
	const { text, ends } = await written(exception);
	expect(text).toBe('');
	expect(ends[0]).toMatchObject({ rowCount: 0, firstRow: undefined, columns: [] });
});

test('an answer that is cut off fails, whatever was written before', async () => {
	for (const length of [ANSWER.length - 1, ANSWER.length - 80, 120]) {
		await expect(written(ANSWER.slice(0, length))).rejects.toThrow(/complete/);
	}
});
