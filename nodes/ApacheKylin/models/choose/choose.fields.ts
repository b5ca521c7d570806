import { choiceField, openChoicesField, textField } from '../../../shared/fields/field';

const BY_RANGE = { show: { chooseBy: ['range'] } };

export const BY_NAME = {
	name: 'Names',
	value: 'names',
	description: 'Segments by their names, which stay through a refresh',
} as const;

export const BY_RANGE_CHOICE = {
	name: 'Range',
	value: 'range',
	description: 'Segments by the time of their data',
} as const;

export const BY_PERIOD = {
	name: 'Last Full Period',
	value: 'period',
	description: 'Segments of the last full day, week or month',
} as const;

export const SEGMENT_NAMES = openChoicesField({
	displayName: 'Segment Names or IDs',
	name: 'segments',
	default: [],
	typeOptions: {
		loadOptionsMethod: 'getSegments',
		loadOptionsDependsOn: ['project.value', 'model.value'],
	},
	displayOptions: { show: { chooseBy: ['names'] } },
	description:
		'The segments. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>. The ID of a segment here is its name: Kylin gives it another ID with each refresh.',
});

export const CHOSEN_FROM = textField({
	displayName: 'From',
	name: 'segmentsFrom',
	type: 'dateTime',
	default: '',
	displayOptions: BY_RANGE,
	description: "Where the range begins, in Kylin's time zone",
});

export const CHOSEN_UNTIL = textField({
	displayName: 'Until',
	name: 'segmentsUntil',
	type: 'dateTime',
	default: '',
	displayOptions: BY_RANGE,
	description:
		"Where the range ends, in Kylin's time zone. It is not part of the range: until 1 March means to the end of February.",
});

/** The segments of a range, or those named. */
export const chosenFields = [CHOSEN_FROM, CHOSEN_UNTIL, SEGMENT_NAMES].map(
	({ property }) => property,
);

export const PERIOD = choiceField({
	displayName: 'Period',
	name: 'period',
	default: 'day',
	displayOptions: { show: { chooseBy: ['period'] } },
	description: "Which period of Kylin's calendar",
	options: [
		{ name: 'Last Full Day', value: 'day' },
		{ name: 'Last Full Month', value: 'month' },
		{ name: 'Last Full Week', value: 'week', description: 'From Monday to Sunday' },
	],
});
