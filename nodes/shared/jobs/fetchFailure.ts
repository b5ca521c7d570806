import type { IDataObject } from 'n8n-workflow';
import { stepLogRequest, stepsRequest } from '../api/jobs';
import type { Send } from '../api/kylinRequest';
import type { JobRecord } from '../kylin/job';
import { failedStep, isLog, knownFailure, parseSteps, type JobStep } from '../kylin/jobDetail';
import { toFailure } from '../kylin/networkFailure';
import { isExplained, jobFailure, type FailureLog, type JobFailure } from './jobFailure';

const END_LINES = 30;
const END_CHARACTERS = 4_000;

/** More would make a wait, or a poll after a bad night, last too long. */
export const MAX_DETAILED_FAILURES = 20;

/**
 * Why a job failed, from its steps. The log of the failed step is read only if Kylin's own sentences
 * say nothing; one that cannot be read costs no more than the cause.
 *
 * @returns null when no step has failed
 */
export async function explainFailure(
	send: Send,
	job: JobRecord,
	steps: readonly JobStep[],
): Promise<JobFailure | null> {
	const known = knownFailure(steps);
	if (known === null) return null;
	const stack = failedStep(steps)?.failed_stack;
	const ownLog = typeof stack === 'string' ? { text: stack } : undefined;
	if (isExplained(known)) return jobFailure(job, known, ownLog);
	return jobFailure(job, known, await fetchLog(send, job, known.step_id));
}

/**
 * Why jobs failed, by their IDs, for those of them that are in ERROR: the first 20. It never throws:
 * a job whose steps cannot be read is missing.
 */
export async function fetchFailures(
	send: Send,
	jobs: readonly JobRecord[],
): Promise<ReadonlyMap<string, JobFailure>> {
	const failed = jobs.filter(({ job_status }) => job_status === 'ERROR');
	const failures = new Map<string, JobFailure>();
	const explain = async (job: JobRecord) => {
		const steps = parseSteps(await send(stepsRequest(job)));
		const failure = await explainFailure(send, job, steps);
		if (failure !== null) failures.set(job.id, failure);
	};
	await Promise.allSettled(failed.slice(0, MAX_DETAILED_FAILURES).map(explain));
	return failures;
}

/**
 * Why a job failed, as `failure` with `log_end` besides: the last 30 lines of the failed step's log,
 * at most 4,000 characters. It never throws, so that nothing is lost because of a detail: what could
 * not be read is null, and `failure_note` or `log_note` says why.
 */
export async function fetchFailureDetails(send: Send, job: JobRecord): Promise<IDataObject> {
	try {
		const known = knownFailure(parseSteps(await send(stepsRequest(job))));
		if (known === null) {
			return { failure: null, failure_note: 'The job has been resumed or restarted since' };
		}
		const log = await fetchLog(send, job, known.step_id);
		const end = log.text === undefined ? { log_end: null } : { log_end: logEnd(log.text) };
		const note = log.note === undefined || log.note === NO_LOG ? {} : { log_note: log.note };
		return { failure: { ...jobFailure(job, known, log), ...end, ...note } };
	} catch (error) {
		return { failure: null, failure_note: toFailure(error as Error).message };
	}
}

const NO_LOG = 'Kylin has none';

async function fetchLog(send: Send, job: JobRecord, stepId: string): Promise<FailureLog> {
	try {
		const answer = (await send(stepLogRequest(job, stepId, 'output'))) as IDataObject | null;
		const text = String(answer?.cmd_output ?? '');
		return isLog(text) ? { text } : { note: NO_LOG };
	} catch (error) {
		return { note: toFailure(error as Error).message };
	}
}

function logEnd(log: string): string {
	return log.trimEnd().split(/\r?\n/).slice(-END_LINES).join('\n').slice(-END_CHARACTERS);
}
