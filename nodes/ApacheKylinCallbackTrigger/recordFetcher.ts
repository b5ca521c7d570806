import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender, LoginRefused } from '../shared/login/guardedSender';
import { loginKey } from '../shared/login/loginRefusal';
import { findJobs } from '../shared/jobs/findJobs';
import type { JobRecord } from '../shared/kylin/job';
import { apiRoot } from '../shared/kylin/host';
import { withoutStop } from '../shared/texts/sentences';
import { toFailure } from '../shared/kylin/networkFailure';
import { activatedAt } from './activatedAt';

const TIMEOUT_MS = 30_000;

/** A job's record; if it cannot be had, the job of the callback and a `job_note` why. */
export type FetchRecord = (job: JobRecord) => Promise<{ record: JobRecord; note: IDataObject }>;

/**
 * Fetches records from the Kylin of the credential. It never fails, so that no event is lost because
 * Kylin is busy: then the job of the callback has to do.
 *
 * @throws ParameterError for an invalid host
 */
export async function recordFetcher(
	context: IWebhookFunctions,
): Promise<{ host: string; fetchRecord: FetchRecord }> {
	const { host, username, password } = await context.getCredentials('apacheKylinApi');
	const login = loginKey(apiRoot(host), username, password);
	const fetchRecord: FetchRecord = async (job) => {
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
	return { host: String(host), fetchRecord };
}

/** The note is all that a user sees of a refused login, so it says what to do about it. */
function noteOn(error: Error): string {
	const { message } = toFailure(error);
	return error instanceof LoginRefused ? `${withoutStop(message)}. ${error.facts.advice}` : message;
}
