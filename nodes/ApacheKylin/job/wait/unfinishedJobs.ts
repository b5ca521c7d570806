import { ALL_TIME, jobList } from '../../../shared/api/jobs';
import type { Send } from '../../../shared/api/kylinRequest';
import { readEveryProject } from '../../../shared/jobs/everyProject';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import type { JobStatus } from '../../../shared/kylin/jobStatus';

/** Kylin runs 20 jobs a project at once and lists the rest as PENDING: one page holds them all. */
const PAGE_SIZE = 10_000;

/** Jobs last seen unfinished, and jobs that have ended but that a user may set going again. */
export type WatchedJobs = { unfinished: readonly string[]; resumable: readonly string[] };

/**
 * The latest records of watched jobs: one request for all that are unfinished now, and a look-up of
 * those that have left. A list that is cut short on the way costs look-ups, but gives no wrong
 * answer.
 *
 * @param unfinishedStatuses the statuses of a job that has not ended
 * @returns records of every unfinished job that still exists, and of resumable ones that go on
 */
export async function fetchUnfinishedJobs(
	send: Send,
	{ unfinished, resumable }: WatchedJobs,
	project: string | undefined,
	unfinishedStatuses: readonly JobStatus[],
): Promise<FoundJobs> {
	if (unfinished.length === 1 && resumable.length === 0) {
		return await findJobs(send, unfinished, project);
	}
	const query = { time_filter: ALL_TIME, statuses: unfinishedStatuses.join(',') };
	const listIn = async (one?: string) =>
		(await jobList(send, { ...query, project: one })(PAGE_SIZE, 0)).rows;
	const jobs =
		project === undefined ? (await readEveryProject(send, listIn)).flat() : await listIn(project);
	const watched = new Set([...unfinished, ...resumable]);
	const goingOn = new Map(jobs.filter(({ id }) => watched.has(id)).map((job) => [job.id, job]));
	const left = unfinished.filter((id) => !goingOn.has(id));
	return new Map([...goingOn, ...(await findJobs(send, left, project))]);
}
