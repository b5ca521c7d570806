import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../../shared/api/kylinRequest';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import { MAX_JOBS_PER_ITEM } from '../../shared/jobs/fetchAllJobs';
import type { JobRecord } from '../../shared/kylin/job';
import type { Sight } from './changes';
import { type FetchPage } from '../../shared/api/page';

/** Enough for a poll in which nothing happened, while the 20 jobs a project may run are at work. */
export const POLL_PAGE_SIZE = 50;

export const FIRST_LOOK_PAGE_SIZE = 200;

const GROWTH = 10;

/** For jobs created between two requests, and to see that a page was not full. */
const HEADROOM = 100;

/** `last_modified` is Kylin's last write to the job, `create_time` its creation; a RESTART moves neither back. */
export type Order = 'last_modified' | 'create_time';

/** The pages of a project's jobs, or of all jobs, newest first. */
export function newestFirst(
	send: Send,
	project: string | undefined,
	order: Order,
	filter: IDataObject = {},
): FetchPage {
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
export async function look(
	fetchPage: FetchPage,
	pageSize: number,
	isEnough: (newestJobs: JobRecord[]) => boolean,
): Promise<Sight> {
	const { jobs: rows, totalSize } = await fetchPage(pageSize, 0);
	const jobs = eachOnce(rows);
	const isShort = rows.length < pageSize;
	if (isEnough(jobs)) return { jobs, isWhole: isShort && rows.length >= totalSize };
	if (!isShort && pageSize < MAX_JOBS_PER_ITEM) {
		const all = Math.max(totalSize, rows.length) + HEADROOM;
		const larger = Math.min(pageSize * GROWTH, all, MAX_JOBS_PER_ITEM);
		return await look(fetchPage, larger, isEnough);
	}
	if (isShort && rows.length < totalSize) {
		return await lookPageByPage(fetchPage, rows, isEnough);
	}
	return { jobs, isWhole: isShort };
}

/** For what lies between n8n and Kylin and limits the page size: a short page is not the last one. */
async function lookPageByPage(
	fetchPage: FetchPage,
	firstPage: JobRecord[],
	isEnough: (newestJobs: JobRecord[]) => boolean,
): Promise<Sight> {
	const pageSize = firstPage.length;
	let jobs = eachOnce(firstPage);
	for (let pageOffset = 1; pageSize > 0; pageOffset += 1) {
		const { jobs: rows } = await fetchPage(pageSize, pageOffset);
		const before = jobs.length;
		jobs = eachOnce([...jobs, ...rows]);
		if (isEnough(jobs) || jobs.length >= MAX_JOBS_PER_ITEM) return { jobs, isWhole: false };
		if (rows.length < pageSize || jobs.length === before) break;
	}
	return { jobs, isWhole: true };
}

/** The first one of each, which is the one higher up. */
function eachOnce(jobs: JobRecord[]): JobRecord[] {
	const byId = new Map<string, JobRecord>();
	for (const job of jobs) if (!byId.has(job.id)) byId.set(job.id, job);
	return [...byId.values()];
}
