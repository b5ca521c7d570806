import type { JobRecord } from '../../../shared/kylin/job';

/** Of each model or table of each project the job that was created last, in the order of the list. */
export function newestPerObject(jobs: readonly JobRecord[]): JobRecord[] {
	const newest = new Map<string, JobRecord>();
	for (const job of jobs) {
		const known = newest.get(objectOf(job));
		if (known === undefined || isNewer(job, known)) newest.set(objectOf(job), job);
	}
	const chosen = new Set(newest.values());
	return jobs.filter((job) => chosen.has(job));
}

/** A model that was deleted or is broken still has its ID, while a sentence stands in place of its name. */
function objectOf({ project, target_model, target_subject }: JobRecord): string {
	return JSON.stringify([project, target_model ?? target_subject]);
}

function isNewer(one: JobRecord, other: JobRecord): boolean {
	const [a, b] = [Number(one.create_time), Number(other.create_time)];
	return a === b ? one.id < other.id : a > b;
}
