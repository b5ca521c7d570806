import type { JobRecord } from '../../../shared/kylin/job';
import {
	ACTION_NAMES,
	isLegal,
	legalActions,
	type JobAction,
} from '../../../shared/kylin/jobStatus';
import { listed } from '../../../shared/texts/sentences';

/** What to say of jobs that an action does not fit. */
export type Misfit = { title: string; advice: string };

/** @returns e.g. `'Resume' does not fit a job that is RUNNING` */
export function doesNotFit(action: JobAction, status: string): string {
	return `'${ACTION_NAMES[action]}' does not fit a job that is ${status}`;
}

/**
 * @param jobs those the action was to be for
 * @param count how many there are, with those whose records are not known
 * @returns undefined if the action fits all of them
 */
export function describeMisfit(
	action: JobAction,
	jobs: readonly JobRecord[],
	count = jobs.length,
): Misfit | undefined {
	const unsuitable = jobs.filter(({ job_status }) => !isLegal(action, job_status));
	if (unsuitable.length === 0) return undefined;
	const [{ job_status }] = unsuitable;
	if (count === 1) {
		return { title: doesNotFit(action, job_status), advice: `${possible(job_status)}.` };
	}
	const sentences = unsuitable.map((job) => {
		const what = possible(job.job_status);
		return `Job ${job.id} is ${job.job_status} (${what[0].toLowerCase()}${what.slice(1)}).`;
	});
	return {
		title: `'${ACTION_NAMES[action]}' does not fit ${unsuitable.length} of ${count} jobs`,
		advice: listed(sentences, ' '),
	};
}

function possible(status: string): string {
	const names = legalActions(status).map((action) => ACTION_NAMES[action]);
	return names.length === 0 ? 'Nothing is possible' : `Possible: ${names.join(', ')}`;
}
