import { fetchAllJobs, type ListTexts } from '../../../shared/api/fetchAll';
import { ALL_TIME } from '../../../shared/api/jobs';
import type { Send } from '../../../shared/api/kylinRequest';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';
import { isLegal } from '../../../shared/kylin/jobStatus';
import { JOBS } from '../jobIds';
import { jobNotFound } from '../jobNotFound';
import { assertAsked } from './assertAsked';
import { doesNotFit } from './misfit';
import {
	needsRecords,
	type AllJobsRequest,
	type OperateRequest,
	type SelectedJobsRequest,
} from './request';

const TEXTS: ListTexts = { one: 'job', many: 'jobs', narrowWith: "'Statuses'" };

/** A job to return. */
export type AskedJob = {
	id: string;
	/** absent if Kylin does not list the job */
	before?: JobRecord;
	/** why the action is not for it; absent if it is */
	skippedReason?: string;
};

export type ChosenJobs = {
	/** in their order */
	asked: AskedJob[];
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
	assertAsked(chosen, { project, statuses });
	const asked = chosen.map((before) => ({ id: before.id, before }));
	return { asked, chosen, unknownIds: [], project };
}

async function chooseByIds(send: Send, request: SelectedJobsRequest): Promise<ChosenJobs> {
	const { jobIds, project } = request;
	if (!needsRecords(request)) return { asked: [], chosen: [], unknownIds: jobIds, project };

	const inProject = await findJobs(send, jobIds, project);
	assertAsked(inProject.values(), { project });
	const elsewhere = await findElsewhere(request, inProject, send);
	const unknownIds = jobIds.filter((id) => !inProject.has(id) && !elsewhere.has(id));

	// What cannot be judged must not slip past a filter that was asked for.
	const isFiltered = request.statuses.length > 0 || request.skipUnsuitable || request.dryRun;
	if (isFiltered && unknownIds.length > 0) {
		throw jobNotFound(unknownIds[0], { field: JOBS, note: 'Nothing was changed.' });
	}

	const asked = jobIds.map((id): AskedJob => {
		const before = inProject.get(id);
		if (before !== undefined) return { id, before, skippedReason: skippedReason(request, before) };
		const other = elsewhere.get(id);
		return other === undefined
			? { id }
			: { id, before: other, skippedReason: `It belongs to project "${other.project}"` };
	});
	const chosen = asked.flatMap(({ before, skippedReason }) =>
		before === undefined || skippedReason !== undefined ? [] : [before],
	);
	return {
		asked,
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

/** @returns undefined if the action is for the job */
function skippedReason(
	{ action, statuses, skipUnsuitable }: SelectedJobsRequest,
	{ job_status }: JobRecord,
): string | undefined {
	const isChosen = statuses.length === 0 || statuses.some((status) => status === job_status);
	if (!isChosen) return `It is ${job_status}, which is not one of 'Statuses'`;
	return skipUnsuitable && !isLegal(action, job_status)
		? doesNotFit(action, job_status)
		: undefined;
}
