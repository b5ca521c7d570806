import { fetchFirst, fetchPages } from '../../../../nodes/shared/api/fetchPages';

type Row = { id: string };

const rowsOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, id) => ({ id: `${id}` }));

/** A list behind something that limits its pages. */
function listOf(rows: Row[], pageLimit = Infinity, ignoresOffset = false) {
	const asked: Array<[number, number]> = [];
	const fetchPage = async (pageSize: number, pageOffset: number) => {
		asked.push([pageSize, pageOffset]);
		const size = Math.min(pageSize, pageLimit);
		const start = ignoresOffset ? 0 : size * pageOffset;
		return { rows: rows.slice(start, start + size), totalSize: rows.length };
	};
	return { fetchPage, asked };
}

async function lengths(pages: AsyncIterable<{ rows: Row[] }>) {
	const found: number[] = [];
	for await (const { rows } of pages) found.push(rows.length);
	return found;
}

describe('all pages', () => {
	test('a first page that is shorter than asked for is the whole list', async () => {
		const { fetchPage, asked } = listOf(rowsOf(99));
		expect(await lengths(fetchPages(fetchPage, 100))).toEqual([99]);
		expect(asked).toEqual([[100, 0]]);
	});

	test('a full page may not be the last, even if it holds as many as are counted', async () => {
		const { fetchPage, asked } = listOf(rowsOf(10));
		expect(await lengths(fetchPages(fetchPage, 10))).toEqual([10, 0]);
		expect(asked).toEqual([
			[10, 0],
			[10, 1],
		]);
	});

	test('rows that are left out change neither the size nor the end of pages', async () => {
		const { fetchPage, asked } = listOf(rowsOf(5));
		const withOneLeftOut = async (pageSize: number, pageOffset: number) => {
			const page = await fetchPage(pageSize, pageOffset);
			return { ...page, rows: page.rows.slice(1), servedSize: page.rows.length };
		};
		expect(await fetchFirst(withOneLeftOut, 10, 2)).toEqual([{ id: '1' }, { id: '3' }]);
		expect(asked).toEqual([
			[2, 0],
			[2, 1],
			[2, 2],
		]);
		expect(await lengths(fetchPages(withOneLeftOut, 10))).toEqual([4]);
	});

	test('where the size is limited, pages of the size that is served follow', async () => {
		const { fetchPage, asked } = listOf(rowsOf(25), 10);
		expect(await lengths(fetchPages(fetchPage, 100))).toEqual([10, 10, 5]);
		expect(asked).toEqual([
			[100, 0],
			[10, 1],
			[10, 2],
		]);
	});

	test('a page that was fetched before is not fetched again', async () => {
		const { fetchPage, asked } = listOf(rowsOf(15));
		const first = await fetchPage(10, 0);
		expect(await lengths(fetchPages(fetchPage, 10, first))).toEqual([10, 5]);
		expect(asked).toHaveLength(2);
	});

	test('rows that are counted but not shown end the list', async () => {
		const { fetchPage, asked } = listOf(rowsOf(5), 0);
		expect(await lengths(fetchPages(fetchPage, 10))).toEqual([0]);
		expect(asked).toHaveLength(1);
	});
});

describe('the first rows', () => {
	test('no more than asked for, however the pages are limited', async () => {
		const { fetchPage, asked } = listOf(rowsOf(50), 10);
		expect(await fetchFirst(fetchPage, 25)).toEqual(rowsOf(25));
		expect(asked).toHaveLength(3);
	});

	test('no page is fetched for nothing', async () => {
		const { fetchPage, asked } = listOf(rowsOf(50));
		expect(await fetchFirst(fetchPage, 20)).toEqual(rowsOf(20));
		expect(asked).toEqual([[20, 0]]);
	});

	test('a list whose index is ignored is refused at its second page', async () => {
		const { fetchPage, asked } = listOf(rowsOf(50), 10, true);
		await expect(fetchFirst(fetchPage, 25)).rejects.toThrow('holds the same');
		expect(asked).toHaveLength(2);
	});
});
