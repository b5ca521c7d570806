import type { IDataObject } from 'n8n-workflow';
import type { InputItem } from '../../item/inputItem';
import { readOutput } from '../../../shared/output/outputChoice';
import { operateAllJobs } from './operateAllJobs';
import { operateSelectedJobs } from './operateSelectedJobs';
import { readOperateRequest } from './request';

/** The Operate Jobs operation for one item. */
export async function operateJobs(item: InputItem): Promise<IDataObject[]> {
	const request = readOperateRequest(item);
	const output = await readOutput(item);
	return request.applyTo === 'allJobsInProject'
		? await operateAllJobs(request, item, output)
		: await operateSelectedJobs(request, item, output);
}
