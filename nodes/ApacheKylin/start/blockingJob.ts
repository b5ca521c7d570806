import type { JobRecord } from '../../shared/kylin/job';
import { jobType } from '../../shared/output/simplifyJob';
import { zonedIso } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';

const HALTED: readonly string[] = ['ERROR', 'STOPPED'];

/** Whether a job goes on only if somebody resumes it. */
export function isHalted(job: JobRecord): boolean {
	return HALTED.includes(job.job_status);
}

/** @returns e.g. `Job 1f0c… (Load Data) has been ERROR since 2026-11-01T03:00:00+08:00` */
export function describeBlockingJob(job: JobRecord, zone: KylinZone): string {
	return `Job ${job.id} (${jobType(job.job_name)}) has been ${job.job_status} since ${zonedIso(job.last_modified, zone)}`;
}
