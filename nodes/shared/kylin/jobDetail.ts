import type { IDataObject } from 'n8n-workflow';
import { unexpectedAnswer } from './unexpectedAnswer';

/** A step as `GET /jobs/{id}/detail` returns it; times in epoch milliseconds, durations in milliseconds. */
export interface JobStep extends IDataObject {
	id: string;
	name: string;
	step_status: string;
}

/** What Kylin writes where nobody has written a suggestion yet (KE error texts). */
const NO_SUGGESTION = '#TODO';

/**
 * The steps in an answer of `/detail`; none when Kylin could not read the job's steps itself.
 *
 * @throws KylinFailure when the answer holds something else
 */
export function parseSteps(data: unknown): JobStep[] {
	const rows = data ?? [];
	if (Array.isArray(rows) && rows.every(isJobStep)) return rows;
	throw unexpectedAnswer("Kylin's answer holds something other than the steps of a job");
}

function isJobStep(value: unknown): value is JobStep {
	const step = value as JobStep | null;
	return typeof step?.id === 'string' && typeof step.name === 'string';
}

/** Kylin 5.0.0 describes the failure on every step in ERROR; the first one began it. */
export function failedStep(steps: readonly JobStep[]): JobStep | undefined {
	return steps.find(({ step_status }) => step_status === 'ERROR');
}

/** What Kylin tells of a failure on the failed step; null what it does not tell. */
export type StepFailure = {
	/** what happened, or a general sentence */
	message: string | null;
	/** general, as a rule */
	reason: string | null;
	/** Kylin's error code */
	code: string | null;
	step: string;
	step_id: string;
	/** part of the step that failed, where the step has parts */
	stage: string | null;
	suggestion: string | null;
};

/** @returns null when no step has failed */
export function knownFailure(steps: readonly JobStep[]): StepFailure | null {
	const step = failedStep(steps);
	if (step === undefined) return null;
	const { failed_step_name, failed_code, failed_reason, failed_msg, failed_resolve } = step;
	const stage = text(failed_step_name);
	const suggestion = text(failed_resolve);
	return {
		message: text(failed_msg),
		reason: text(failed_reason),
		code: /KE-\d{9}/.exec(text(failed_code) ?? '')?.[0] ?? text(failed_code),
		step: step.name,
		step_id: step.id,
		stage: stage === step.name ? null : stage,
		suggestion: suggestion === NO_SUGGESTION ? null : suggestion,
	};
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** What Kylin writes in place of a log that is not there, or not legible (ExecutableManager). */
const NO_LOG =
	/^\s*(job output (not found|broken), please check kylin\.log|Wait a moment \.\.\.)\s*$/;

export function isLog(text: string): boolean {
	return text.trim() !== '' && !NO_LOG.test(text);
}
