import type { IDataObject } from 'n8n-workflow';
import { fetchAllJobs, type ListTexts } from '../api/fetchAll';
import { ALL_TIME, jobList } from '../api/jobs';
import type { Send } from '../api/kylinRequest';
import { firstThenOthers, sendSideBySide } from '../api/sideBySide';
import type { JobRecord } from '../kylin/job';
import { readEveryProject } from './everyProject';

/** For more jobs a page of those that changed last comes first: those that were just operated. */
const MAX_SINGLE_LOOKUPS = 50;

const TEXTS: ListTexts = { one: 'job', many: 'jobs', narrowWith: "'Project', or give whole IDs" };

/** Records by job ID. */
export type FoundJobs = ReadonlyMap<string, JobRecord>;

/**
 * The records of the jobs with these IDs, of any age; IDs that are not in the list are missing from
 * the result. Kylin has no request for one job or for a set of IDs: `key` finds one ID (and what
 * contains it). A job costs Kylin about as much as a request, so each is asked for alone, one row each,
 * but for what a page of the latest changes holds anyway if there are many.
 *
 * @param project absent = all projects
 */
export async function findJobs(
	send: Send,
	ids: readonly string[],
	project: string | undefined,
): Promise<FoundJobs> {
	if (ids.length === 0) return new Map();
	const inOne = sendSideBySide(send);
	if (project !== undefined) return await findIn(inOne, ids, project);
	const found = await readEveryProject(inOne, async (one) => await findIn(inOne, ids, one));
	return new Map(found.flatMap((jobs) => [...jobs]));
}

async function findIn(
	send: Send,
	ids: readonly string[],
	project: string | undefined,
): Promise<FoundJobs> {
	const found = new Map<string, JobRecord>();
	const query: IDataObject = { time_filter: ALL_TIME, project };
	const missing = () => ids.filter((id) => !found.has(id));
	if (ids.length > MAX_SINGLE_LOOKUPS) {
		const latest = jobList(send, { ...query, sort_by: 'last_modified', reverse: true });
		const wanted = new Set(ids);
		const { rows } = await latest(2 * ids.length, 0);
		for (const job of rows) if (wanted.has(job.id)) found.set(job.id, job);
	}
	const lookUp = async (id: string) => {
		const job = await findOne(send, { ...query, key: id }, id);
		if (job !== undefined) found.set(id, job);
	};
	// Where Kylin asks for a project, one refusal is enough.
	await firstThenOthers(missing(), lookUp);
	return found;
}

async function findOne(send: Send, query: IDataObject, id: string): Promise<JobRecord | undefined> {
	const { rows, totalSize } = await jobList(send, query)(1, 0);
	const isAlone = rows[0]?.id === id || totalSize <= rows.length;
	// Other IDs contain this one.
	const jobs = isAlone ? rows : await fetchAllJobs(send, query, TEXTS);
	return jobs.find((job) => job.id === id);
}
