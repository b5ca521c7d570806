import {
	booleanField,
	choiceField,
	choicesField,
	collectionField,
	integerField,
	sentFields,
	textField,
} from '../../../shared/fields/field';
import { modelField } from '../../fields/model';
import { readableProjectField } from '../../fields/project';

export const OF_MODEL = sentFields('query', {
	project: readableProjectField({ required: true, description: 'The project of the model' }),
	model: modelField('The model whose segments to list, from the list or by its name or ID'),
});

export const RETURN_ALL = booleanField({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

export const LIMIT = integerField({
	displayName: 'Limit',
	name: 'limit',
	default: 50,
	typeOptions: { minValue: 1, maxValue: 100_000 },
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{
		from: textField({
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: "Only segments with data at or after this time, in Kylin's time zone",
		}),
		statuses: choicesField({
			displayName: 'Statuses',
			name: 'statuses',
			default: [],
			description: "Only segments in these statuses, by the names on Kylin's page",
			options: [
				{ name: 'LOADING', value: 'LOADING', description: 'A job builds it, failed or is paused' },
				{ name: 'LOCKED', value: 'LOCKED', description: 'Under refresh or merge; serves queries' },
				{ name: 'MERGING', value: 'MERGING', description: 'Will replace several segments' },
				{ name: 'ONLINE', value: 'ONLINE', description: 'Serves queries' },
				{ name: 'OVERLAP', value: 'OVERLAP', description: 'Overlaps another segment' },
				{ name: 'REFRESHING', value: 'REFRESHING', description: 'Will replace a segment' },
				{ name: 'WARNING', value: 'WARNING', description: 'Its indexes do not agree' },
			],
		}),
		until: textField({
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: "Only segments with data before this time, in Kylin's time zone",
		}),
	},
);

export const SHAPE = choiceField({
	displayName: 'Output',
	name: 'output',
	default: 'simplified',
	description: 'What to return of each',
	options: [
		{ name: 'Raw', value: 'raw', description: "Kylin's record as it is" },
		{
			name: 'Simplified',
			value: 'simplified',
			description: "The most useful fields, with readable times in Kylin's zone",
		},
	],
});
