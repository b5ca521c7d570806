import type { JobRecord } from '../../shared/kylin/job';
import { JOB_STATUSES } from '../../shared/kylin/jobStatus';
import { changeTime } from '../../shared/events/jobEvent';

/** What is remembered of a job: enough to tell whether its status has changed since. */
export type KnownJob = {
	/** null = one that this version of the node does not know */
	status: string | null;
	/** `changeTime` of the job */
	time: number;
	/** seen like this in the last poll for the first time: what changed together with it may come late */
	isFresh: boolean;
};

/** By `jobKey`. */
export type KnownJobs = ReadonlyMap<string, KnownJob>;

/** So many jobs with the latest changes are known. */
export const MAX_RECENT_JOBS = 200;

/** So many unfinished jobs are known besides, for the sake of their previous status. */
export const MAX_UNFINISHED_JOBS = 100;

const KEY_LENGTH = 8;
const TIME_LENGTH = 9;
/** Matched against pieces of its own length. */
const ENTRY = /[\w-]{8}[\w?][fs][0-9a-z]{9}/;
const FRESH = 'f';
const MAX_TIME = 36 ** TIME_LENGTH - 1;

/** Unfinished first, in the order in which they are worth remembering. */
const UNFINISHED = ['RUNNING', 'PENDING', 'ERROR', 'STOPPED'];

const LETTERS = JOB_STATUSES.map((status) => status.slice(0, 1));

export function statusAndTime(job: JobRecord): Pick<KnownJob, 'status' | 'time'> {
	return {
		status: JOB_STATUSES.find((status) => status === job.job_status) ?? null,
		time: Math.min(changeTime(job), MAX_TIME),
	};
}

export function isUnchanged(known: KnownJob, job: JobRecord): boolean {
	const { status, time } = statusAndTime(job);
	return known.status === status && known.time === time;
}

export function isUnfinished({ status }: { status: string | null }): boolean {
	return status !== null && UNFINISHED.includes(status);
}

/**
 * Forgets what is too much: the bounds are for all places together.
 *
 * @returns what is left of each, and the latest change of it that was forgotten: up to it, a job that
 * is not known may be one that was
 */
export function withinBounds(
	places: readonly KnownJobs[],
): Array<{ known: KnownJobs; forgottenUpTo: number }> {
	const latestFirst = places
		.flatMap((known) => [...known.values()])
		.sort((one, other) => other.time - one.time);
	const rest = latestFirst.slice(MAX_RECENT_JOBS);
	const unfinished = UNFINISHED.flatMap((status) =>
		rest.filter((job) => job.status === status),
	).slice(0, MAX_UNFINISHED_JOBS);
	const kept = new Set([...latestFirst.slice(0, MAX_RECENT_JOBS), ...unfinished]);
	return places.map((known) => {
		const forgotten = [...known.values()].filter((job) => !kept.has(job));
		return {
			known: new Map([...known].filter(([, job]) => kept.has(job))),
			forgottenUpTo: forgotten.reduce((latest, { time }) => Math.max(latest, time), 0),
		};
	});
}

/** As text of 19 characters a job: at most 5,700. */
export function encodeKnownJobs(known: KnownJobs): string {
	return [...known]
		.map(([key, { status, time, isFresh }]) => {
			const letter = LETTERS[JOB_STATUSES.findIndex((candidate) => candidate === status)] ?? '?';
			const digits = time.toString(36).padStart(TIME_LENGTH, '0');
			return key + letter + (isFresh ? FRESH : 's') + digits;
		})
		.join('');
}

/** @returns undefined for what `encodeKnownJobs` cannot have written */
export function decodeKnownJobs(text: string): KnownJobs | undefined {
	const entries = text.match(/[^]{1,19}/g) ?? [];
	if (!entries.every((entry) => ENTRY.test(entry))) return undefined;
	return new Map(
		entries.map((entry) => [
			entry.slice(0, KEY_LENGTH),
			{
				status: JOB_STATUSES[LETTERS.indexOf(entry[KEY_LENGTH])] ?? null,
				time: parseInt(entry.slice(KEY_LENGTH + 2), 36),
				isFresh: entry[KEY_LENGTH + 1] === FRESH,
			},
		]),
	);
}
