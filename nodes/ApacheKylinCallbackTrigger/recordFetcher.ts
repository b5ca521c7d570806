import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender, LoginRefused } from '../shared/login/loginGuard';
import { readCredential } from '../shared/login/credential';
import { findJobs } from '../shared/jobs/findJobs';
import type { JobRecord } from '../shared/kylin/job';
import { eightAtOnce } from '../shared/api/sideBySide';
import { clock, within } from '../shared/time/clock';
import { withoutStop } from '../shared/texts/sentences';
import { toFailure } from '../shared/kylin/networkFailure';
import { activatedAt } from './activatedAt';

/** For the record as a whole, and for the silence within an answer. */
const TIMEOUT_MS = 30_000;

const TOO_LATE = 'Kylin did not answer in time';

/** All callbacks of this n8n together have eight requests under way, as many as a node has. */
const inTurn = eightAtOnce();

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
	const { host, key } = await readCredential(context);
	const isTest = context.getMode() === 'manual';
	const fetchRecord: FetchRecord = async (job) => {
		const activated = activatedAt(context.getWorkflowStaticData('node')) ?? 0;
		const began = clock.elapsed();
		const send = guardedSender(contextSender(context, TIMEOUT_MS), {
			login: key,
			isUserRetry: ({ refusedAt, refusedAfter }) =>
				isTest ? refusedAfter < began : refusedAt < activated,
		});
		try {
			const end = began + TIMEOUT_MS;
			const jobs = await within(
				inTurn(async () =>
					clock.elapsed() < end ? await findJobs(send, [job.id], job.project) : undefined,
				),
				TIMEOUT_MS,
			);
			if (jobs === undefined) return { record: job, note: { job_note: TOO_LATE } };
			const record = jobs.get(job.id);
			if (record !== undefined) return { record, note: {} };
			return { record: job, note: { job_note: 'The job is not in the list of Kylin any more' } };
		} catch (error) {
			return { record: job, note: { job_note: noteOn(error as Error) } };
		}
	};
	return { host, fetchRecord };
}

/** The note is all that a user sees of a refused login, so it says what to do about it. */
function noteOn(error: Error): string {
	const { message } = toFailure(error);
	return error instanceof LoginRefused ? `${withoutStop(message)}. ${error.facts.advice}` : message;
}
