import { JOBS_URL } from '../../../shared/api/jobs';
import { outputFields } from '../../../shared/fields/output';
import { operation } from '../../item/operation';
import { wait as run } from './wait';
import { WAIT, WAIT_OPTIONS } from './wait.fields';

export const wait = operation(
	{
		name: 'Wait for Jobs',
		value: 'wait',
		action: 'Wait until jobs have ended',
		description: 'Wait until jobs have finished, failed or been discarded, and return them',
		request: { method: 'GET', url: JOBS_URL },
	},
	run,
	[WAIT.properties.key, WAIT.properties.project, WAIT_OPTIONS.property, ...outputFields],
);
