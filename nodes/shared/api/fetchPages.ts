import { KylinFailure } from '../kylin/failures';
import type { FetchPage, Page } from './page';

/** Rows to ask for beyond those that are known: some may be created between two requests. */
const HEADROOM = 100;

/** Pages beyond those that a list has at first, if something on the way limits them. */
const MORE_PAGES = 20;

/** The size of a page that holds these many rows and is not full, so that nothing can follow it. */
export function pageSizeFor(rowCount: number): number {
	return rowCount + HEADROOM;
}

/**
 * Whether a first page is the whole list. A page that is shorter than asked for need not be the last
 * one: a proxy may limit the page size.
 */
export function isWholeList(page: Page<unknown>, pageSize: number): boolean {
	const served = servedSizeOf(page);
	return served < pageSize && served >= page.totalSize;
}

function servedSizeOf({ rows, servedSize }: Page<unknown>): number {
	return servedSize ?? rows.length;
}

/**
 * The pages of a list by their index, up to its end, each fetched when it is asked for. If a proxy
 * limits the page size, they are pages of the size that is served. A row that moves between two
 * requests may be missing, or come twice.
 *
 * @param first the first page, if it has been fetched
 * @throws KylinFailure where there are many more pages than there can be: something ignores the index
 */
export async function* fetchPages<Row>(
	fetchPage: FetchPage<Row>,
	pageSize: number,
	first?: Page<Row>,
): AsyncGenerator<Page<Row>> {
	const firstPage = first ?? (await fetchPage(pageSize, 0));
	yield firstPage;
	if (isWholeList(firstPage, pageSize)) return;
	const servedSize = servedSizeOf(firstPage);
	const mostPages = Math.ceil(firstPage.totalSize / servedSize) + MORE_PAGES;
	for (let pageOffset = 1; servedSize > 0; pageOffset += 1) {
		if (pageOffset >= mostPages) throw withoutEnd();
		const page = await fetchPage(servedSize, pageOffset);
		yield page;
		if (servedSizeOf(page) < servedSize) return;
	}
}

function withoutEnd(): KylinFailure {
	return new KylinFailure('A list of Kylin does not come to its end', {
		advice:
			'It grows faster than it can be read, or something between n8n and Kylin changes which page is asked for (page_size, page_offset).',
	});
}

/** Something on the way ignores which page is asked for. @param list e.g. `the job list` */
export function pagesRepeat(list: string): KylinFailure {
	return new KylinFailure(`Every page of ${list} holds the same`, {
		advice:
			"Something between n8n and Kylin ignores which page is asked for (page_offset). Check 'Host' in the credential, and what stands in front of Kylin.",
	});
}

/**
 * The rows of each page that did not come before, up to a page that brings nothing new.
 *
 * @param first the first page, if it has been fetched
 * @throws KylinFailure where that page cannot be the end: taken for it, it would hide the rest
 */
export async function* fetchNewRows<Row extends { id: string }>(
	fetchPage: FetchPage<Row>,
	pageSize: number,
	first?: Page<Row>,
): AsyncGenerator<Row[]> {
	const seen = new Set<string>();
	let leftOut = 0;
	for await (const page of fetchPages(fetchPage, pageSize, first)) {
		const { rows, totalSize } = page;
		leftOut += servedSizeOf(page) - rows.length;
		const fresh = rows.filter(({ id }) => !seen.has(id) && seen.add(id));
		if (fresh.length > 0) yield fresh;
		else if (rows.length > 0 && seen.size + leftOut < totalSize)
			throw pagesRepeat('a list of Kylin');
		else return;
	}
}

/** The first rows of a list, each once, and no more than asked for. */
export async function fetchFirst<Row extends { id: string }>(
	fetchPage: FetchPage<Row>,
	rowCount: number,
	pageSize = rowCount,
): Promise<Row[]> {
	const found: Row[] = [];
	for await (const rows of fetchNewRows(fetchPage, pageSize)) {
		found.push(...rows);
		if (found.length >= rowCount) break;
	}
	return found.slice(0, rowCount);
}
