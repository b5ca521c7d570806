import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../api/kylinRequest';
import type { JobRecord } from '../kylin/job';
import { ALL_TIME, jobList } from '../api/jobs';
import { fetchAllJobs } from './fetchAllJobs';

/** Up to so many jobs are looked up one by one; for more, a page of the newest comes first. */
const MAX_SINGLE_LOOKUPS = 4;

/** So many that were not among the newest are still looked up one by one. */
const MAX_LEFTOVER_LOOKUPS = 20;

const NEWEST_PAGE_SIZE = 1_000;

const SCAN_PAGE_SIZE = 10_000;

export type FoundJobs = ReadonlyMap<string, JobRecord>;

/**
 * The records of the jobs with these IDs, of any age; IDs that are not in the list are missing from
 * the result. Kylin has no request for one job or for a set of IDs: `key` finds one ID (and what
 * contains it), and jobs that were just operated are the first when sorted by their last change.
 *
 * @param project absent = all projects
 */
export async function findJobs(
	send: Send,
	ids: readonly string[],
	project: string | undefined,
): Promise<FoundJobs> {
	const found = new Map<string, JobRecord>();
	const missing = () => ids.filter((id) => !found.has(id));
	const query: IDataObject = { time_filter: ALL_TIME, project };

	const keep = (jobs: JobRecord[]) => {
		const wanted = new Set(missing());
		for (const job of jobs) if (wanted.has(job.id)) found.set(job.id, job);
	};
	const lookUpMissing = async () => {
		const lookUps = missing().map(async (id) => {
			keep(await fetchAllJobs(jobList(send, { ...query, key: id })));
		});
		// Each comes to its end, so that none fails when its item is over already.
		const failed = (await Promise.allSettled(lookUps)).find(({ status }) => status === 'rejected');
		if (failed !== undefined) throw (failed as PromiseRejectedResult).reason as Error;
	};

	if (ids.length <= MAX_SINGLE_LOOKUPS) {
		await lookUpMissing();
		return found;
	}
	const newestFirst = jobList(send, { ...query, sort_by: 'last_modified', reverse: true });
	const newestPageSize = Math.max(NEWEST_PAGE_SIZE, 2 * ids.length);
	const newest = await newestFirst(newestPageSize, 0);
	keep(newest.jobs);
	let isWholeList = newest.jobs.length < newestPageSize && newest.jobs.length >= newest.totalSize;

	// Something on the way may limit the pages, so that a short one is not the last one.
	let seen = 0;
	for (
		let pageOffset = 0;
		!isWholeList && missing().length > MAX_LEFTOVER_LOOKUPS;
		pageOffset += 1
	) {
		const { jobs, totalSize } = await newestFirst(SCAN_PAGE_SIZE, pageOffset);
		keep(jobs);
		seen += jobs.length;
		isWholeList = jobs.length === 0 || (jobs.length < SCAN_PAGE_SIZE && seen >= totalSize);
	}
	if (missing().length <= MAX_LEFTOVER_LOOKUPS) await lookUpMissing();
	return found;
}
