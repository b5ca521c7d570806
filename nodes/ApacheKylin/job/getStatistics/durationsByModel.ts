import { fetchAllJobs, type ListTexts } from '../../../shared/api/fetchAll';
import { ALL_TIME } from '../../../shared/api/jobs';
import type { Send } from '../../../shared/api/kylinRequest';
import { clock } from '../../../shared/time/clock';

export const SECOND_MS = 1_000;

export const HOUR_MS = 3_600_000;

const DAY_MS = 24 * HOUR_MS;

/** `time_filter` by how far back it surely reaches, in milliseconds: a day less than it says. */
const TIME_FILTERS = [
	{ value: 1, reachMs: 6 * DAY_MS },
	{ value: 2, reachMs: 27 * DAY_MS },
	{ value: 3, reachMs: 364 * DAY_MS },
];

const TEXTS: ListTexts = { one: 'job', many: 'jobs', narrowWith: "'From' and 'To'" };

type Period = { project: string; start_time: number; end_time: number };

/**
 * How long the finished jobs of each model ran in a period, without waiting, in milliseconds by the
 * model's name. Kylin's statistics do not count it, so it is summed from its list of jobs.
 */
export async function fetchDurations(
	send: Send,
	{ project, start_time, end_time }: Period,
): Promise<ReadonlyMap<string, number>> {
	const ageMs = clock.now() - start_time;
	const filter = TIME_FILTERS.find(({ reachMs }) => ageMs < reachMs)?.value ?? ALL_TIME;
	const query = { time_filter: filter, project, statuses: 'FINISHED' };
	const jobs = await fetchAllJobs(send, query, TEXTS);
	const sums = new Map<string, number>();
	for (const { target_subject, target_subject_error, exec_end_time, duration } of jobs) {
		const endedAt = Number(exec_end_time);
		if (typeof target_subject !== 'string' || target_subject_error === true) continue;
		if (!(endedAt >= start_time && endedAt < end_time) || !Number.isFinite(duration)) continue;
		sums.set(target_subject, (sums.get(target_subject) ?? 0) + Number(duration));
	}
	return sums;
}

/** To three digits behind the point: 0.001 hours are some seconds, 0.001 GB a megabyte. */
export function rounded(value: number): number {
	return Math.round(value * 1_000) / 1_000;
}
