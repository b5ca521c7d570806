import type { JobRecord } from '../../../shared/kylin/job';

/** What a list of jobs is sorted by: a member of the records, and in which direction. */
export type JobOrder = { sortBy: string; reverse: boolean };

/** Kylin's order by these is the one of the records; by others it sorts approximately. */
const TIMES = ['create_time', 'last_modified'];

export function isByTime({ sortBy }: JobOrder): boolean {
	return TIMES.includes(sortBy);
}

/**
 * One list out of those of several projects, each job once: exactly in order by a time; by anything else
 * one list behind the other.
 */
export function mergeJobs(
	lists: ReadonlyArray<readonly JobRecord[]>,
	order: JobOrder,
): JobRecord[] {
	const jobs = [...new Map(lists.flat().map((job) => [job.id, job])).values()];
	return isByTime(order) ? sortJobs(jobs, order) : jobs;
}

/** Sorts by what the records hold; ties by ID, and what a record lacks last. */
export function sortJobs(jobs: readonly JobRecord[], { sortBy, reverse }: JobOrder): JobRecord[] {
	const direction = reverse ? -1 : 1;
	return [...jobs].sort((one, other) => {
		const [a, b] = [keyOf(one[sortBy]), keyOf(other[sortBy])];
		if (a === undefined || b === undefined) {
			return Number(a === undefined) - Number(b === undefined) || compare(one.id, other.id);
		}
		return direction * compare(a, b) || compare(one.id, other.id);
	});
}

/** Times that are too large for a number come as text (exactJson.ts). */
function keyOf(value: unknown): string | number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	return Number.isNaN(number) ? String(value) : number;
}

function compare(one: string | number, other: string | number): number {
	if (typeof one === typeof other) return one < other ? -1 : Number(one > other);
	return typeof one === 'number' ? -1 : 1;
}
