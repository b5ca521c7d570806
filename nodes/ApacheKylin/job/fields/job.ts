import type { INodeProperties } from 'n8n-workflow';
import { locatorField } from '../../../shared/fields/field';
import { sentFields } from '../../fields/sentFields';
import { projectOfJobField } from '../../fields/project';

/** The mode of the field Job in which its value is the name of a model. */
export const NEWEST_OF_MODEL = 'newestOfModel';

/** One Kylin job, picked from the list of the project's jobs or given by ID. */
const jobField = locatorField({
	displayName: 'Job',
	name: 'job',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'Choose a job: type a model, table or ID to search. Or give the whole ID, or a model to take its newest job.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a job…',
			typeOptions: { searchListMethod: 'searchJobs', searchable: true },
		},
		{
			// n8n shows a list in the mode `list` alone.
			displayName: 'By Model',
			name: NEWEST_OF_MODEL,
			type: 'string',
			placeholder: 'e.g. sales_model',
			hint: 'Takes the newest job of this model',
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
	project: projectOfJobField,
	key: jobField,
});

export const oneJobFields: INodeProperties[] = [ONE_JOB.properties.project, ONE_JOB.properties.key];
