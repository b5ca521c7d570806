import type { INodeProperties } from 'n8n-workflow';
import { jobTypesField, keyField } from './jobFilters';

/** What both triggers fire for. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['jobFailed', 'jobFinished'],
	description: 'What has to happen to a job for the workflow to start',
	options: [
		{ name: 'Job Created', value: 'jobCreated', description: 'A job was submitted' },
		{
			name: 'Job Discarded',
			value: 'jobDiscarded',
			description: 'A job was discarded, by a user or by Kylin',
		},
		{ name: 'Job Failed', value: 'jobFailed', description: 'A job went to ERROR' },
		{ name: 'Job Finished', value: 'jobFinished', description: 'A job ended successfully' },
		{ name: 'Job Paused', value: 'jobPaused', description: 'A job was paused (STOPPED)' },
		{
			name: 'Job Started',
			value: 'jobStarted',
			description: 'A job left the queue and runs, for the first time or again',
		},
	],
};

export const projectsField: INodeProperties = {
	displayName: 'Project Names or IDs',
	name: 'projects',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getProjects' },
	default: [],
	description:
		'Only jobs of these projects; none = all projects. The ID of a project is its name. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [keyField, jobTypesField],
};
