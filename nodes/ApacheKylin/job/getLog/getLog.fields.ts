import { choiceField, integerField, textField } from '../../../shared/fields/field';

export const STEP_CHOICE = choiceField({
	displayName: 'Step',
	name: 'stepChoice',
	default: 'failedStep',
	description: 'Which step of the job to read the log of',
	options: [
		{
			name: 'Failed Step',
			value: 'failedStep',
			description: 'The one that put the job in ERROR',
		},
		{ name: 'Specific Step', value: 'chosenStep', description: 'A step by its name or number' },
	],
});

export const STEP = textField({
	displayName: 'Step Name or Number',
	name: 'step',
	default: '',
	placeholder: 'e.g. Load Data To Index',
	displayOptions: { show: { stepChoice: ['chosenStep'] } },
	description:
		"The name of the step as Get Job returns it, its ID, or its number: 1 is the first. The main step of most jobs is 'Load Data To Index'.",
});

export const LOG_FORMAT = choiceField({
	displayName: 'Return',
	name: 'logFormat',
	default: 'lastLines',
	description: 'How much of the log to return',
	options: [
		{
			name: 'Last Lines as Text',
			value: 'lastLines',
			description: 'The end of the log, where the reason usually is',
		},
		{ name: 'Excerpt as Text', value: 'excerpt', description: 'Its first and last 100 lines' },
		{ name: 'Whole Log as File', value: 'file', description: 'All of it, as binary data' },
	],
});

/** Kylin's excerpt ends in 100 lines. */
const MOST_LINES = 100;

export const LINES = integerField({
	displayName: 'Lines',
	name: 'lines',
	default: MOST_LINES,
	typeOptions: { minValue: 1, maxValue: MOST_LINES },
	displayOptions: { show: { logFormat: ['lastLines'] } },
	description: 'How many lines to return from the end of the log',
});

export const BINARY_FIELD = textField({
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	default: 'data',
	displayOptions: { show: { logFormat: ['file'] } },
	description: 'The name of the output binary field to put the file in',
});
