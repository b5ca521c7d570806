import type { IDataObject } from 'n8n-workflow';
import { failureOfCallback, type JobFailure } from '../shared/jobs/jobFailure';
import type { JobRecord } from '../shared/kylin/job';
import { eventOfStatus, type JobEvent, type JobEventName } from '../shared/events/jobEvent';

/**
 * What Kylin posts when a job's run is over (JobSyncListener.JobInfo). Members beyond these are
 * passed on.
 */
export interface Callback extends IDataObject {
	job_id: string;
	project: string;
	/** as `job_name` of a job's record */
	job_type: string;
	job_state: keyof typeof STATUS_BY_STATE;
	/** epoch milliseconds */
	start_time: number;
	end_time: number;
	/** milliseconds */
	duration: number;
}

/** `job_state` is Kylin's internal name of a status; the record has the one it shows. */
const STATUS_BY_STATE = {
	DISCARDED: 'DISCARDED',
	ERROR: 'ERROR',
	PAUSED: 'STOPPED',
	SUCCEED: 'FINISHED',
	SUICIDAL: 'DISCARDED',
};

/** The end of an unbounded range, which is more than a number can hold exactly (see exactJson.ts). */
const UNBOUNDED = '9223372036854775807';

/** A run ends in no other way; a job that is not running is paused or discarded without a callback. */
export const CALLBACK_EVENTS: readonly JobEventName[] = [
	'jobDiscarded',
	'jobFailed',
	'jobFinished',
	'jobPaused',
];

/** One ID, or two joined: of the job, and of its model. */
const JOB_ID =
	/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i;

/** No name in Kylin, and no ID, is longer. */
const MAX_NAME_CHARACTERS = 256;

/** More than a model has. */
const MAX_SEGMENTS = 10_000;

/** @returns undefined for a body that is not Kylin's callback */
export function parseCallback(body: unknown): Callback | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { job_id, project, job_type, job_state, start_time, end_time, duration } =
		body as Partial<Callback>;
	const { model_id, segment_ids, tag } = body as Partial<Callback>;
	const isSound =
		typeof job_id === 'string' &&
		JOB_ID.test(job_id) &&
		[project, job_type].every(isName) &&
		typeof job_state === 'string' &&
		Object.keys(STATUS_BY_STATE).includes(job_state) &&
		[start_time, end_time, duration].every((time) => Number.isSafeInteger(time)) &&
		[model_id, tag].every((text) => isNothing(text) || isName(text)) &&
		(isNothing(segment_ids) || isNames(segment_ids));
	return isSound ? (body as Callback) : undefined;
}

function isName(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_CHARACTERS;
}

function isNames(value: unknown): boolean {
	return Array.isArray(value) && value.length <= MAX_SEGMENTS && value.every(isName);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Callbacks have no ID, but the same job does not end twice at the same moment. */
export function callbackKey({ job_id, job_state, end_time }: Callback): string {
	return [job_id, job_state, end_time].join(' ');
}

/**
 * The same event as of a poll. The record has the members of Kylin's list that a callback has; the
 * table of a table job stands only in `snapshot_job_info`.
 */
export function callbackEvent(callback: Callback): JobEvent {
	const status = STATUS_BY_STATE[callback.job_state];
	const { segment_ids, segment_time_range, tag, snapshot_job_info } = callback;
	const table = tableOf(snapshot_job_info);
	const segments = Array.isArray(segment_ids) ? segment_ids : [];
	const job = {
		id: callback.job_id,
		job_name: callback.job_type,
		job_status: status,
		project: callback.project,
		target_model: callback.model_id ?? table,
		...(table === null ? {} : { target_subject: table }),
		target_segments: segments,
		related_segment: segments.join(','),
		...dataRange(segment_time_range),
		exec_start_time: callback.start_time,
		exec_end_time: callback.end_time,
		last_modified: callback.end_time,
		duration: callback.duration,
		tag: tag ?? null,
	};
	const event = eventOfStatus(status) as JobEventName;
	// Only a job that was running sends a callback.
	return { event, previousStatus: 'RUNNING', job: job as unknown as JobRecord };
}

/**
 * Why the job failed, as `failure` of Get Job; a callback does not name the step, but brings the stack.
 *
 * @param job the job's record, or what the callback tells of it
 */
export function callbackFailure(
	{ error_code, msg, suggestion, stacktrace }: Callback,
	job: JobRecord,
): JobFailure {
	const told = { code: text(error_code), message: text(msg), suggestion: text(suggestion) };
	return failureOfCallback(job, told, text(stacktrace));
}

function tableOf(info: unknown): string | null {
	const { database, table } = (info ?? {}) as { database?: unknown; table?: unknown };
	const name = text(table);
	if (name === null || name.includes('.')) return name;
	return text(database) === null ? name : `${text(database)}.${name}`;
}

/** From the first to the last segment. */
function dataRange(ranges: unknown): IDataObject {
	if (!Array.isArray(ranges)) return {};
	const values = (name: string) =>
		ranges.map((range) => (range as IDataObject | null)?.[name]).filter(isTime);
	const [starts, ends] = [values('data_range_start'), values('data_range_end')];
	if (starts.length === 0 || ends.length === 0) return {};
	const end = Math.max(...ends);
	return {
		data_range_start: Math.min(...starts),
		data_range_end: end >= Number(UNBOUNDED) ? UNBOUNDED : end,
	};
}

function isTime(value: unknown): value is number {
	return Number.isFinite(value);
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
