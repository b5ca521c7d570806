import type { IDataObject } from 'n8n-workflow';
import { hasChanged, type JobRecord } from '../../../shared/kylin/job';
import { legalActions, isLegal, type JobAction } from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import type { OperateRequest } from './request';

const MAX_JOBS_NAMED = 10;

/** A job as it was before the action, and as it is after it (absent: not read, or gone). */
export type OperatedJob = { before?: JobRecord; after?: JobRecord; applied: boolean };

/** One output item: the job's latest record, and what became of it. */
export function outcomeRecord(
	output: Output,
	action: JobAction,
	{ before, after, applied }: OperatedJob,
): IDataObject {
	const outcome = { action, previous_status: before?.job_status ?? null, applied };
	const job = after ?? before;
	return job === undefined ? outcome : output.job(job, outcome);
}

/** The one output item when no job records are asked for: what was sent. */
export function confirmation(
	{ action, project, ...request }: OperateRequest,
	jobIds?: string[],
): IDataObject {
	return {
		action,
		project: project ?? null,
		...(jobIds === undefined ? { statuses: request.statuses } : { job_ids: jobIds }),
		success: true,
	};
}

/**
 * Whether a job of a project-wide action was really touched: it may have ended by itself between
 * the reading and the action, and then keeps what it was.
 */
export function wasTouched(action: JobAction, before: JobRecord, after: JobRecord): boolean {
	if (action === 'PAUSE') return after.job_status === 'STOPPED';
	if (action === 'DISCARD') return after.job_status === 'DISCARDED';
	if (action === 'RESTART') return after.create_time !== before.create_time;
	return hasChanged(before, after);
}

/** @returns e.g. `Job 1f0c… is FINISHED: no action is possible.` for each job, or an empty text */
export function describeUnsuitable(action: JobAction, jobs: JobRecord[]): string {
	const unsuitable = jobs.filter((job) => !isLegal(action, job.job_status));
	return listed(
		unsuitable.map(({ id, job_status }) => {
			const possible = legalActions(job_status).join(', ');
			return `Job ${id} is ${job_status}: ${possible === '' ? 'no action is possible' : `possible are ${possible}`}.`;
		}),
	);
}

/** What a failure in the middle left behind, from the records before and after it. */
export function describeProgress(
	before: JobRecord[],
	after: ReadonlyMap<string, JobRecord>,
): string {
	const changes = before.flatMap((job) => {
		const now = after.get(job.id);
		return now !== undefined && hasChanged(job, now)
			? [`${job.id} (${job.job_status} → ${now.job_status})`]
			: [];
	});
	if (changes.length === 0) {
		return before.length === 1
			? 'The job has not changed so far.'
			: `None of the ${before.length} jobs has changed so far.`;
	}
	if (before.length === 1) return `The job has already changed: ${changes[0]}.`;
	return `${changes.length} of ${before.length} jobs have already changed: ${listed(changes, ', ')}.`;
}

function listed(entries: string[], separator = ' '): string {
	const named = entries.slice(0, MAX_JOBS_NAMED).join(separator);
	const more = entries.length - MAX_JOBS_NAMED;
	return more > 0 ? `${named}${separator}and ${more} more` : named;
}
