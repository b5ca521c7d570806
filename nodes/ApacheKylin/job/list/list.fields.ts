import {
	booleanField,
	choiceField,
	dateField,
	integerField,
	openChoicesField,
} from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { narrowing } from '../../../shared/fields/narrowing';
import { sentFields } from '../../fields/sentFields';
import { jobTypesField, keyField, modelsField } from '../../../shared/fields/jobFilters';
import { MAX_ITEMS_PER_INPUT } from '../../../shared/api/fetchAll';
import { allProjectsField } from '../../fields/project';
import { statusesField } from '../fields/statuses';

/** What is sent to `GET /jobs` by Kylin's names. */
export const LIST = sentFields('query', {
	project: allProjectsField({
		description: 'The project whose jobs to list. Leave empty for all projects.',
	}),
	page_size: integerField({
		displayName: 'Page Size',
		name: 'pageSize',
		default: 50,
		typeOptions: { minValue: 1, maxValue: MAX_ITEMS_PER_INPUT },
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of jobs to return',
	}),
	time_filter: narrowing(
		choiceField({
			displayName: 'Changed Within',
			name: 'timeFilter',
			default: 4,
			description: 'Only jobs whose status or progress changed in this time',
			options: [
				{ name: 'Last Day', value: 0 },
				{ name: 'Last Week', value: 1 },
				{ name: 'Last Month', value: 2 },
				{ name: 'Last Year', value: 3 },
				{ name: 'All Time', value: 4 },
			],
		}),
	),
});

export const CHANGED_AFTER = 'Changed After';
export const CHANGED_BEFORE = 'Changed Before';

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{
		changedAfter: narrowing(
			dateField({
				displayName: CHANGED_AFTER,
				name: 'changedAfter',
				description: "Only jobs that changed at this time or later, in the workflow's timezone",
			}),
		),
		changedBefore: narrowing(
			dateField({
				displayName: CHANGED_BEFORE,
				name: 'changedBefore',
				description: "Only jobs whose last change was before this time, in the workflow's timezone",
			}),
		),
		jobTypes: jobTypesField(),
		models: modelsField(),
		key: keyField(),
		otherProjects: narrowing(
			openChoicesField({
				displayName: 'Other Project Names or IDs',
				name: 'otherProjects',
				typeOptions: { loadOptionsMethod: 'getProjects' },
				default: [],
				description:
					'More projects whose jobs to list, besides \'Project\'. The ID of a project is its name. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			}),
		),
		statuses: statusesField({ description: 'Only jobs in these statuses' }),
	},
);

export const REVERSE = booleanField({
	displayName: 'Newest or Largest First',
	name: 'reverse',
	default: true,
	description: 'Whether to return the newest or largest first',
});

// Kylin itself sorts approximately by `target_subject` and the durations (JobFilterUtil).
export const SORT_BY = choiceField({
	displayName: 'Sort By',
	name: 'sortBy',
	default: 'create_time',
	description:
		'What to sort by. To read page by page, use one of the two times: by anything else Kylin sorts only roughly, and jobs of several projects come project by project.',
	options: [
		{
			name: 'Creation Time',
			value: 'create_time',
			description: "Start Time on Kylin's page",
		},
		{ name: 'Duration Without Waiting', value: 'duration' },
		{ name: 'Job Type', value: 'job_name' },
		{ name: 'Last Modified', value: 'last_modified' },
		{ name: 'Object', value: 'target_subject' },
		{ name: 'Project', value: 'project' },
		{ name: 'Total Duration', value: 'total_duration' },
	],
});

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		newestPerObject: booleanField({
			displayName: 'Newest per Object Only',
			name: 'newestPerObject',
			default: false,
			description: 'Whether to return only the job of each model or table that was created last',
		}),
		pageOffset: integerField({
			displayName: 'Page Offset',
			name: 'pageOffset',
			default: 0,
			typeOptions: { minValue: 0 },
			displayOptions: { show: { '/returnAll': [false] } },
			description: 'How many pages to skip: with a page size of 50, 2 means jobs 101 to 150',
		}),
		reverse: REVERSE,
		sortBy: SORT_BY,
	},
);
