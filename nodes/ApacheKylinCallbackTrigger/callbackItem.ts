import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { eventItem } from '../shared/events/eventItem';
import type { JobEvent } from '../shared/events/jobEvent';
import { readOutput } from '../shared/output/outputChoice';
import { callbackFailure, type Callback } from './callback';
import { recordFetcher, type FetchRecord } from './recordFetcher';

/** A callback does not say Kylin's address either, which the link to the job page needs. */
const FROM_THE_CALLBACK: { host?: string; fetchRecord: FetchRecord } = {
	fetchRecord: async (job) => ({ record: job, note: {} }),
};

/**
 * Makes the item of an event: the job with `event`, `previous_status` and, if it failed, `failure`.
 *
 * @returns a function that does not throw: once Kylin has its 200, it does not send the callback again
 * @throws ParameterError for a value that is not possible, before there is an event
 */
export async function callbackItem(
	context: IWebhookFunctions,
	jobData: 'callback' | 'kylin',
): Promise<(callback: Callback, event: JobEvent) => Promise<IDataObject>> {
	const { host, fetchRecord } =
		jobData === 'kylin' ? await recordFetcher(context) : FROM_THE_CALLBACK;
	const output = await readOutput({
		parameter: (name, fallback) => context.getNodeParameter(name, fallback),
		outputContext: async () => ({ host, timezone: context.getTimezone() }),
	});
	return async (callback, event) => {
		const { record, note } = await fetchRecord(event.job);
		const failure =
			event.event === 'jobFailed' ? { failure: callbackFailure(callback, record) } : {};
		return eventItem(output, { ...event, job: record }, { ...failure, ...note });
	};
}
