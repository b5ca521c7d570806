import { JOBS_URL } from '../../../shared/api/jobs';
import { outputFields } from '../../../shared/fields/output';
import { operation } from '../../item/operation';
import { oneJobFields } from '../fields/job';
import { getJob } from './getJob';

export const get = operation(
	{
		name: 'Get Job',
		value: 'get',
		action: 'Get job and why it failed',
		description:
			'Retrieve a job with its steps and, if it failed, the step, the reason and a suggestion',
		request: { method: 'GET', url: JOBS_URL },
	},
	getJob,
	[...oneJobFields, ...outputFields],
);
