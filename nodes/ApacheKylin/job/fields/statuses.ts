import type { INodeProperties } from 'n8n-workflow';

/** Statuses as Kylin's page shows them. */
export const statusesField: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	default: [],
	options: [
		{ name: 'DISCARDED', value: 'DISCARDED', description: 'Discarded by a user or by Kylin' },
		{
			name: 'ERROR',
			value: 'ERROR',
			description: 'Failed; can be resumed, restarted or discarded',
		},
		{ name: 'FINISHED', value: 'FINISHED', description: 'Ended successfully' },
		{ name: 'PENDING', value: 'PENDING', description: 'Waiting for its turn' },
		{ name: 'RUNNING', value: 'RUNNING', description: 'In progress' },
		{ name: 'STOPPED (Paused)', value: 'STOPPED', description: 'Paused by a user' },
	],
};
