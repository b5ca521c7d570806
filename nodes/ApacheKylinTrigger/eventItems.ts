import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../shared/api/kylinRequest';
import { eventItem } from '../shared/events/eventItem';
import type { JobEvent } from '../shared/events/jobEvent';
import { fetchFailureDetails, MAX_DETAILED_FAILURES } from '../shared/jobs/fetchFailure';
import type { TriggerSettings } from './settings';

const TOO_MANY_FAILURES = `Only the first ${MAX_DETAILED_FAILURES} failures of a poll are read in detail`;

/** The trigger's items, one for each event; those of failed jobs with `failure`, if it is wanted. */
export async function eventItems(
	events: readonly JobEvent[],
	send: Send,
	{ output, addsFailureDetails }: Pick<TriggerSettings, 'output' | 'addsFailureDetails'>,
): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	let detailed = 0;
	const failureOf = async ({ event, job }: JobEvent): Promise<IDataObject> => {
		if (!addsFailureDetails || event !== 'jobFailed') return {};
		detailed += 1;
		return detailed > MAX_DETAILED_FAILURES
			? { failure: null, failure_note: TOO_MANY_FAILURES }
			: await fetchFailureDetails(send, job);
	};
	for (const event of events) items.push(eventItem(output, event, await failureOf(event)));
	return items;
}
