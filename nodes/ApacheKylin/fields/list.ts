import { booleanField, choiceField, integerField } from '../../shared/fields/field';

/** Fields that lists of several resources have alike. */
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

export const SHAPE = choiceField({
	displayName: 'Output',
	name: 'output',
	default: 'simplified',
	description: 'How much to return of each',
	options: [
		{
			name: 'Simplified',
			value: 'simplified',
			description: "The most useful fields, with readable times in Kylin's time zone",
		},
		{ name: 'Raw', value: 'raw', description: 'All fields as Kylin sends them' },
	],
});
