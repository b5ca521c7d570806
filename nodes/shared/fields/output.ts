import type { INodeProperties } from 'n8n-workflow';
import { RAW_FIELDS, READABLE_FIELDS } from '../output/jobFields';
import { choiceField, choicesField } from './field';

export const OUTPUT = choiceField({
	displayName: 'Output',
	name: 'output',
	default: 'simplified',
	description: 'What to return of each job',
	options: [
		{
			name: 'Simplified',
			value: 'simplified',
			description:
				"The most useful fields in the words of Kylin's page, with readable times. The best choice for AI agents.",
		},
		{
			name: 'Raw',
			value: 'raw',
			description:
				'All fields as Kylin sends them: times in milliseconds since 1970, durations in milliseconds',
		},
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Only the ID and the fields you choose',
		},
	],
});

export const SELECTED_FIELDS = choicesField<string>({
	displayName: 'Fields',
	name: 'outputFields',
	default: ['job_type', 'status', 'object', 'project', 'created_at', 'link'],
	displayOptions: { show: { output: ['selected'] } },
	description:
		"The fields to return besides the ID. Names in small letters are Kylin's own, and come as Kylin sends them.",
	options: [...READABLE_FIELDS, ...RAW_FIELDS.map((field) => ({ name: field, value: field }))],
});

/** How jobs are returned; read by `readOutput`. */
export const outputFields: INodeProperties[] = [OUTPUT.property, SELECTED_FIELDS.property];
