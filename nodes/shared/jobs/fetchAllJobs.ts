import type { FetchPage } from '../api/page';
import { KylinFailure } from '../kylin/failures';
import type { JobPage, JobRecord } from '../kylin/job';

/**
 * n8n's engine passes the items of one input item as function arguments and overflows its stack
 * without a message past some 120,000 (RoutingNode.runNode).
 */
export const MAX_JOBS_PER_ITEM = 100_000;

/** For jobs created between two requests, and to see that a page was not full. */
const HEADROOM = 100;

/** Most installations hold fewer jobs, so that the first page is also the last. */
const FIRST_PAGE_SIZE = 10_000 + HEADROOM;

const MAX_SNAPSHOTS = 4;

/** How often a list is read from its beginning again because it moved between two pages. */
const MAX_PASSES = 4;

/**
 * All jobs of a list, each once: within one page Kylin repeats none.
 *
 * Kylin puts no limit on the page size and filters and sorts everything for every page, so a second,
 * large page is cheaper than many. It is also right: one page is a snapshot, while jobs that are
 * created, deleted or sorted anew between two pages move others across their border, and 5.0.0 sorts
 * without a tie-breaker.
 *
 * @throws KylinFailure before fetching more than n8n can take
 */
export async function fetchAllJobs(fetchPage: FetchPage): Promise<JobRecord[]> {
	let pageSize = FIRST_PAGE_SIZE;
	for (let snapshot = 0; snapshot < MAX_SNAPSHOTS; snapshot += 1) {
		const page = await fetchPage(pageSize, 0);
		const { jobs, totalSize } = page;
		if (jobs.length < pageSize && jobs.length >= totalSize) return jobs;
		const expected = Math.max(totalSize, jobs.length);
		if (expected > MAX_JOBS_PER_ITEM) throw tooMany(expected);
		if (jobs.length < pageSize) return await readPageByPage(fetchPage, page);
		pageSize = expected + HEADROOM;
	}
	throw new KylinFailure('The job list grew faster than it could be read', {
		advice: "Narrow it down with 'Time Range', 'Project' or the filters.",
	});
}

/**
 * A page shorter than asked for, although there are more jobs: a job was created meanwhile, or
 * something on the way limits the page size. The pages that are served are then read by their
 * index. A job that moves between two requests may slip past, so a list that moved is read again.
 */
async function readPageByPage(fetchPage: FetchPage, firstPage: JobPage): Promise<JobRecord[]> {
	const pageSize = firstPage.jobs.length;
	const found = new Map<string, JobRecord>();
	for (let pass = 0; pass < MAX_PASSES; pass += 1) {
		const first = pass === 0 ? firstPage : await fetchPage(pageSize, 0);
		const hasMoved = await readPass(fetchPage, { pageSize, first }, found);
		if (!hasMoved) break;
	}
	return [...found.values()];
}

/** @returns whether jobs were created, deleted or sorted anew between two pages */
async function readPass(
	fetchPage: FetchPage,
	{ pageSize, first }: { pageSize: number; first: JobPage },
	found: Map<string, JobRecord>,
): Promise<boolean> {
	const seen = new Set<string>();
	let page = first;
	let hasMoved = false;
	for (let pageOffset = 1; ; pageOffset += 1) {
		const before = seen.size;
		for (const job of page.jobs) {
			seen.add(job.id);
			found.set(job.id, job);
		}
		const isNew = seen.size - before;
		hasMoved ||= isNew < page.jobs.length || page.totalSize !== first.totalSize;
		if (found.size > MAX_JOBS_PER_ITEM) throw tooMany(found.size);
		if (page.jobs.length < pageSize || isNew === 0) return hasMoved;
		page = await fetchPage(pageSize, pageOffset);
	}
}

function tooMany(count: number): KylinFailure {
	return new KylinFailure(
		`There are ${count.toLocaleString('en')} jobs, more than the ${MAX_JOBS_PER_ITEM.toLocaleString('en')} n8n can take for one input item`,
		{
			advice:
				"Narrow the list down with 'Time Range', 'Project' or the filters, or switch 'Return All' off and read it in parts with 'Page Size' and 'Page Offset'.",
		},
	);
}
