import type { IDataObject } from 'n8n-workflow';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import { MAX_ITEMS_PER_INPUT } from '../../shared/api/fetchAll';
import { fetchNewRows, isWholeList, pageSizeFor } from '../../shared/api/fetchPages';
import type { Send } from '../../shared/api/kylinRequest';
import type { FetchPage, Page } from '../../shared/api/page';
import type { JobRecord } from '../../shared/kylin/job';
import type { Snapshot } from './changes';

/** Enough for a poll without changes while the 20 jobs that a project may run are running. */
export const POLL_PAGE_SIZE = 50;

export const FIRST_POLL_PAGE_SIZE = 200;

const GROWTH = 10;

/** `last_modified` is Kylin's last write to the job, `create_time` its creation; a RESTART moves neither back. */
export type Order = 'last_modified' | 'create_time';

/** The pages of a project's jobs, or of all jobs, newest first. */
export function newestFirst(
	send: Send,
	project: string | undefined,
	order: Order,
	filter: IDataObject = {},
): FetchPage<JobRecord> {
	return jobList(send, {
		time_filter: ALL_TIME,
		...(project === undefined ? {} : { project }),
		...filter,
		sort_by: order,
		reverse: true,
	});
}

/**
 * The newest jobs, as far down as needed. More than one page is read as one larger page from the
 * top, because that is a snapshot: between two pages, jobs that are created, deleted or sorted anew
 * move others across the border.
 */
export async function fetchNewest(
	fetchPage: FetchPage<JobRecord>,
	pageSize: number,
	isEnough: (newestJobs: JobRecord[]) => boolean,
): Promise<Snapshot> {
	const page = await fetchPage(pageSize, 0);
	const { rows, totalSize } = page;
	const jobs = eachOnce(rows);
	const isComplete = isWholeList(page, pageSize);
	if (isComplete || isEnough(jobs)) return { jobs, isComplete };
	if (rows.length < pageSize) return await fetchPageByPage(fetchPage, pageSize, page, isEnough);
	if (pageSize >= MAX_ITEMS_PER_INPUT) return { jobs, isComplete: false };
	const all = pageSizeFor(Math.max(totalSize, rows.length));
	const larger = Math.min(pageSize * GROWTH, all, MAX_ITEMS_PER_INPUT);
	return await fetchNewest(fetchPage, larger, isEnough);
}

async function fetchPageByPage(
	fetchPage: FetchPage<JobRecord>,
	pageSize: number,
	firstPage: Page<JobRecord>,
	isEnough: (newestJobs: JobRecord[]) => boolean,
): Promise<Snapshot> {
	const jobs: JobRecord[] = [];
	for await (const rows of fetchNewRows(fetchPage, pageSize, firstPage)) {
		jobs.push(...rows);
		if (isEnough(jobs) || jobs.length >= MAX_ITEMS_PER_INPUT) return { jobs, isComplete: false };
	}
	return { jobs, isComplete: true };
}

/** Of a job that comes twice the one higher up. */
function eachOnce(jobs: JobRecord[]): JobRecord[] {
	const byId = new Map<string, JobRecord>();
	for (const job of jobs) if (!byId.has(job.id)) byId.set(job.id, job);
	return [...byId.values()];
}
