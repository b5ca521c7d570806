import { KylinFailure } from '../kylin/failures';
import { fetchPages, isWholeList, pageSizeFor } from './fetchPages';
import type { FetchPage, Page } from './page';

/**
 * n8n's engine passes the items of one input item as function arguments and overflows its stack
 * without a message past some 120,000 (RoutingNode.runNode).
 */
export const MAX_ITEMS_PER_INPUT = 100_000;

/** Most installations hold fewer rows, so that the first page is also the last. */
const FIRST_PAGE_SIZE = pageSizeFor(10_000);

const MAX_SNAPSHOTS = 4;

/** How often a list is read from its beginning because it moved between two pages. */
const MAX_PASSES = 4;

/** How an operation speaks of its list when it cannot be read. */
export type ListTexts = {
	/** e.g. `job` and `jobs` */
	one: string;
	many: string;
	/** fields that make the list shorter, e.g. `'Project' or the filters` */
	narrowWith: string;
	/** what else can be done about too many rows, e.g. `switch 'Return All' off` */
	orElse?: string;
};

/**
 * All rows of a list, each once: within one page Kylin repeats none.
 *
 * Kylin puts no limit on the page size and filters and sorts everything for every page, so a second,
 * large page is cheaper than many. It is also right: one page is a snapshot, while rows that are
 * created, deleted or sorted anew between two pages move others across their border, and 5.0.0 sorts
 * without a tie-breaker.
 *
 * @throws KylinFailure before fetching more than n8n can take
 */
export async function fetchAll<Row extends { id: string }>(
	fetchPage: FetchPage<Row>,
	texts: ListTexts,
): Promise<Row[]> {
	let pageSize = FIRST_PAGE_SIZE;
	for (let snapshot = 0; snapshot < MAX_SNAPSHOTS; snapshot += 1) {
		const page = await fetchPage(pageSize, 0);
		const { rows, totalSize } = page;
		if (isWholeList(page, pageSize)) return rows;
		const expected = Math.max(totalSize, rows.length);
		if (expected > MAX_ITEMS_PER_INPUT) throw tooMany(expected, texts);
		if (rows.length < pageSize) return await fetchPageByPage(fetchPage, pageSize, page, texts);
		pageSize = pageSizeFor(expected);
	}
	throw new KylinFailure(`The ${texts.one} list grew faster than it could be read`, {
		advice: `Narrow it down with ${texts.narrowWith}.`,
	});
}

/** A row that moves between two requests may be missed, so a list that moved is read again. */
async function fetchPageByPage<Row extends { id: string }>(
	fetchPage: FetchPage<Row>,
	pageSize: number,
	firstPage: Page<Row>,
	texts: ListTexts,
): Promise<Row[]> {
	const found = new Map<string, Row>();
	let pages = fetchPages(fetchPage, pageSize, firstPage);
	for (let pass = 1; ; pass += 1) {
		const hasMoved = await addRows(pages, found, texts);
		if (!hasMoved || pass === MAX_PASSES) return [...found.values()];
		pages = fetchPages(fetchPage, firstPage.rows.length);
	}
}

/** @returns whether rows were created, deleted or sorted anew between two pages */
async function addRows<Row extends { id: string }>(
	pages: AsyncIterable<Page<Row>>,
	found: Map<string, Row>,
	texts: ListTexts,
): Promise<boolean> {
	const seen = new Set<string>();
	const totals = new Set<number>();
	let rowCount = 0;
	for await (const { rows, totalSize } of pages) {
		const seenBefore = seen.size;
		for (const row of rows) {
			seen.add(row.id);
			found.set(row.id, row);
		}
		totals.add(totalSize);
		rowCount += rows.length;
		if (found.size > MAX_ITEMS_PER_INPUT) throw tooMany(found.size, texts);
		if (seen.size === seenBefore) break;
	}
	return seen.size < rowCount || totals.size > 1;
}

function tooMany(count: number, { many, narrowWith, orElse }: ListTexts): KylinFailure {
	return new KylinFailure(
		`There are ${count.toLocaleString('en')} ${many}, more than the ${MAX_ITEMS_PER_INPUT.toLocaleString('en')} n8n can take for one input item`,
		{
			advice: `Narrow the list down with ${narrowWith}${orElse === undefined ? '' : `, or ${orElse}`}.`,
		},
	);
}
