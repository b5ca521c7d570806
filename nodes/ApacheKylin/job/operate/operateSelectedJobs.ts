import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../../../shared/api/kylinRequest';
import type { InputItem } from '../../item/inputItem';
import { findJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';
import { isLegal } from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import { carryOut } from './carryOut';
import { dryRun } from './dryRun';
import { followUp } from './followUp';
import { confirmation, outcomeRecord } from './outcome';
import { needsRecords, type SelectedJobsRequest } from './request';

export async function operateSelectedJobs(
	request: SelectedJobsRequest,
	item: InputItem,
	output: Output,
): Promise<IDataObject[]> {
	const { action, jobIds } = request;
	const { send } = item;
	if (!needsRecords(request)) {
		const { project } = request;
		await carryOut(item, { action, project, job_ids: jobIds }, { before: [] });
		return [confirmation(request, jobIds)];
	}

	const inProject = await findJobs(send, jobIds, request.project);
	const elsewhere = await findElsewhere(request, inProject, send);
	const unknownIds = jobIds.filter((id) => !inProject.has(id) && !elsewhere.has(id));

	// What cannot be judged must not slip past a filter that was asked for.
	const isFiltered = request.statuses.length > 0 || request.skipUnsuitable || request.dryRun;
	if (isFiltered && unknownIds.length > 0) throw jobNotFound(unknownIds[0]);

	const chosen = jobIds
		.flatMap((id) => inProject.get(id) ?? [])
		.filter((job) => isWanted(request, job));
	if (request.dryRun) return dryRun(request, chosen, output);

	// An ID without a record may be of a type that Kylin hides; if there is no such job, Kylin says so.
	const sentIds = [...chosen.map((job) => job.id), ...unknownIds];
	const sent = new Set(sentIds);
	const project = request.project ?? (unknownIds.length === 0 ? commonProject(chosen) : undefined);
	if (sentIds.length > 0) {
		await carryOut(item, { action, project, job_ids: sentIds }, { before: chosen });
	}
	const { after, timedOut, someTimedOut } = await followUp(
		item,
		{ ...request, project },
		sentIds,
		chosen,
	);
	if (request.output === 'confirmation') {
		return [confirmation({ ...request, project }, sentIds, someTimedOut)];
	}

	// Kylin passes over a job of another project without a word, and this one may be of another.
	const isUncertain = (id: string) => request.project !== undefined && unknownIds.includes(id);
	return jobIds.map((id) => {
		const before = inProject.get(id) ?? elsewhere.get(id);
		return outcomeRecord(output, action, {
			id,
			before,
			latest: sent.has(id) ? after.get(id) : before,
			applied: isUncertain(id) ? null : sent.has(id),
			timedOut: timedOut(id),
		});
	});
}

/** With its project an action needs rights on that one only (contract 11.4). */
function commonProject([first, ...others]: JobRecord[]): string | undefined {
	return others.every(({ project }) => project === first.project) ? first?.project : undefined;
}

/** Kylin passes over a job of another project without a word: such a job is found here instead. */
async function findElsewhere(
	{ project, jobIds }: SelectedJobsRequest,
	inProject: ReadonlyMap<string, JobRecord>,
	send: Send,
): Promise<ReadonlyMap<string, JobRecord>> {
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

function jobNotFound(id: string): KylinFailure {
	return new KylinFailure(`Can't find job "${id}"`, {
		advice:
			"Check the ID in 'Job IDs': the job may have been deleted, or it belongs to a project this user may not read. Nothing was changed.",
	});
}
