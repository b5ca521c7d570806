import type { IDataObject } from 'n8n-workflow';
import type { Output } from '../output/outputChoice';
import type { JobEvent } from './jobEvent';

/**
 * The item of an event: the job in the chosen output with `event`, `previous_status` and `extra`.
 *
 * An event comes once, so a job that cannot be put into the output comes whole instead, with a
 * `job_note`, and does not hold back the others.
 */
export function eventItem(
	output: Output,
	{ event, previousStatus, job }: JobEvent,
	extra: IDataObject,
): IDataObject {
	const before = previousStatus === undefined ? {} : { previous_status: previousStatus };
	const additions = { event, ...before, ...extra };
	try {
		return output.job(job, additions);
	} catch (error) {
		const job_note = `The job could not be put into this output: ${(error as Error).message}`;
		return { ...job, ...additions, job_note };
	}
}
