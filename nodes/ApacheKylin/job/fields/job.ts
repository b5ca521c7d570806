import type { INodeProperties } from 'n8n-workflow';
import { locatorField, sentFields } from '../../../shared/fields/field';
import { optionalProjectField } from '../../fields/project';

/** One Kylin job, picked from the list of the project's jobs or given by ID. */
const jobField = locatorField({
	displayName: 'Job',
	name: 'job',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The job, from the list of jobs or by its whole ID',
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
});

/** Which job an operation of one job is for. */
export const ONE_JOB = sentFields('query', {
	project: optionalProjectField({
		description:
			'The project of the job. May be left empty; it narrows the list of jobs to choose from.',
	}),
	key: jobField,
});

export const oneJobFields: INodeProperties[] = [ONE_JOB.properties.project, ONE_JOB.properties.key];
