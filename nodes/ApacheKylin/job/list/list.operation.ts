import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { jobTypesField, keyField } from '../../../shared/fields/jobFilters';
import { outputFields } from '../../../shared/fields/output';
import { allProjectsField } from '../../fields/project';
import { showFor } from '../../item/showFor';
import { statusesField } from '../fields/statuses';
import { runPerItem } from '../../item/runPerItem';
import { openEnvelope } from '../../item/openEnvelope';
import type { InputItem } from '../../item/inputItem';
import { JOBS_URL, jobList } from '../../../shared/api/jobs';
import { MAX_JOBS_PER_ITEM, fetchAllJobs } from '../../../shared/jobs/fetchAllJobs';
import type { JobRecord } from '../../../shared/kylin/job';
import { readOutput } from '../../../shared/output/outputChoice';
import { readBoolean } from '../../../shared/values/values';
import { listQuery, pageQuery } from './listQuery';

async function listJobs(item: InputItem): Promise<IDataObject[]> {
	const output = await readOutput(item);
	const jobs = await readJobs(item);
	return jobs.map((job) => output.job(job));
}

async function readJobs({ fields, parameter, send }: InputItem): Promise<JobRecord[]> {
	const fetchPage = jobList(send, listQuery(fields.query));
	if (readBoolean(parameter('returnAll', false), 'Return All'))
		return await fetchAllJobs(fetchPage);
	const { page_size, page_offset } = pageQuery(fields.query);
	return (await fetchPage(page_size, page_offset)).jobs;
}

export const listOperation: INodePropertyOptions = {
	name: 'List Jobs',
	value: 'list',
	action: 'List jobs',
	description: 'Retrieve the build jobs of a project or of all projects, with filters and paging',
	routing: {
		request: { method: 'GET', url: JOBS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItem(listJobs) },
		output: { postReceive: [openEnvelope] },
	},
};

export const listFields = showFor('list', [
	{
		displayName: 'Time Range',
		name: 'timeFilter',
		type: 'options',
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
		routing: { send: { type: 'query', property: 'time_filter' } },
	},
	{
		...allProjectsField,
		description:
			'The project whose jobs to list. Without one, the jobs of all projects are listed (Kylin 5.0.0 then shows every project to every user).',
		routing: { send: { type: 'query', property: 'project' } },
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		default: 10,
		typeOptions: { minValue: 1, maxValue: MAX_JOBS_PER_ITEM, numberPrecision: 0 },
		displayOptions: { show: { returnAll: [false] } },
		description: 'How many jobs to return at most',
		routing: { send: { type: 'query', property: 'page_size' } },
	},
	{
		displayName: 'Page Offset',
		name: 'pageOffset',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, numberPrecision: 0 },
		displayOptions: { show: { returnAll: [false] } },
		description:
			'Which page to return, counted in pages from 0: with a page size of 10, 2 means jobs 21 to 30',
		routing: { send: { type: 'query', property: 'page_offset' } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				...keyField,
				description:
					'A part of a job ID, or of the name of a model or table the job works on, in any letter case. Kylin looks for names first, and for IDs only if no name fits.',
				routing: { send: { type: 'query', property: 'key' } },
			},
			{
				...jobTypesField,
				description: 'The types of jobs to return, by the names on the job page of Kylin',
				routing: { send: { type: 'query', property: 'job_names' } },
			},
			{
				...statusesField,
				description: 'The statuses of jobs to return',
				routing: { send: { type: 'query', property: 'statuses' } },
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Descending',
				name: 'reverse',
				type: 'boolean',
				default: true,
				description: 'Whether to return the newest or largest first',
				routing: { send: { type: 'query', property: 'reverse' } },
			},
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
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
				routing: { send: { type: 'query', property: 'sort_by' } },
			},
		],
	},
	...outputFields,
] as INodeProperties[]);
