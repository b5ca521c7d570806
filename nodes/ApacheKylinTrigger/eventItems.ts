import type { IDataObject } from 'n8n-workflow';
import type { JobEvent } from '../shared/events/jobEvent';
import type { Send } from '../shared/api/kylinRequest';
import { fetchFailureDetails } from '../shared/jobs/failureDetails';
import { shapedOrWhole } from '../shared/output/shapedOrWhole';
import type { TriggerSettings } from './settings';

/** More would make a poll after a bad night last too long. */
const MAX_DETAILED_FAILURES = 20;

const TOO_MANY_FAILURES = `Only the first ${MAX_DETAILED_FAILURES} failures of a poll are read in detail`;

/** What comes out of the trigger for each event: the job with `event` and `previous_status`. */
export async function eventItems(
	events: readonly JobEvent[],
	send: Send,
	{ output, addsFailureDetails }: Pick<TriggerSettings, 'output' | 'addsFailureDetails'>,
): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	let detailed = 0;
	for (const { event, previousStatus, job } of events) {
		const isDetailed = addsFailureDetails && event === 'jobFailed';
		if (isDetailed) detailed += 1;
		const failure = !isDetailed
			? {}
			: detailed > MAX_DETAILED_FAILURES
				? { failure: null, failure_note: TOO_MANY_FAILURES }
				: await fetchFailureDetails(send, job);
		const additions = { event, previous_status: previousStatus, ...failure };
		items.push(shapedOrWhole(() => output.job(job, additions), { ...job, ...additions }));
	}
	return items;
}
