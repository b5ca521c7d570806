import { booleanField, choiceField, integerField, sentFields } from '../../../shared/fields/field';
import { jobTypesField, keyField } from '../../../shared/fields/jobFilters';
import { MAX_ITEMS_PER_INPUT } from '../../../shared/api/fetchAll';
import { allProjectsField } from '../../fields/project';
import { statusesField } from '../fields/statuses';

export const RETURN_ALL = booleanField({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const ONLY_A_PAGE = { show: { returnAll: [false] } };

/** The parameters of `GET /jobs`, by Kylin's names. */
export const LIST = sentFields('query', {
	time_filter: choiceField({
		displayName: 'Time Range',
		name: 'timeFilter',
		default: 4,
		description:
			'How far back to look. What counts is when Kylin last wrote to the job: any change of its status or progress.',
		options: [
			{ name: 'Last Day', value: 0 },
			{ name: 'Last Week', value: 1 },
			{ name: 'Last Month', value: 2 },
			{ name: 'Last Year', value: 3 },
			{ name: 'All Time', value: 4 },
		],
	}),
	project: allProjectsField({
		description:
			'The project whose jobs to list. Without one, the jobs of all projects are listed (Kylin 5.0.0 then shows every project to every user).',
	}),
	page_size: integerField({
		displayName: 'Page Size',
		name: 'pageSize',
		default: 10,
		typeOptions: { minValue: 1, maxValue: MAX_ITEMS_PER_INPUT },
		displayOptions: ONLY_A_PAGE,
		description: 'How many jobs to return at most',
	}),
	page_offset: integerField({
		displayName: 'Page Offset',
		name: 'pageOffset',
		default: 0,
		typeOptions: { minValue: 0 },
		displayOptions: ONLY_A_PAGE,
		description:
			'Which page to return, counted in pages from 0: with a page size of 10, 2 means jobs 21 to 30',
	}),
	key: keyField(
		'A part of a job ID, or of the name of a model or table the job works on, in any letter case. Kylin looks for names first, and for IDs only if no name fits.',
	),
	job_names: jobTypesField('The types of jobs to return, by the names on the job page of Kylin'),
	statuses: statusesField({ description: 'The statuses of jobs to return' }),
	reverse: booleanField({
		displayName: 'Descending',
		name: 'reverse',
		default: true,
		description: 'Whether to return the newest or largest first',
	}),
	// Kylin itself sorts approximately by `target_subject` and the durations (JobFilterUtil).
	sort_by: choiceField({
		displayName: 'Sort By',
		name: 'sortBy',
		default: 'last_modified',
		description:
			'What to sort by. Only the two times give a dependable order: Kylin sorts approximately by duration and by object.',
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
	}),
});
