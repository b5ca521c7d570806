import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobFailure } from '../../../shared/jobs/jobFailure';
import {
	ACTION_NAMES,
	isLegal,
	legalStatuses,
	type JobAction,
} from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import type { ChosenJobs } from './chooseJobs';
import { describeMisfit } from './misfit';
import type { OperateRequest } from './request';

/** A job as it was before the action, and as it is now (absent: Kylin does not list it). */
export type OperatedJob = {
	id: string;
	before?: JobRecord;
	latest?: JobRecord;
	/** whether the action was sent for the job (null = not known), or would be in a dry run */
	outcome: { applied: boolean | null } | { dry_run: true; would_apply: boolean };
	/** why it was not */
	skippedReason?: string;
	/** given if the end of the job was waited for */
	timedOut?: boolean;
	/** why it failed, given if its end was waited for */
	failure?: JobFailure | null;
};

/** One output item: the job's latest record, and what became of it. */
export function outcomeRecord(
	output: Output,
	action: JobAction,
	{ id, before, latest, outcome, skippedReason, timedOut, failure }: OperatedJob,
): IDataObject {
	const additions = {
		action,
		previous_status: before?.job_status ?? null,
		...outcome,
		...(skippedReason === undefined ? {} : { skipped_reason: skippedReason }),
		...(timedOut === undefined ? {} : { timed_out: timedOut }),
		...(failure === undefined ? {} : { failure }),
		// What a discard may break must be seen whatever fields were chosen.
		...(action === 'DISCARD' ? { discard_safety: (latest ?? before)?.discard_safety ?? null } : {}),
	};
	return latest === undefined ? { id, ...additions } : output.job(latest, additions);
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
 * The items of a dry run: the jobs that were asked for, and whether the action would be for them.
 *
 * @throws KylinFailure when Kylin would refuse the action
 */
export function dryRun(
	{ action, applyTo, statuses }: OperateRequest,
	{ asked, chosen }: Pick<ChosenJobs, 'asked' | 'chosen'>,
	output: Output,
): IDataObject[] {
	const misfit = describeMisfit(action, chosen);
	if (misfit !== undefined) throw refusal(misfit.title, misfit.advice);
	// For a whole project Kylin gets the statuses and checks each.
	const illegal = statuses.filter((status) => !isLegal(action, status));
	if (applyTo === 'allJobsInProject' && illegal.length > 0) {
		throw refusal(
			`'${ACTION_NAMES[action]}' does not fit jobs that are ${illegal.join(' or ')}`,
			`It is for jobs that are ${legalStatuses(action).join(' or ')}.`,
		);
	}
	return asked.map(({ id, before, skippedReason }) =>
		outcomeRecord(output, action, {
			id,
			before,
			latest: before,
			outcome: { dry_run: true, would_apply: skippedReason === undefined },
			skippedReason,
		}),
	);
}

function refusal(title: string, reason: string): KylinFailure {
	return new KylinFailure(title, {
		advice: `${reason} Switch on 'Skip Jobs That Do Not Fit' to leave them out. This was a dry run: nothing was changed.`,
	});
}
