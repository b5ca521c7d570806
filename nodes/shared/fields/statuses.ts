import type { INodeProperties } from 'n8n-workflow';

/** Statuses as Kylin's page shows them. */
export const statusesField: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	default: [],
	options: [
		{ name: 'DISCARDED', value: 'DISCARDED', description: 'Given up by a user or by Kylin itself' },
		{ name: 'ERROR', value: 'ERROR', description: 'Failed, and waiting for a decision' },
		{ name: 'FINISHED', value: 'FINISHED', description: 'Done' },
		{ name: 'PENDING', value: 'PENDING', description: 'Waiting for its turn' },
		{ name: 'RUNNING', value: 'RUNNING', description: 'At work' },
		{ name: 'STOPPED (Paused)', value: 'STOPPED', description: 'Paused by a user' },
	],
};
