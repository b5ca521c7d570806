import type { FetchPage, Page } from './page';

/** Rows to ask for beyond those that are known: some may be created between two requests. */
const HEADROOM = 100;

/** The size of a page that holds these many rows and is not full, so that nothing can follow it. */
export function pageSizeFor(rowCount: number): number {
	return rowCount + HEADROOM;
}

/**
 * Whether a first page is the whole list. A page that is shorter than asked for need not be the last
 * one: a proxy may limit the page size.
 */
export function isWholeList({ rows, totalSize }: Page<unknown>, pageSize: number): boolean {
	return rows.length < pageSize && rows.length >= totalSize;
}

/**
 * The pages of a list by their index, up to its end, each fetched when it is asked for. If a proxy
 * limits the page size, they are pages of the size that is served. A row that moves between two
 * requests may be missing, or come twice. A server that ignores the index has pages without end:
 * who asks for them must stop.
 *
 * @param first the first page, if it has been fetched
 */
export async function* fetchPages<Row>(
	fetchPage: FetchPage<Row>,
	pageSize: number,
	first?: Page<Row>,
): AsyncGenerator<Page<Row>> {
	const firstPage = first ?? (await fetchPage(pageSize, 0));
	yield firstPage;
	if (isWholeList(firstPage, pageSize)) return;
	const servedSize = firstPage.rows.length;
	for (let pageOffset = 1; servedSize > 0; pageOffset += 1) {
		const page = await fetchPage(servedSize, pageOffset);
		yield page;
		if (page.rows.length < servedSize) return;
	}
}

/** The first rows of a list, each once, and no more than asked for. */
export async function fetchFirst<Row extends { id: string }>(
	fetchPage: FetchPage<Row>,
	rowCount: number,
): Promise<Row[]> {
	const rows = new Map<string, Row>();
	for await (const page of fetchPages(fetchPage, rowCount)) {
		const before = rows.size;
		for (const row of page.rows) rows.set(row.id, row);
		if (rows.size === before || rows.size >= rowCount) break;
	}
	return [...rows.values()].slice(0, rowCount);
}
