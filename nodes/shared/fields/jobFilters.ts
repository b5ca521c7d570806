import type { INodeProperties } from 'n8n-workflow';
import { JOB_TYPES } from '../kylin/jobType';

export const keyField: INodeProperties = {
	displayName: 'Job ID or Object Contains',
	name: 'key',
	type: 'string',
	default: '',
	placeholder: 'e.g. sales_model',
	description:
		'A part of a job ID, or of the name of a model or table the job works on, in any letter case',
};

export const jobTypesField: INodeProperties = {
	displayName: 'Job Types',
	name: 'jobNames',
	type: 'multiOptions',
	default: [],
	description: 'Only jobs of these types, by the names on the job page of Kylin',
	options: [...JOB_TYPES],
};
