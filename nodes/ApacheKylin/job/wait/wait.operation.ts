import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { outputFields } from '../../../shared/fields/output';
import { optionalProjectField } from '../../fields/project';
import { showFor } from '../../item/showFor';
import { waitOptionsField } from './wait.fields';
import { runPerItem } from '../../item/runPerItem';
import { openEnvelope } from '../../item/openEnvelope';
import type { InputItem } from '../../item/inputItem';
import { JOBS_URL } from '../../../shared/api/jobs';
import { waitForJobs } from './waitForJobs';
import { readWaitOptions } from './waitOptions';
import { readOutput } from '../../../shared/output/outputChoice';
import { readJobIds } from '../jobIds';
import { readText } from '../../../shared/values/values';

/** The Wait for Jobs operation for one item: the jobs in the order of their IDs. */
async function wait(item: InputItem): Promise<IDataObject[]> {
	const { query } = item.fields;
	const jobIds = readJobIds(query.key);
	const project = readText(query.project, 'Project');
	const options = readWaitOptions(item.parameter('waitOptions', {}));
	const output = await readOutput(item);
	const { jobs, isDone } = await waitForJobs(item, { ...options, jobIds, project });
	return jobIds.flatMap((id) => {
		const job = jobs.get(id);
		return job === undefined ? [] : [output.job(job, { timed_out: !isDone(id) })];
	});
}

export const waitOperation: INodePropertyOptions = {
	name: 'Wait for Jobs',
	value: 'wait',
	action: 'Wait for jobs to end',
	description: 'Wait until jobs have finished, failed or been discarded, and return them',
	routing: {
		request: { method: 'GET', url: JOBS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItem(wait) },
		output: { postReceive: [openEnvelope] },
	},
};

export const waitFields = showFor('wait', [
	{
		displayName: 'Job IDs',
		name: 'jobIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f2b1c9e-7a54-4d0e-9c1f-0a6d5e8b7c21',
		description:
			'The ID of one job, several IDs with commas or line breaks between them, or an expression that gives an array of IDs. However many jobs: one request per look.',
		routing: { send: { type: 'query', property: 'key' } },
	},
	{
		...optionalProjectField,
		description:
			'The project of the jobs. May be left empty; with it, Kylin has fewer jobs to search.',
		routing: { send: { type: 'query', property: 'project' } },
	},
	waitOptionsField,
	...outputFields,
] as INodeProperties[]);
