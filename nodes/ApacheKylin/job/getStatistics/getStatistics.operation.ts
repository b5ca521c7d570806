import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { projectField } from '../../fields/project';
import { showFor } from '../../item/showFor';
import { runPerItem } from '../../item/runPerItem';
import { openEnvelope } from '../../item/openEnvelope';
import { getStatistics } from './getStatistics';
import { STATISTICS_URL } from '../../../shared/api/jobs';

export const getStatisticsOperation: INodePropertyOptions = {
	name: 'Get Statistics',
	value: 'getStatistics',
	action: 'Get statistics of jobs',
	description:
		'Count the finished jobs of a project in a period, with their duration and size, also by model, day, week or month',
	routing: {
		request: { method: 'GET', url: STATISTICS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItem(getStatistics) },
		output: { postReceive: [openEnvelope] },
	},
};

export const getStatisticsFields = showFor('getStatistics', [
	{
		...projectField,
		required: true,
		description: 'The project whose jobs to count',
		routing: { send: { type: 'query', property: 'project' } },
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			"Start of the period, an ISO 8601 date. Without an offset it is read in the workflow's timezone. For last month: {{ $now.minus({ months: 1 }).startOf('month') }}",
		routing: { send: { type: 'query', property: 'start_time' } },
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'End of the period, an ISO 8601 date; itself not counted. If empty, the period ends now.',
		routing: { send: { type: 'query', property: 'end_time' } },
	},
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		default: 'none',
		description:
			"What to return one item for. Groups hold the number of jobs and the milliseconds per byte, which is all Kylin counts by group; days, weeks and months are those of Kylin's own timezone.",
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Model', value: 'model' },
			{ name: 'Month', value: 'month' },
			{
				name: 'Nothing (Totals)',
				value: 'none',
				description: 'One item with the totals of the period',
			},
			{ name: 'Week', value: 'week' },
		],
	},
] as INodeProperties[]);
