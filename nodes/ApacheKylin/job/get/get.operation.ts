import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { jobField } from '../fields/job';
import { outputFields } from '../../../shared/fields/output';
import { optionalProjectField } from '../../fields/project';
import { showFor } from '../../item/showFor';
import { runPerItem } from '../../item/runPerItem';
import { openEnvelope } from '../../item/openEnvelope';
import { JOBS_URL } from '../../../shared/api/jobs';
import { getJob } from './getJob';

export const getOperation: INodePropertyOptions = {
	name: 'Get Job',
	value: 'get',
	action: 'Get job',
	description:
		'Retrieve one job by its ID: its state, its steps and, if it failed, the step, the reason and a suggestion',
	routing: {
		request: { method: 'GET', url: JOBS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItem(getJob) },
		output: { postReceive: [openEnvelope] },
	},
};

/** Which job an operation of one job is for; read by `readJobReference`. */
export const oneJobFields: INodeProperties[] = [
	{
		...optionalProjectField,
		description:
			'The project of the job. May be left empty; it narrows the list of jobs to choose from.',
		routing: { send: { type: 'query', property: 'project' } },
	},
	{
		...jobField,
		required: true,
		description: 'The job, from the list of jobs or by its whole ID',
		routing: { send: { type: 'query', property: 'key' } },
	},
];

export const getFields = showFor('get', [...oneJobFields, ...outputFields]);
