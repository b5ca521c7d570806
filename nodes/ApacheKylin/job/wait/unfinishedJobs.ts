import type { Send } from '../../../shared/api/kylinRequest';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobStatus } from '../../../shared/kylin/jobStatus';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { ALL_TIME, jobList } from '../../../shared/api/jobs';

/** Kylin runs 20 jobs a project at once and lists the rest as PENDING: one page holds them all. */
const PAGE_SIZE = 10_000;

/** What is watched: jobs last seen unfinished, and halted ones, which somebody may set going again. */
export type Watched = { open: readonly string[]; halted: readonly string[] };

/**
 * The latest records of watched jobs: one request for all that are unfinished now, and a look-up of
 * those that have left. A list that is cut short on the way costs look-ups, but gives no wrong
 * answer.
 *
 * @param openStatuses the statuses a job may go on from
 * @returns records of every open job that still exists, and of the halted ones that go on
 */
export async function fetchUnfinishedJobs(
	send: Send,
	{ open, halted }: Watched,
	project: string | undefined,
	openStatuses: readonly JobStatus[],
): Promise<FoundJobs> {
	if (open.length === 1 && halted.length === 0) return await findJobs(send, open, project);
	const query = { time_filter: ALL_TIME, project, statuses: openStatuses.join(',') };
	const { jobs } = await jobList(send, query)(PAGE_SIZE, 0);
	const wanted = new Set([...open, ...halted]);
	const going = new Map<string, JobRecord>();
	for (const job of jobs) if (wanted.has(job.id)) going.set(job.id, job);
	const left = open.filter((id) => !going.has(id));
	return new Map([...going, ...(await findJobs(send, left, project))]);
}
