import type { IDataObject } from 'n8n-workflow';
import { readOutput } from '../../../shared/output/outputChoice';
import type { InputItem } from '../../item/inputItem';
import { readListRequest } from './listRequest';
import { readJobs } from './readJobs';

/** List Jobs for one item: an item per job, all of them or a page. */
export async function listJobs(item: InputItem): Promise<IDataObject[]> {
	const output = await readOutput(item);
	const { timezone } = await item.outputContext();
	const jobs = await readJobs(item.send, readListRequest(item, timezone));
	return jobs.map((job) => output.job(job));
}
