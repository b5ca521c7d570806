import type { Result } from './result';

type StartedJob = { job_name?: unknown; job_id?: unknown } | null;

/**
 * What became of a good answer with `jobs`: Kylin may have found nothing to do, and says so with an
 * empty list, or with a job that is null or has no ID (contract 1.2).
 *
 * @param withoutJob says what it means that there is none
 */
export function resultOfJobs(data: unknown, withoutJob: Omit<Result, 'jobId'>): Result {
	const { jobs } = (data ?? {}) as { jobs?: StartedJob[] | null };
	const job = Array.isArray(jobs) ? jobs.find((one) => typeof one?.job_id === 'string') : undefined;
	return job
		? { outcome: 'started', reason: '', jobId: String(job.job_id) }
		: { ...withoutJob, jobId: null };
}
