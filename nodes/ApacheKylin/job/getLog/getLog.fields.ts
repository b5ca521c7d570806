import { choiceField, textField } from '../../../shared/fields/field';

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
	displayName: 'Log',
	name: 'logFormat',
	default: 'excerpt',
	description: 'How much of the log to return',
	options: [
		{ name: 'Excerpt', value: 'excerpt', description: 'Its first and last 100 lines, as text' },
		{ name: 'Whole Log as File', value: 'file', description: 'All of it, as binary data' },
	],
});

export const BINARY_FIELD = textField({
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	default: 'data',
	displayOptions: { show: { logFormat: ['file'] } },
	description: 'The name of the output binary field to put the file in',
});
