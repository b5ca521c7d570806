import type { IDataObject } from 'n8n-workflow';
import { fetchAll, type ListTexts } from '../api/fetchAll';
import { fetchPages, isWholeList } from '../api/fetchPages';
import { ALL_TIME, jobList } from '../api/jobs';
import type { Send } from '../api/kylinRequest';
import type { JobRecord } from '../kylin/job';

/** This many jobs are looked up one by one at most; for more, a page of the newest comes first. */
const MAX_SINGLE_LOOKUPS = 4;

/** This many jobs that were not among the newest are still looked up one by one. */
const MAX_LEFTOVER_LOOKUPS = 20;

const NEWEST_PAGE_SIZE = 1_000;

const SCAN_PAGE_SIZE = 10_000;

const TEXTS: ListTexts = { one: 'job', many: 'jobs', narrowWith: "'Project', or give whole IDs" };

/** Records by job ID. */
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
			keep(await fetchAll(jobList(send, { ...query, key: id }), TEXTS));
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
	keep(newest.rows);
	if (!isWholeList(newest, newestPageSize) && missing().length > MAX_LEFTOVER_LOOKUPS) {
		let rowCount = 0;
		for await (const { rows, totalSize } of fetchPages(newestFirst, SCAN_PAGE_SIZE)) {
			keep(rows);
			rowCount += rows.length;
			// A page more than there are: something on the way ignores the index.
			const isBeyondEnd = rowCount > totalSize + rows.length;
			if (isBeyondEnd || missing().length <= MAX_LEFTOVER_LOOKUPS) break;
		}
	}
	if (missing().length <= MAX_LEFTOVER_LOOKUPS) await lookUpMissing();
	return found;
}
