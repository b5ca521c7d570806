/** The statuses a job can be shown in and filtered by. STOPPED is a paused job. */
export const JOB_STATUSES = [
	'PENDING',
	'RUNNING',
	'FINISHED',
	'ERROR',
	'STOPPED',
	'DISCARDED',
] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

/** Statuses in everyday words, as Kylin's users speak of them. */
const STATUS_TEXTS: Record<JobStatus, string> = {
	PENDING: 'Queued',
	RUNNING: 'Running',
	FINISHED: 'Succeeded',
	ERROR: 'Failed',
	STOPPED: 'Paused',
	DISCARDED: 'Discarded',
};

/** A paused job has not ended: it may go on. */
const END_STATUSES: readonly string[] = ['FINISHED', 'ERROR', 'DISCARDED'];

export const JOB_ACTIONS = ['RESUME', 'PAUSE', 'RESTART', 'DISCARD'] as const;

export type JobAction = (typeof JOB_ACTIONS)[number];

/** Actions by the names of Kylin's page. */
export const ACTION_NAMES: Record<JobAction, string> = {
	RESUME: 'Resume',
	PAUSE: 'Pause',
	RESTART: 'Restart',
	DISCARD: 'Discard',
};

/** Which actions Kylin allows for a job in a status (JobStatusEnum.checkAction). */
const LEGAL_ACTIONS: Record<JobStatus, readonly JobAction[]> = {
	PENDING: ['PAUSE', 'DISCARD'],
	RUNNING: ['PAUSE', 'RESTART', 'DISCARD'],
	ERROR: ['RESUME', 'RESTART', 'DISCARD'],
	STOPPED: ['RESUME', 'RESTART', 'DISCARD'],
	FINISHED: [],
	DISCARDED: [],
};

function isJobStatus(value: unknown): value is JobStatus {
	return JOB_STATUSES.some((status) => status === value);
}

/** @returns the status itself if it is not known */
export function statusText(status: string): string {
	return isJobStatus(status) ? STATUS_TEXTS[status] : status;
}

/** A job that failed has ended too, though a user may resume it. */
export function hasEnded(status: string): boolean {
	return END_STATUSES.includes(status);
}

/** A status that this table does not know allows nothing. */
export function legalActions(status: string): readonly JobAction[] {
	return isJobStatus(status) ? LEGAL_ACTIONS[status] : [];
}

export function isLegal(action: JobAction, status: string): boolean {
	return legalActions(status).includes(action);
}

export function legalStatuses(action: JobAction): JobStatus[] {
	return JOB_STATUSES.filter((status) => isLegal(action, status));
}
