import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { callbackFailure, type Callback } from './callback';
import type { JobEvent } from '../shared/events/jobEvent';
import type { JobRecord } from '../shared/kylin/job';
import { readOutput } from '../shared/output/outputChoice';
import { shapedOrWhole } from '../shared/output/shapedOrWhole';
import { recordReader, type ReadRecord } from './recordReader';

/** A job page's link needs Kylin's address, which a callback does not tell. */
const NO_HOST = 'http://localhost';

const toldRecord: ReadRecord = async (job) => ({ record: job, note: {} });

/**
 * Makes the item of an event: the job with `event`, `previous_status` and, if it failed, `failure`.
 *
 * @returns a function that does not throw: once Kylin has its 200, it does not come again
 * @throws ParameterError for a value that is not possible, before there is an event
 */
export async function callbackItem(
	context: IWebhookFunctions,
): Promise<(callback: Callback, event: JobEvent) => Promise<IDataObject>> {
	const isRead = context.getNodeParameter('jobData', 'callback') === 'kylin';
	const { host, readRecord } = isRead
		? await recordReader(context)
		: { host: NO_HOST, readRecord: toldRecord };
	const output = await readOutput({
		parameter: (name, fallback) => context.getNodeParameter(name, fallback),
		outputContext: async () => ({ host, timezone: context.getTimezone() }),
	});
	const shape = (job: JobRecord, additions: IDataObject) => {
		const item = output.job(job, additions);
		return !isRead && 'link' in item ? { ...item, link: null } : item;
	};
	return async (callback, { event, previousStatus, job }) => {
		const { record, note } = await readRecord(job);
		const additions = {
			event,
			previous_status: previousStatus,
			...(event === 'jobFailed' ? callbackFailure(callback) : {}),
			...note,
		};
		return shapedOrWhole(() => shape(record, additions), { ...job, ...additions });
	};
}
