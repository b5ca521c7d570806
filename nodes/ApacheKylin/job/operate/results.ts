import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { isLegal, legalStatuses, type JobAction } from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import type { OperateRequest } from './request';
import { describeUnsuitable } from './sendAction';

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
	{
		action,
		project,
		applyTo,
		statuses,
	}: Pick<OperateRequest, 'action' | 'project' | 'applyTo' | 'statuses'>,
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

/**
 * The items of a dry run: the jobs the action would be for.
 *
 * @throws KylinFailure when Kylin would refuse the action
 */
export function dryRun(
	{ action, applyTo, statuses }: OperateRequest,
	jobs: JobRecord[],
	output: Output,
): IDataObject[] {
	const unsuitable = describeUnsuitable(action, jobs);
	if (unsuitable !== '') {
		throw refusal(`Kylin would refuse ${action} for some of these jobs`, unsuitable);
	}
	// For a whole project Kylin gets the statuses and checks each.
	const illegal = statuses.filter((status) => !isLegal(action, status));
	if (applyTo === 'allJobsInProject' && illegal.length > 0) {
		throw refusal(
			`Kylin would refuse ${action} for jobs that are ${illegal.join(' or ')}`,
			`It is for jobs that are ${legalStatuses(action).join(', ')}.`,
		);
	}
	return jobs.map((job) =>
		outcomeRecord(output, action, { id: job.id, before: job, latest: job, applied: false }),
	);
}

function refusal(sentence: string, reason: string): KylinFailure {
	return new KylinFailure(sentence, {
		advice: `${reason} Switch on 'Skip Unsuitable Jobs' to leave them out. This was a dry run: nothing was changed.`,
	});
}
