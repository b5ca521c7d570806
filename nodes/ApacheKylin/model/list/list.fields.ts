import { choicesField, textField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { narrowing } from '../../../shared/fields/narrowing';
import { sentFields } from '../../fields/sentFields';
import { readableProjectField } from '../../fields/project';

export const OF_PROJECT = sentFields('query', {
	project: readableProjectField,
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'modelFilters', placeholder: 'Add Filter' },
	{
		name: narrowing(
			textField({
				displayName: 'Name Contains',
				name: 'name',
				default: '',
				placeholder: 'e.g. sales',
				description: "A part of the models' names, in any letter case",
			}),
		),
		statuses: narrowing(
			choicesField({
				displayName: 'Statuses',
				name: 'statuses',
				default: [],
				description: 'Only models in these statuses',
				options: [
					{ name: 'BROKEN', value: 'BROKEN', description: 'A table or column it needs is missing' },
					{ name: 'OFFLINE', value: 'OFFLINE', description: 'Serves no queries' },
					{ name: 'ONLINE', value: 'ONLINE', description: 'Serves queries' },
					{
						name: 'WARNING',
						value: 'WARNING',
						description: 'Serves queries, but has a gap, or an index that is not built',
					},
				],
			}),
		),
	},
);
