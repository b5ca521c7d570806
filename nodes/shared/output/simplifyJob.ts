import type { IDataObject } from 'n8n-workflow';
import { apiRoot } from '../kylin/host';
import type { JobRecord } from '../kylin/job';
import type { JobStep } from '../kylin/jobDetail';
import { hasEnded, statusText } from '../kylin/jobStatus';
import { JOB_TYPES } from '../kylin/jobType';
import { FIRST_ISO_TIME, LAST_ISO_TIME, zonedTimeOrNull } from '../time/zonedTime';

export type OutputContext = {
	/** IANA name of the workflow's timezone */
	timezone: string;
	/** Host of the credential, as it was typed; undefined = not known, so that there is no link */
	host?: string;
};

/** What the end of an unbounded data range is shown as. */
const OPEN = 'open';

/**
 * A job in the words of Kylin's job page: times in ISO 8601 in the workflow's timezone (null = not
 * yet), the duration in seconds and as text, with the waiting included, the progress in percent,
 * `kylin` the host name of the server and `link` to its job page with the job's object and status
 * (null = host not known). If the object is deleted or broken, Kylin says so in place of its name:
 * then `object` is null and `object_note` has the complaint. There is never a member `error`: n8n
 * takes an item with one for a failure.
 */
export function simplifyJob(job: JobRecord, context: OutputContext): IDataObject {
	const { timezone, host } = context;
	const durationSeconds = seconds(job.total_duration ?? job.duration);
	return {
		id: job.id,
		job_type: jobType(job.job_name),
		status: job.job_status,
		status_text: statusText(job.job_status),
		project: job.project,
		kylin: host === undefined ? null : new URL(apiRoot(host)).host,
		...objectOf(job),
		progress_percent: progressPercent(job),
		created_at: time(job.create_time, timezone),
		ended_at: hasEnded(job.job_status) ? time(job.exec_end_time, timezone) : null,
		duration_seconds: durationSeconds,
		duration_text: durationSeconds === null ? null : durationText(durationSeconds),
		link: host === undefined ? null : monitorLink(job, host),
	};
}

/** The readable members of a job that are too many for `simplifyJob`. */
export function readableDetails(job: JobRecord, { timezone }: OutputContext): IDataObject {
	return {
		started_at: time(job.exec_start_time, timezone),
		changed_at: time(job.last_modified, timezone),
		waited_seconds: seconds(job.wait_time),
		...dataRange(job, timezone),
	};
}

/** A step of a job, as short as a job. */
export function simplifyStep(step: JobStep, { timezone }: OutputContext): IDataObject {
	return {
		id: step.id,
		name: step.name,
		status: step.step_status,
		started_at: time(step.exec_start_time, timezone),
		duration_seconds: seconds(step.duration),
	};
}

/** Kylin's own `progress` counts steps that a list never holds, and is always 0. */
export function progressPercent({ job_status, step_ratio }: JobRecord): number | null {
	if (job_status === 'FINISHED') return 100;
	const ratio = Number(step_ratio ?? NaN);
	return Number.isFinite(ratio) ? Math.round(ratio * 100) : null;
}

/** @returns the type's name on Kylin's page; the wire's name for one that has none */
export function jobType(jobName: unknown): string | null {
	const known = JOB_TYPES.find(({ value }) => value === jobName);
	return known?.name ?? (typeof jobName === 'string' ? jobName : null);
}

/**
 * Kylin's pages have no address for one job: this one lists its object's jobs in its status.
 *
 * @returns null for a name that no address can hold: it was cut within a character
 */
function monitorLink(job: JobRecord, host: string): string | null {
	const page = apiRoot(host).replace(/\/api$/, '');
	const { object } = objectOf(job);
	const values = { modelAlias: object, jobStatus: job.job_status };
	try {
		const query = Object.entries(values)
			.filter(([, value]) => typeof value === 'string')
			.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
		return `${page}/#/monitor/job?${query.join('&')}`;
	} catch {
		return null;
	}
}

function objectOf({ target_subject, target_subject_error }: JobRecord): IDataObject {
	const text = typeof target_subject === 'string' ? target_subject : null;
	return target_subject_error === true ? { object: null, object_note: text } : { object: text };
}

/** @returns e.g. `45 s`, `9 min 20 s`, `2 h 5 min`, `3 days 4 h`: the two largest units */
function durationText(durationSeconds: number): string {
	const minutes = Math.floor(durationSeconds / 60);
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'} ${hours % 24} h`;
	if (hours > 0) return `${hours} h ${minutes % 60} min`;
	return minutes > 0 ? `${minutes} min ${durationSeconds % 60} s` : `${durationSeconds} s`;
}

/** Kylin writes 0 for what has not happened yet. */
function time(value: unknown, timezone: string): string | null {
	const epochMs = Number(value ?? 0);
	return epochMs > 0 ? zonedTimeOrNull(epochMs, timezone) : null;
}

function seconds(milliseconds: unknown): number | null {
	return Number.isFinite(milliseconds) ? Math.round(Number(milliseconds) / 1000) : null;
}

/** A job without a data range has 0 and 0; the whole of a table is 0 and the largest 64-bit number. */
function dataRange({ data_range_start, data_range_end }: JobRecord, timezone: string): IDataObject {
	const [start, end] = [Number(data_range_start ?? 0), Number(data_range_end ?? 0)];
	if (start === 0 && end === 0) return { data_from: null, data_to: null };
	const isOpenEnd = end > LAST_ISO_TIME;
	const isOpenStart = start < FIRST_ISO_TIME || (start === 0 && isOpenEnd);
	return {
		data_from: isOpenStart ? OPEN : zonedTimeOrNull(start, timezone),
		data_to: isOpenEnd ? OPEN : zonedTimeOrNull(end, timezone),
	};
}
