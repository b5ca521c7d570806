import type { Send } from '../http/itemOperation';
import type { JobRecord } from '../kylin/job';
import type { JobStatus } from '../kylin/jobStatus';
import { findJobs, type FoundJobs } from './findJobs';
import { ALL_TIME, jobList } from './jobList';

/** Kylin runs 20 jobs a project at once and lists the rest as PENDING: one page holds them all. */
const PAGE_SIZE = 10_000;

/**
 * The latest records of jobs that were last seen unfinished: one request for all that still are,
 * and a look-up of those that are not. A list that is cut short on the way costs look-ups, but
 * gives no wrong answer.
 *
 * @param openStatuses the statuses a job may go on from
 */
export async function readOpenJobs(
	send: Send,
	ids: readonly string[],
	project: string | undefined,
	openStatuses: readonly JobStatus[],
): Promise<FoundJobs> {
	if (ids.length === 1) return await findJobs(send, ids, project);
	const { jobs } = await jobList(send, {
		time_filter: ALL_TIME,
		...(project === undefined ? {} : { project }),
		statuses: openStatuses.join(','),
	})(PAGE_SIZE, 0);
	const wanted = new Set(ids);
	const open = new Map<string, JobRecord>();
	for (const job of jobs) if (wanted.has(job.id)) open.set(job.id, job);
	const left = ids.filter((id) => !open.has(id));
	if (left.length === 0) return open;
	return new Map([...open, ...(await findJobs(send, left, project))]);
}
