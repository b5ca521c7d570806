import { choicesField } from '../../../shared/fields/field';
import { narrowing } from '../../../shared/fields/narrowing';
import type { INodeProperties } from 'n8n-workflow';
import type { JobStatus } from '../../../shared/kylin/jobStatus';

/** Statuses as Kylin's page shows them, as choices of a field. */
const STATUS_CHOICES: ReadonlyArray<{
	name: string;
	value: JobStatus;
	description: string;
}> = [
	{
		name: 'DISCARDED',
		value: 'DISCARDED',
		description: 'Discarded by a user or by Kylin',
	},
	{
		name: 'ERROR (Failed)',
		value: 'ERROR',
		description: 'Can be resumed, restarted or discarded',
	},
	{ name: 'FINISHED (Succeeded)', value: 'FINISHED', description: 'Ended successfully' },
	{ name: 'PENDING (Queued)', value: 'PENDING', description: 'Waiting for its turn' },
	{ name: 'RUNNING', value: 'RUNNING', description: 'In progress' },
	{ name: 'STOPPED (Paused)', value: 'STOPPED', description: 'Paused by a user' },
];

export const statusesField = (about: Pick<INodeProperties, 'description'>) =>
	narrowing(
		choicesField<JobStatus>({
			displayName: 'Statuses',
			name: 'statuses',
			default: [],
			options: STATUS_CHOICES,
			...about,
		}),
	);
