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

export const JOB_ACTIONS = ['RESUME', 'PAUSE', 'RESTART', 'DISCARD'] as const;

export type JobAction = (typeof JOB_ACTIONS)[number];

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
