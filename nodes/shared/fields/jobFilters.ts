import { JOB_TYPES } from '../kylin/jobType';
import { choicesField, openChoicesField, textField, type Field } from './field';
import { narrowing } from './narrowing';

export const keyField = (
	description = 'Part of the name of a model or table the job works on, or of a job ID, in any letter case',
) =>
	narrowing(
		textField({
			displayName: 'Object or Job ID Contains',
			name: 'key',
			default: '',
			placeholder: 'e.g. sales_model',
			description,
		}),
	);

/** Kylin 5.0.0 refuses a type it does not know, so that only those are taken that every 5.x serves. */
export const jobTypesField = (
	description = 'Only jobs of these types, by their names on Kylin\'s page or by their codes: "Load Data" or INC_BUILD',
): Field<string[]> =>
	narrowing(
		choicesField<string>({
			displayName: 'Job Types',
			name: 'jobTypes',
			default: [],
			description,
			options: JOB_TYPES,
		}),
	);

export const modelsField = (
	description = 'Only jobs of these models. The ID of a model is its name, down to the letter case. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
) =>
	narrowing(
		openChoicesField({
			displayName: 'Model Names or IDs',
			name: 'models',
			typeOptions: { loadOptionsMethod: 'getModels' },
			default: [],
			description,
		}),
	);
