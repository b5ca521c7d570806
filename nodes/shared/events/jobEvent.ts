import type { JobRecord } from '../kylin/job';

export const JOB_EVENTS = [
	'jobCreated',
	'jobDiscarded',
	'jobFailed',
	'jobFinished',
	'jobPaused',
	'jobStarted',
] as const;

export type JobEventName = (typeof JOB_EVENTS)[number];

/** Something that happened to a job. */
export type JobEvent = {
	event: JobEventName;
	/** the status of the job at the last poll; null = not known, absent = the event is a sample */
	previousStatus?: string | null;
	job: JobRecord;
	/** the name of the job's model or table at the last poll; absent = not known */
	objectBefore?: string;
};

const EVENT_BY_STATUS: Readonly<Record<string, JobEventName>> = {
	DISCARDED: 'jobDiscarded',
	ERROR: 'jobFailed',
	FINISHED: 'jobFinished',
	RUNNING: 'jobStarted',
	STOPPED: 'jobPaused',
};

/** @returns undefined for a status that is only on the way to another one (PENDING) */
export function eventOfStatus(status: string): JobEventName | undefined {
	return EVENT_BY_STATUS[status];
}

/** The statuses of the jobs that these events are about; undefined = any. */
export function statusesOf(events: readonly JobEventName[]): string[] | undefined {
	if (events.includes('jobCreated')) return undefined;
	return Object.keys(EVENT_BY_STATUS).filter((status) => events.includes(EVENT_BY_STATUS[status]));
}

/**
 * When the job's status last changed, by Kylin's clock, in epoch milliseconds. Kylin shows 0 until
 * the first change (ExecutableOutputPO); for a new job it is the time of creation.
 */
export function changeTime({ last_modified, create_time }: JobRecord): number {
	return [last_modified, create_time].find((time) => Number.isSafeInteger(time) && time > 0) ?? 0;
}
