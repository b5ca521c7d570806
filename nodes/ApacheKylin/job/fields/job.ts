import type { INodeProperties } from 'n8n-workflow';

/** One Kylin job, picked from the list of the project's jobs or given by ID. */
export const jobField: INodeProperties = {
	displayName: 'Job',
	name: 'job',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a job…',
			typeOptions: { searchListMethod: 'searchJobs', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3f2b1c9e-7a54-4d0e-9c1f-0a6d5e8b7c21',
		},
	],
};
