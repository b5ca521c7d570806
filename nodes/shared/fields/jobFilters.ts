import { openChoicesField, textField } from './field';
import { JOB_TYPES } from '../kylin/jobType';

export const keyField = (
	description = 'A part of a job ID, or of the name of a model or table the job works on, in any letter case',
) =>
	textField({
		displayName: 'Job ID or Object Contains',
		name: 'key',
		default: '',
		placeholder: 'e.g. sales_model',
		description,
	});

export const jobTypesField = (
	description = 'Only jobs of these types, by the names on the job page of Kylin',
) =>
	openChoicesField({
		displayName: 'Job Types',
		name: 'jobTypes',
		default: [],
		description,
		options: [...JOB_TYPES],
	});
