import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { callbackFailure, type Callback } from '../shared/events/callback';
import type { JobEvent } from '../shared/events/jobEvent';
import { contextSender } from '../shared/http/contextSender';
import { toFailure } from '../shared/http/nodeError';
import { findJobs } from '../shared/jobs/findJobs';
import type { JobRecord } from '../shared/kylin/job';
import { readOutput } from '../shared/output/outputChoice';

const TIMEOUT_MS = 30_000;

/** A job page's link needs Kylin's address, which a callback does not tell. */
const NO_HOST = 'http://localhost';

/**
 * Makes the item of an event: the job with `event`, `previous_status` and, if it failed, `failure`.
 *
 * @throws ParameterError for a value of a parameter that is not possible, before there is an event
 */
export async function callbackItem(
	context: IWebhookFunctions,
): Promise<(callback: Callback, event: JobEvent) => Promise<IDataObject>> {
	const isRead = context.getNodeParameter('jobData', 'callback') === 'kylin';
	const host = isRead ? (await context.getCredentials('apacheKylinApi')).host : NO_HOST;
	const output = await readOutput({
		parameter: (name, fallback) => context.getNodeParameter(name, fallback),
		outputContext: async () => ({ host: String(host), timezone: context.getTimezone() }),
	});
	return async (callback, { event, previousStatus, job }) => {
		const { record, note } = isRead ? await readRecord(context, job) : { record: job, note: {} };
		const item = output.job(record, {
			event,
			previous_status: previousStatus,
			...(event === 'jobFailed' ? callbackFailure(callback) : {}),
			...note,
		});
		return !isRead && 'link' in item ? { ...item, link: null } : item;
	};
}

/** What the callback told is better than nothing: an event is not lost because Kylin is busy. */
async function readRecord(
	context: IWebhookFunctions,
	job: JobRecord,
): Promise<{ record: JobRecord; note: IDataObject }> {
	try {
		const jobs = await findJobs(contextSender(context, TIMEOUT_MS), [job.id], job.project);
		const record = jobs.get(job.id);
		if (record !== undefined) return { record, note: {} };
		return { record: job, note: { job_note: 'The job is not in the list of Kylin any more' } };
	} catch (error) {
		return { record: job, note: { job_note: toFailure(error as Error).message } };
	}
}
