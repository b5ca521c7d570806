import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../shared/api/kylinRequest';
import type { JobRecord } from '../shared/kylin/job';
import { describeFailure, isLog, parseSteps } from '../shared/kylin/jobDetail';
import { stepLogRequest, stepsRequest } from '../shared/api/jobs';
import { toFailure } from '../shared/kylin/networkFailure';

const LOG_LINES = 30;
const LOG_CHARACTERS = 4_000;

/**
 * Why a job failed, as `failure` of Get Job with `log_end` besides: the last 30 lines of the failed
 * step's log, at most 4,000 characters. It never throws, so that nothing is lost because of a
 * detail: what could not be read is null, and `failure_note` says why.
 */
export async function fetchFailureDetails(send: Send, job: JobRecord): Promise<IDataObject> {
	try {
		const failure = describeFailure(parseSteps(await send(stepsRequest(job))));
		if (failure === undefined) {
			return { failure: null, failure_note: 'The job has been resumed or restarted since' };
		}
		return { failure: { ...failure, ...(await readLogEnd(send, job, failure.step_id)) } };
	} catch (error) {
		return { failure: null, failure_note: toFailure(error as Error).message };
	}
}

async function readLogEnd(send: Send, job: JobRecord, stepId: string): Promise<IDataObject> {
	try {
		const answer = (await send(stepLogRequest(job, stepId, 'output'))) as IDataObject | null;
		return { log_end: logEnd(String(answer?.cmd_output ?? '')) };
	} catch (error) {
		return { log_end: null, log_note: toFailure(error as Error).message };
	}
}

/** @returns null when there is no log */
function logEnd(log: string): string | null {
	if (!isLog(log)) return null;
	return log.trimEnd().split(/\r?\n/).slice(-LOG_LINES).join('\n').slice(-LOG_CHARACTERS);
}
