import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import type { OperateRequest } from './request';

/** A job as it was before the action, and as it is now (absent: Kylin does not list it). */
export type OperatedJob = {
	id: string;
	before?: JobRecord;
	latest?: JobRecord;
	/** null = not known */
	applied: boolean | null;
	/** given if the end of the job was waited for */
	timedOut?: boolean;
};

/** One output item: the job's latest record, and what became of it. */
export function outcomeRecord(
	output: Output,
	action: JobAction,
	{ id, before, latest, applied, timedOut }: OperatedJob,
): IDataObject {
	const outcome = {
		action,
		previous_status: before?.job_status ?? null,
		applied,
		...(timedOut === undefined ? {} : { timed_out: timedOut }),
		// What a discard may break must be seen whatever fields were chosen.
		...(action === 'DISCARD' ? { discard_safety: (latest ?? before)?.discard_safety ?? null } : {}),
	};
	return latest === undefined ? { id, ...outcome } : output.job(latest, outcome);
}

/** The one output item when no job records are asked for: what was sent. */
export function confirmation(
	{ action, project, applyTo, statuses }: OperateRequest,
	jobIds: string[],
	timedOut?: boolean,
): IDataObject {
	return {
		action,
		project: project ?? null,
		...(applyTo === 'allJobsInProject' ? { statuses } : {}),
		job_ids: jobIds,
		...(timedOut === undefined ? {} : { timed_out: timedOut }),
		success: true,
	};
}
