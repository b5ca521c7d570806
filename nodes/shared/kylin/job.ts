import type { IDataObject } from 'n8n-workflow';

/**
 * A job as `GET /jobs` returns it: times in epoch milliseconds, durations in milliseconds, 64-bit
 * values past 2^53 as strings of digits (see exactJson.ts). Members beyond these are passed on
 * untouched, whatever the Kylin version sends.
 */
export interface JobRecord extends IDataObject {
	id: string;
	job_status: string;
	project: string;
	last_modified: number;
	create_time: number;
}

export function isJobRecord(value: unknown): value is JobRecord {
	const job = value as JobRecord | null;
	return typeof job?.id === 'string' && typeof job.job_status === 'string';
}

/** Kylin compares project names without regard to letter case and answers in the stored one. */
export function isSameProject(one: string, other: string): boolean {
	return String(one).toLowerCase() === String(other).toLowerCase();
}

/** Whether two records of a job stand for different states or runs of it. */
export function hasChanged(before: JobRecord, after: JobRecord): boolean {
	return (
		before.job_status !== after.job_status ||
		before.last_modified !== after.last_modified ||
		before.create_time !== after.create_time
	);
}
