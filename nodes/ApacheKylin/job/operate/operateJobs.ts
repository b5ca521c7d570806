import type { IDataObject } from 'n8n-workflow';
import type { OperationItem, Send } from '../../../shared/http/itemOperation';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { ALL_TIME, jobList } from '../../../shared/jobs/jobList';
import { readAllJobs } from '../../../shared/jobs/readAllJobs';
import { toFailure } from '../../../shared/http/nodeError';
import { KylinFailure } from '../../../shared/kylin/failures';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';
import { isLegal } from '../../../shared/kylin/jobStatus';
import { readOutput, type Output } from '../../../shared/output/outputChoice';
import { carryOut } from './carryOut';
import { describeUnsuitable, outcomeRecord, wasTouched } from './outcome';
import { readAfter } from './readAfter';
import { readOperateRequest, type AllJobsRequest, type SelectedJobsRequest } from './request';
import { waitAfter } from './waitAfter';

/** The Operate Jobs operation for one item. */
export async function operateJobs(item: OperationItem): Promise<IDataObject[]> {
	const request = readOperateRequest(item);
	const output = await readOutput(item);
	return request.applyTo === 'allJobsInProject'
		? await operateAllJobs(request, item, output)
		: await operateSelectedJobs(request, item, output);
}

async function operateSelectedJobs(
	request: SelectedJobsRequest,
	item: OperationItem,
	output: Output,
): Promise<IDataObject[]> {
	const { action, project, jobIds } = request;
	const { send } = item;
	if (!needsRecords(request)) {
		await carryOut(item, { action, project, job_ids: jobIds }, { before: [] });
		return [confirmation(request, jobIds)];
	}

	const inProject = await findJobs(send, jobIds, project);
	const elsewhere = await findElsewhere(request, inProject, send);
	const unknownIds = jobIds.filter((id) => !inProject.has(id) && !elsewhere.has(id));

	// What cannot be judged must not slip past a filter that was asked for.
	const isFiltered = request.statuses.length > 0 || request.skipUnsuitable || request.dryRun;
	if (isFiltered && unknownIds.length > 0) throw jobNotFound(unknownIds[0]);

	const chosen = jobIds
		.flatMap((id) => inProject.get(id) ?? [])
		.filter((job) => isWanted(request, job));
	if (request.dryRun) return dryRun(request, chosen, output);

	const sentIds = [...chosen.map((job) => job.id), ...unknownIds];
	const sent = new Set(sentIds);
	if (sentIds.length > 0) {
		await carryOut(item, { action, project, job_ids: sentIds }, { before: chosen });
	}
	const after = await followUp(item, request, sentIds, chosen);
	if (request.output === 'confirmation') return [confirmation(request, sentIds)];

	return jobIds
		.map((id) => ({
			before: inProject.get(id) ?? elsewhere.get(id),
			after: after.get(id),
			applied: sent.has(id),
		}))
		.filter(({ before, after: now }) => before !== undefined || now !== undefined)
		.map((job) => outcomeRecord(output, action, job));
}

async function operateAllJobs(
	request: AllJobsRequest,
	item: OperationItem,
	output: Output,
): Promise<IDataObject[]> {
	const { action, project, statuses } = request;
	const { send } = item;
	const body = { action, project, statuses };
	if (statuses.length === 0) {
		return request.output === 'confirmation' ? [confirmation(request)] : [];
	}
	if (!needsRecords(request)) {
		await carryOut(item, body, { before: [] });
		return [confirmation(request)];
	}

	const query = { time_filter: ALL_TIME, project, statuses: statuses.join(',') };
	const before = await readAllJobs(jobList(send, query));
	if (request.dryRun) return dryRun(request, before, output);
	await carryOut(item, body, { before });
	const ids = before.map((job) => job.id);
	const after = await followUp(item, request, ids, before);
	if (request.output === 'confirmation') return [confirmation(request)];

	return before.map((job) => {
		const now = after.get(job.id);
		const applied = now !== undefined && wasTouched(action, job, now);
		return outcomeRecord(output, action, { before: job, after: now, applied });
	});
}

/** A confirmation of just these IDs needs no reading; whatever names or filters jobs does. */
function needsRecords(request: SelectedJobsRequest | AllJobsRequest): boolean {
	if (request.output === 'jobRecords' || request.dryRun || request.wait !== undefined) return true;
	return (
		request.applyTo === 'selectedJobs' && (request.statuses.length > 0 || request.skipUnsuitable)
	);
}

/** Kylin passes over a job of another project without a word: such a job is found here instead. */
async function findElsewhere(
	{ project, jobIds }: SelectedJobsRequest,
	inProject: ReadonlyMap<string, JobRecord>,
	send: Send,
): Promise<ReadonlyMap<string, JobRecord>> {
	const missing = jobIds.filter((id) => !inProject.has(id));
	if (project === undefined || missing.length === 0) return new Map();
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

function dryRun(
	{ action }: SelectedJobsRequest | AllJobsRequest,
	jobs: JobRecord[],
	output: Output,
): IDataObject[] {
	const unsuitable = describeUnsuitable(action, jobs);
	if (unsuitable !== '') {
		throw new KylinFailure(`Kylin would refuse ${action} for some of these jobs`, {
			advice: `${unsuitable} Switch on 'Skip Unsuitable Jobs' to leave them out. This was a dry run: nothing was changed.`,
		});
	}
	return jobs.map((job) => outcomeRecord(output, action, { before: job, applied: false }));
}

/** The jobs after the action: as they are then, or when they have ended if that was asked for. */
async function followUp(
	item: OperationItem,
	{ action, project, output, wait }: SelectedJobsRequest | AllJobsRequest,
	ids: string[],
	before: JobRecord[],
): Promise<FoundJobs> {
	if (ids.length === 0) return new Map();
	if (wait !== undefined) return await waitAfter(item, action, { ids, project, before }, wait);
	if (output === 'confirmation') return new Map();
	const found = await readAfter(item, ids, project).catch(toFailure);
	if (!(found instanceof Error)) return found;
	throw new KylinFailure(
		'Kylin carried out the action, but its jobs could not be read afterwards',
		{
			advice: `Do not send the action again; list the jobs instead. Reading failed with: ${found.message.replace(/\.$/, '')}.`,
		},
	);
}

function confirmation(
	{ action, project, ...request }: SelectedJobsRequest | AllJobsRequest,
	jobIds?: string[],
): IDataObject {
	return {
		action,
		project: project ?? null,
		...(jobIds === undefined ? { statuses: request.statuses } : { job_ids: jobIds }),
		success: true,
	};
}

function jobNotFound(id: string): KylinFailure {
	return new KylinFailure(`Can't find job "${id}"`, {
		advice:
			"Check the ID in 'Job IDs': the job may have been deleted, or it belongs to a project this user may not read. Nothing was changed.",
	});
}
