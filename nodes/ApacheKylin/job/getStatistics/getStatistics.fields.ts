import { choiceField, sentFields, textField } from '../../../shared/fields/field';
import { projectField } from '../../fields/project';

/** The parameters of `GET /jobs/statistics`, by Kylin's names. */
export const PERIOD = sentFields('query', {
	project: projectField({ required: true, description: 'The project whose jobs to count' }),
	start_time: textField({
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			"Start of the period, an ISO 8601 date. Without an offset it is read in the workflow's timezone. For last month: {{ $now.minus({ months: 1 }).startOf('month') }}",
	}),
	end_time: textField({
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'End of the period, an ISO 8601 date; itself not counted. If empty, the period ends now.',
	}),
});

export const GROUP_BY = choiceField({
	displayName: 'Group By',
	name: 'groupBy',
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
});
