import type { IDataObject } from 'n8n-workflow';
import type { JobEvent } from '../shared/events/jobEvent';
import type { Send } from '../shared/http/kylinRequest';
import { readFailureDetails } from '../shared/jobs/failureDetails';
import type { JobRecord } from '../shared/kylin/job';
import type { Output } from '../shared/output/outputChoice';
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
				: await readFailureDetails(send, job);
		items.push(shaped(output, job, { event, previous_status: previousStatus, ...failure }));
	}
	return items;
}

/** One job that does not fit the output must not hold back the events of all others. */
function shaped(output: Output, job: JobRecord, additions: IDataObject): IDataObject {
	try {
		return output.job(job, additions);
	} catch (error) {
		const job_note = `The job could not be put into this output: ${(error as Error).message}`;
		return { ...job, ...additions, job_note };
	}
}
