import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender, LoginRefused } from '../shared/login/guardedSender';
import { loginKey } from '../shared/login/loginRefusal';
import { findJobs } from '../shared/jobs/findJobs';
import type { JobRecord } from '../shared/kylin/job';
import { apiRoot } from '../shared/kylin/host';
import { withoutStop } from '../shared/texts/sentences';
import { activatedAt } from './activatedAt';
import { toFailure } from '../shared/kylin/networkFailure';

const TIMEOUT_MS = 30_000;

/** A job's record, or why it is only what the callback told. */
export type ReadRecord = (job: JobRecord) => Promise<{ record: JobRecord; note: IDataObject }>;

/**
 * Reads records from the Kylin of the credential. What the callback told is better than nothing: an
 * event is not lost because Kylin is busy.
 *
 * @throws ParameterError for a host that is none
 */
export async function recordReader(
	context: IWebhookFunctions,
): Promise<{ host: string; readRecord: ReadRecord }> {
	const { host, username, password } = await context.getCredentials('apacheKylinApi');
	const login = loginKey(apiRoot(host), username, password);
	const readRecord: ReadRecord = async (job) => {
		const staticData = context.getWorkflowStaticData('node');
		const send = guardedSender(contextSender(context, TIMEOUT_MS), {
			login,
			staticData,
			isByPerson: context.getMode() === 'manual',
			repairedAt: activatedAt(staticData),
			wayOut: 'the workflow is activated anew',
		});
		try {
			const jobs = await findJobs(send, [job.id], job.project);
			const record = jobs.get(job.id);
			if (record !== undefined) return { record, note: {} };
			return { record: job, note: { job_note: 'The job is not in the list of Kylin any more' } };
		} catch (error) {
			return { record: job, note: { job_note: noteOn(error as Error) } };
		}
	};
	return { host: String(host), readRecord };
}

/** Nothing but this note says that a login is not sent again, and what to do about it. */
function noteOn(error: Error): string {
	const { message } = toFailure(error);
	return error instanceof LoginRefused ? `${withoutStop(message)}. ${error.facts.advice}` : message;
}
