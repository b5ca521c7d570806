import { locatorField } from '../../shared/fields/field';

/** A model of the chosen project, picked from the list or given by name or ID. */
export const modelField = locatorField({
	displayName: 'Model',
	name: 'model',
	default: { mode: 'list', value: '' },
	required: true,
	typeOptions: { loadOptionsDependsOn: ['project.value'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a model…',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. sales_model',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7a623ae7-7a2f-140c-62c3-470f2dd10459',
		},
	],
	description: 'The model, from the list or by its name or ID',
});
