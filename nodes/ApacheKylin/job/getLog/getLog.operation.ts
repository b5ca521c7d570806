import type { INodePropertyOptions } from 'n8n-workflow';
import { showFor } from '../../item/showFor';
import { runPerItemWithFiles } from '../../item/runPerItem';
import { JOBS_URL } from '../../../shared/api/jobs';
import { oneJobFields } from '../get/get.operation';
import { getLog } from './getLog';
import { openLogAnswer } from './openLogAnswer';

export const getLogOperation: INodePropertyOptions = {
	name: 'Get Job Log',
	value: 'getLog',
	action: 'Get job log',
	description:
		'Read the log of the step that failed, or of another step of a job: an excerpt as text, or all of it as a file',
	routing: {
		request: { method: 'GET', url: JOBS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItemWithFiles(getLog) },
		output: { postReceive: [openLogAnswer] },
	},
};

export const getLogFields = showFor('getLog', [
	...oneJobFields,
	{
		displayName: 'Step',
		name: 'stepChoice',
		type: 'options',
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
	},
	{
		displayName: 'Step Name or Number',
		name: 'step',
		type: 'string',
		default: '',
		placeholder: 'e.g. Load Data To Index',
		displayOptions: { show: { stepChoice: ['chosenStep'] } },
		description:
			"The name of the step as Get Job returns it, its ID, or its number: 1 is the first. The main step of most jobs is 'Load Data To Index'.",
	},
	{
		displayName: 'Log',
		name: 'logFormat',
		type: 'options',
		default: 'excerpt',
		description: 'How much of the log to return',
		options: [
			{ name: 'Excerpt', value: 'excerpt', description: 'Its first and last 100 lines, as text' },
			{ name: 'Whole Log as File', value: 'file', description: 'All of it, as binary data' },
		],
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		displayOptions: { show: { logFormat: ['file'] } },
		description: 'The name of the output binary field to put the file in',
	},
]);
