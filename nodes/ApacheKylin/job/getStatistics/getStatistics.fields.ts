import { choiceField, dateField } from '../../../shared/fields/field';
import { definite } from '../../fields/definite';
import { sentFields } from '../../fields/sentFields';
import { projectField } from '../../fields/project';

/** The parameters of `GET /jobs/statistics`, by Kylin's names. */
export const PERIOD = sentFields('query', {
	project: projectField({ required: true, description: 'The project whose jobs to count' }),
	start_time: dateField({
		displayName: 'From',
		name: 'from',
		required: true,
		description: "Start of the period, e.g. 2026-11-01, in the workflow's timezone",
	}),
	end_time: definite(
		dateField({
			displayName: 'To',
			name: 'to',
			description: 'End of the period, itself not counted. If empty, the period ends now.',
		}),
	),
});

export const GROUP_BY = choiceField({
	displayName: 'Group By',
	name: 'groupBy',
	default: 'none',
	description:
		"What to return one item for. Each group has the number of jobs and the time per byte; models also have hours, summed from the list of jobs. Days, weeks and months are in Kylin's time zone.",
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
