import { hasChanged, type JobRecord } from '../../../shared/kylin/job';
import { isLegal, legalActions, type JobAction } from '../../../shared/kylin/jobStatus';
import { listed } from '../../../shared/texts/sentences';

/** @returns e.g. `Job 1f0c… is FINISHED: no action is possible.` for each job, or an empty text */
export function describeUnsuitable(action: JobAction, jobs: JobRecord[]): string {
	const unsuitable = jobs.filter((job) => !isLegal(action, job.job_status));
	const sentences = unsuitable.map(({ id, job_status }) => {
		const possible = legalActions(job_status).join(', ');
		return `Job ${id} is ${job_status}: ${possible === '' ? 'no action is possible' : `possible are ${possible}`}.`;
	});
	return listed(sentences, ' ');
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
