import { changeTime } from '../../shared/events/jobEvent';
import type { JobRecord } from '../../shared/kylin/job';
import { JOB_STATUSES } from '../../shared/kylin/jobStatus';

/** What is known of a job from the last poll: enough to see whether its status has changed since. */
export type KnownJob = {
	/** null = one that this version of the node does not know */
	status: string | null;
	/** `changeTime` of the job */
	changedAt: number;
	/** name of the model or table it works on; absent = not known */
	object?: string;
	/** other jobs that changed together with this one may still come late */
	changedInLastPoll: boolean;
};

/** By `shortKey` of the job's ID. */
export type KnownJobs = ReadonlyMap<string, KnownJob>;

/** This many jobs with the latest changes are known. */
export const MAX_RECENT_JOBS = 200;

/** This many unfinished jobs are known besides, for the sake of their previous status. */
export const MAX_UNFINISHED_JOBS = 100;

/** Statuses that are not final, the most likely to change first. */
const UNFINISHED = ['RUNNING', 'PENDING', 'ERROR', 'STOPPED'];

export function statusAndTime(job: JobRecord): Pick<KnownJob, 'status' | 'changedAt'> {
	return {
		status: JOB_STATUSES.find((status) => status === job.job_status) ?? null,
		changedAt: changeTime(job),
	};
}

/** @returns undefined where Kylin complains in place of the name: the model or table is gone or broken */
export function objectOf({ target_subject, target_subject_error }: JobRecord): string | undefined {
	return typeof target_subject === 'string' && target_subject_error !== true
		? target_subject
		: undefined;
}

export function isUnchanged(known: KnownJob, job: JobRecord): boolean {
	const { status, changedAt } = statusAndTime(job);
	return known.status === status && known.changedAt === changedAt;
}

export function isUnfinished({ status }: { status: string | null }): boolean {
	return status !== null && UNFINISHED.includes(status);
}

/**
 * Forgets what is too much. The bounds are for all scopes together, so that a quiet one leaves its
 * room to the others.
 *
 * @returns what is left of each scope, and the time of the latest change in it that was forgotten: up
 * to it, a job that is not known may be one that was
 */
export function withinBounds(
	scopes: readonly KnownJobs[],
): Array<{ known: KnownJobs; forgottenUpTo: number }> {
	const latestFirst = scopes
		.flatMap((known) => [...known.values()])
		.sort((one, other) => other.changedAt - one.changedAt);
	const rest = latestFirst.slice(MAX_RECENT_JOBS);
	const unfinished = UNFINISHED.flatMap((status) =>
		rest.filter((job) => job.status === status),
	).slice(0, MAX_UNFINISHED_JOBS);
	const kept = new Set([...latestFirst.slice(0, MAX_RECENT_JOBS), ...unfinished]);
	return scopes.map((known) => {
		const forgotten = [...known.values()].filter((job) => !kept.has(job));
		return {
			known: new Map([...known].filter(([, job]) => kept.has(job))),
			forgottenUpTo: forgotten.reduce((latest, { changedAt }) => Math.max(latest, changedAt), 0),
		};
	});
}
