import type { JobRecord } from '../../../shared/kylin/job';
import { jobType, progressPercent } from '../../../shared/output/simplifyJob';
import { listed } from '../../../shared/texts/sentences';

const MAX_JOBS_NAMED = 50;

/** @returns e.g. `Job 1f0c… (Load Data of orders) is RUNNING at 40 %` */
export function describeJob(job: JobRecord): string {
	const what = [jobType(job.job_name), job.target_subject].filter(Boolean).join(' of ');
	const percent = progressPercent(job);
	const progress = percent === null ? '' : ` at ${percent} %`;
	return `Job ${job.id}${what === '' ? '' : ` (${what})`} is ${job.job_status}${progress}`;
}

/** @returns one sentence per job, the rest counted */
export function describeJobs(jobs: readonly JobRecord[]): string {
	return `${listed(jobs.map(describeJob), '; ', MAX_JOBS_NAMED)}.`;
}
