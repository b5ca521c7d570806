import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../kylin/failures';
import type { JobRecord } from '../kylin/job';
import { isWholeList, pageSizeFor, pagesRepeat } from './fetchPages';
import { jobList } from './jobs';
import type { Send } from './kylinRequest';
import type { FetchPage, Page } from './page';
import { sideBySide } from './sideBySide';

/**
 * n8n's engine passes the items of one input item as function arguments and overflows its stack
 * without a message past some 120,000 (RoutingNode.runNode).
 */
export const MAX_ITEMS_PER_INPUT = 100_000;

/** Jobs of the first page, which tells how many there are. Kylin takes 2 ms of one core for each. */
const FIRST_PAGE_SIZE = 50;

/** So that eight requests at once are all busy until the end, and none makes Kylin work for a second. */
const PAGES_AIMED_AT = 32;
const MAX_PAGE_SIZE = 500;

/** How often a list is read from its beginning because it moved between two pages. */
const MAX_PASSES = 3;

/** How often all of a list that moves all the time is asked for in one page. */
const MAX_SNAPSHOTS = 3;

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
 * All jobs of a query, each once, the newest first.
 *
 * The pages are read side by side, the oldest first: in the order of creation no job moves, except that
 * deleted ones pull up those behind them, and Kylin breaks ties as it likes. So a reading counts only if
 * it holds as many different jobs that were there at its beginning as Kylin counted then. Otherwise the
 * list is read again, and at last in one page, which is a snapshot.
 *
 * @param query parameters of `GET /jobs` without order and paging
 * @throws KylinFailure before fetching more than n8n can take
 */
export async function fetchAllJobs(
	send: Send,
	query: IDataObject,
	texts: ListTexts,
): Promise<JobRecord[]> {
	const inOrder = (reverse: boolean) =>
		jobList(send, { ...query, sort_by: 'create_time', reverse });
	const newestFirst = inOrder(true);
	const found = new Map<string, JobRecord>();
	let pageLimit = MAX_PAGE_SIZE;
	let repeats = false;
	for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
		const begin = await newestFirst(FIRST_PAGE_SIZE, 0);
		keep(found, begin.rows);
		if (begin.rows.length === 0 || isWholeList(begin, FIRST_PAGE_SIZE)) return begin.rows;
		assertFits(Math.max(begin.totalSize, found.size), texts);
		if (begin.rows.length < FIRST_PAGE_SIZE) pageLimit = begin.rows.length;
		const pageSize = Math.min(
			pageLimit,
			Math.max(FIRST_PAGE_SIZE, Math.ceil(begin.totalSize / PAGES_AIMED_AT)),
		);
		const reading = await readPages(inOrder(false), begin.totalSize, pageSize);
		keep(found, reading.jobs.values());
		repeats = reading.repeats;
		if (isComplete(reading.jobs, begin)) return [...reading.jobs.values()].sort(byNewest);
		if (repeats) break;
		pageLimit = Math.min(pageLimit, reading.servedSize);
	}
	const snapshot = await fetchSnapshot(newestFirst, found.size, texts);
	if (snapshot !== undefined) return snapshot;
	if (repeats) throw pagesRepeat(`the ${texts.one} list`);
	return [...found.values()].sort(byNewest);
}

type Reading = {
	jobs: Map<string, JobRecord>;
	/** jobs of the first page; fewer than asked for if something on the way limits the pages */
	servedSize: number;
	/** a page held nothing but jobs of others */
	repeats: boolean;
};

async function readPages(
	fetchPage: FetchPage<JobRecord>,
	totalSize: number,
	pageSize: number,
): Promise<Reading> {
	const jobs = new Map<string, JobRecord>();
	const pages = Array.from({ length: Math.ceil(totalSize / pageSize) }, (_, index) => index);
	let servedSize = pageSize;
	let repeats = false;
	let isOver = false;
	const readPage = async (pageOffset: number) => {
		const { rows } = await fetchPage(pageSize, pageOffset);
		const before = jobs.size;
		keep(jobs, rows);
		if (pageOffset === 0) servedSize = Math.max(1, rows.length);
		if (jobs.size > before) return;
		isOver = true;
		repeats ||= rows.length > 0;
	};
	await sideBySide(pages, readPage, () => isOver || servedSize < pageSize);
	return { jobs, servedSize, repeats };
}

/** Whether all jobs are there that were at the beginning. Newer ones may have come since. */
function isComplete(jobs: Map<string, JobRecord>, { rows, totalSize }: Page<JobRecord>): boolean {
	const createdAt = ({ create_time }: JobRecord) => Number(create_time) || 0;
	const newest = Math.max(...rows.map(createdAt));
	const first = new Set(rows.map(({ id }) => id));
	const old = [...jobs.values()].filter((job) => createdAt(job) < newest || first.has(job.id));
	return old.length === totalSize;
}

/** @returns undefined if something on the way limits the page size */
async function fetchSnapshot(
	fetchPage: FetchPage<JobRecord>,
	count: number,
	texts: ListTexts,
): Promise<JobRecord[] | undefined> {
	let expected = count;
	for (let snapshot = 1; snapshot <= MAX_SNAPSHOTS; snapshot += 1) {
		const pageSize = pageSizeFor(expected);
		const page = await fetchPage(pageSize, 0);
		if (isWholeList(page, pageSize)) return page.rows;
		if (page.rows.length < pageSize) return undefined;
		expected = Math.max(page.totalSize, page.rows.length);
		assertFits(expected, texts);
	}
	throw new KylinFailure(`The ${texts.one} list grew faster than it could be read`, {
		advice: `Narrow it down with ${texts.narrowWith}.`,
	});
}

function keep(found: Map<string, JobRecord>, jobs: Iterable<JobRecord>): void {
	for (const job of jobs) found.set(job.id, job);
}

function byNewest(one: JobRecord, other: JobRecord): number {
	return (Number(other.create_time) || 0) - (Number(one.create_time) || 0);
}

function assertFits(count: number, { many, narrowWith, orElse }: ListTexts): void {
	if (count <= MAX_ITEMS_PER_INPUT) return;
	throw new KylinFailure(
		`There are ${count.toLocaleString('en')} ${many}, more than the ${MAX_ITEMS_PER_INPUT.toLocaleString('en')} n8n can take for one input item`,
		{
			advice: `Narrow the list down with ${narrowWith}${orElse === undefined ? '' : `, or ${orElse}`}.`,
		},
	);
}
