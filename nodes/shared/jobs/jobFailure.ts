import type { JobRecord } from '../kylin/job';
import { jobType } from '../output/simplifyJob';
import { withoutStop } from '../texts/sentences';
import { bounded, isGeneral, messageOf, rootCause } from './rootCause';

/** Why a job failed, as the member `failure` of an item. What is not known is null. */
export type JobFailure = {
	/** one sentence for people, that can be sent as it is */
	summary: string;
	/** Kylin's own message; the other sentence of Kylin, `reason`, is general as a rule */
	message: string | null;
	reason: string | null;
	/** the last "Caused by" of the step's log or of the callback's stack */
	root_cause: string | null;
	/** Kylin's error code */
	code: string | null;
	step: string | null;
	step_id: string | null;
	/** part of the step that failed, where the step has parts */
	stage: string | null;
	suggestion: string | null;
};

/** What Kylin tells of a failure beside a log: its failed step, or a callback that names no step. */
export type KnownFailure = Omit<JobFailure, 'summary' | 'root_cause'>;

/** A log or stack of a failed job; `note` says why there is none. */
export type FailureLog = { text: string; note?: undefined } | { text?: undefined; note: string };

const MAX_CAUSE_CHARACTERS = 300;

/** Whether Kylin's own sentences say more than that something failed. */
export function isExplained({ message, reason }: KnownFailure): boolean {
	return [message, reason].some((sentence) => sentence !== null && !isGeneral(sentence));
}

/** @param log absent = not read, because Kylin's own sentences were enough */
export function jobFailure(job: JobRecord, known: KnownFailure, log?: FailureLog): JobFailure {
	const cause = log?.text === undefined ? null : rootCause(log.text);
	const { message, reason, code, step, stage } = known;
	const where = [step, stage].filter((name) => name !== null).join(', ');
	const what = `${describeWork(job)} failed${where === '' ? '' : ` in ${where}`}`;
	const why = chooseSentence([message, cause, reason]) ?? withoutReason(known, log, cause);
	const summary = `${what}: ${why}${code === null || why.includes(code) ? '' : ` (${code})`}`;
	return {
		summary,
		message,
		reason,
		root_cause: cause,
		code,
		step,
		step_id: known.step_id,
		stage,
		suggestion: known.suggestion,
	};
}

/** Why a job failed, from a callback of Kylin, which names no step but brings the whole stack. */
export function failureOfCallback(
	job: JobRecord,
	told: { message: string | null; code: string | null; suggestion: string | null },
	stack: string | null,
): JobFailure {
	const isMessageGeneral = told.message === null || isGeneral(told.message);
	const known: KnownFailure = {
		message: isMessageGeneral ? null : told.message,
		reason: told.message,
		code: told.code,
		step: null,
		step_id: null,
		stage: null,
		suggestion: told.suggestion,
	};
	const log = stack === null ? { note: 'the callback has none' } : { text: stack };
	return jobFailure(job, known, log);
}

/** @returns e.g. `Load Data of orders` */
function describeWork({ id, job_name, target_subject, target_subject_error }: JobRecord): string {
	const type = jobType(job_name);
	if (type === null) return `Job ${id}`;
	const isNamed = typeof target_subject === 'string' && target_subject_error !== true;
	return isNamed ? `${type} of ${bounded(target_subject, MAX_CAUSE_CHARACTERS)}` : type;
}

/** The first that says more than that something failed. */
function chooseSentence(sentences: ReadonlyArray<string | null>): string | undefined {
	const telling = sentences.find((sentence) => sentence !== null && !isGeneral(sentence));
	if (typeof telling !== 'string') return undefined;
	return withoutStop(bounded(messageOf(telling), MAX_CAUSE_CHARACTERS));
}

function withoutReason(
	{ message, reason }: KnownFailure,
	log: FailureLog | undefined,
	cause: string | null,
): string {
	const general = [message, cause, reason].find((sentence) => sentence !== null);
	const said = withoutStop(
		bounded(messageOf(general ?? 'Kylin gives no reason'), MAX_CAUSE_CHARACTERS),
	);
	if (log === undefined) return said;
	if (log.text !== undefined) return `${said}; the log of the step names no other cause`;
	return `${said}; the log of the step could not be read: ${withoutStop(bounded(log.note, MAX_CAUSE_CHARACTERS))}`;
}
