import type { INodeProperties } from 'n8n-workflow';
import { RAW_FIELDS, READABLE_FIELDS } from '../output/jobFields';
import { choiceField, choicesField } from './field';

export const OUTPUT = choiceField({
	displayName: 'Output',
	name: 'output',
	default: 'raw',
	description: 'What to return of each job',
	options: [
		{
			name: 'Raw',
			value: 'raw',
			description:
				"Kylin's record as it is: times in milliseconds since 1970, durations in milliseconds",
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Only the chosen fields, and always the ID',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description:
				"The ten most useful fields in the words of Kylin's page, with readable times. The best choice for AI agents.",
		},
	],
});

export const SELECTED_FIELDS = choicesField<string>({
	displayName: 'Fields',
	name: 'outputFields',
	default: ['job_type', 'status', 'object'],
	displayOptions: { show: { output: ['selected'] } },
	description:
		"The fields to return besides the ID. Those that begin with 'Raw' come as Kylin sends them.",
	options: [
		...READABLE_FIELDS,
		...RAW_FIELDS.map((field) => ({ name: `Raw: ${field.replace(/_/g, ' ')}`, value: field })),
	],
});

/** How jobs are returned; read by `readOutput`. */
export const outputFields: INodeProperties[] = [OUTPUT.property, SELECTED_FIELDS.property];
