import type { IDataObject } from 'n8n-workflow';
import { readOutput } from '../../../shared/output/outputChoice';
import type { InputItem } from '../../item/inputItem';
import { WAIT } from './wait.fields';
import { waitForJobs } from './waitForJobs';
import { readWaitOptions } from './waitOptions';

/** The Wait for Jobs operation for one item: the jobs in the order of their IDs. */
export async function wait(item: InputItem): Promise<IDataObject[]> {
	const { key: jobIds, project } = WAIT.read(item.fields.query, item.isExpression);
	const options = readWaitOptions(item.parameter('waitOptions', {}), item.isExpression);
	const output = await readOutput(item);
	const { jobs, isDone, failures } = await waitForJobs(item, { ...options, jobIds, project });
	return jobIds.flatMap((id) => {
		const job = jobs.get(id);
		if (job === undefined) return [];
		return [output.job(job, { timed_out: !isDone(id), failure: failures.get(id) ?? null })];
	});
}
