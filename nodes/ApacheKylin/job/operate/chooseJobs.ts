import { fetchAllJobs, type ListTexts } from '../../../shared/api/fetchAll';
import { ALL_TIME } from '../../../shared/api/jobs';
import type { Send } from '../../../shared/api/kylinRequest';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';
import { isLegal } from '../../../shared/kylin/jobStatus';
import { JOB_IDS } from '../jobIds';
import { jobNotFound } from '../jobNotFound';
import {
	needsRecords,
	type AllJobsRequest,
	type OperateRequest,
	type SelectedJobsRequest,
} from './request';

const TEXTS: ListTexts = { one: 'job', many: 'jobs', narrowWith: "'Statuses'" };

export type ChosenJobs = {
	/** the jobs to return, in their order; without a record if Kylin does not list the job */
	asked: Array<{ id: string; before?: JobRecord }>;
	/** the jobs to operate */
	chosen: JobRecord[];
	/** IDs to operate without a record: of a type that Kylin hides, or of no job at all */
	unknownIds: string[];
	/** the project to name in the request */
	project?: string;
};

/** Which jobs the action is for. */
export async function chooseJobs(send: Send, request: OperateRequest): Promise<ChosenJobs> {
	return request.applyTo === 'allJobsInProject'
		? await chooseInProject(send, request)
		: await chooseByIds(send, request);
}

/**
 * The jobs are listed first and named in the request. By project and statuses alone Kylin 5.0.0 would
 * also take jobs its list hides (asynchronous queries, maintenance), which no dry run could show, and
 * would not stop builds that another node of its cluster runs (contract 11.4).
 */
async function chooseInProject(
	send: Send,
	{ project, statuses }: AllJobsRequest,
): Promise<ChosenJobs> {
	const query = { time_filter: ALL_TIME, project, statuses: statuses.join(',') };
	const chosen = statuses.length === 0 ? [] : await fetchAllJobs(send, query, TEXTS);
	const asked = chosen.map((before) => ({ id: before.id, before }));
	return { asked, chosen, unknownIds: [], project };
}

async function chooseByIds(send: Send, request: SelectedJobsRequest): Promise<ChosenJobs> {
	const { jobIds, project } = request;
	if (!needsRecords(request)) return { asked: [], chosen: [], unknownIds: jobIds, project };

	const inProject = await findJobs(send, jobIds, project);
	const elsewhere = await findElsewhere(request, inProject, send);
	const unknownIds = jobIds.filter((id) => !inProject.has(id) && !elsewhere.has(id));

	// What cannot be judged must not slip past a filter that was asked for.
	const isFiltered = request.statuses.length > 0 || request.skipUnsuitable || request.dryRun;
	if (isFiltered && unknownIds.length > 0) {
		throw jobNotFound(unknownIds[0], { field: JOB_IDS, note: 'Nothing was changed.' });
	}

	const chosen = jobIds
		.flatMap((id) => inProject.get(id) ?? [])
		.filter((job) => isWanted(request, job));
	return {
		asked: jobIds.map((id) => ({ id, before: inProject.get(id) ?? elsewhere.get(id) })),
		chosen,
		// If there is no such job at all, Kylin says so.
		unknownIds,
		project: project ?? (unknownIds.length === 0 ? commonProject(chosen) : undefined),
	};
}

/** With its project an action needs rights on that one only (contract 11.4). */
function commonProject([first, ...others]: JobRecord[]): string | undefined {
	return others.every(({ project }) => project === first.project) ? first?.project : undefined;
}

/** Kylin silently skips a job of another project: such a job is found here instead. */
async function findElsewhere(
	{ project, jobIds }: SelectedJobsRequest,
	inProject: FoundJobs,
	send: Send,
): Promise<FoundJobs> {
	const missing = jobIds.filter((id) => !inProject.has(id));
	if (project === undefined) return new Map();
	const found = await findJobs(send, missing, undefined);
	return new Map([...found].filter(([, job]) => !isSameProject(job.project, project)));
}

function isWanted(
	{ action, statuses, skipUnsuitable }: SelectedJobsRequest,
	{ job_status }: JobRecord,
): boolean {
	const isChosen = statuses.length === 0 || statuses.some((status) => status === job_status);
	return isChosen && (!skipUnsuitable || isLegal(action, job_status));
}
