import { choicesField, textField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { narrowing } from '../../../shared/fields/narrowing';
import { sentFields } from '../../fields/sentFields';
import { readableProjectField } from '../../fields/project';

export const OF_PROJECT = sentFields('query', {
	project: readableProjectField,
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'snapshotFilters', placeholder: 'Add Filter' },
	{
		statuses: narrowing(
			choicesField({
				displayName: 'Statuses',
				name: 'statuses',
				default: [],
				description: 'Only snapshots in these statuses',
				options: [
					{ name: 'BROKEN', value: 'BROKEN', description: 'Its table has changed or is missing' },
					{
						name: 'LOADING',
						value: 'LOADING',
						description: 'Built for the first time; its job may have failed or be paused',
					},
					{ name: 'OFFLINE', value: 'OFFLINE' },
					{ name: 'ONLINE', value: 'ONLINE', description: 'Serves queries' },
					{
						name: 'REFRESHING',
						value: 'REFRESHING',
						description: 'Built again; the old one serves',
					},
				],
			}),
		),
		table: narrowing(
			textField({
				displayName: 'Table Contains',
				name: 'table',
				default: '',
				placeholder: 'e.g. SSB.CUSTOMER',
				description:
					"A part of the tables' names, in any letter case; before a dot the whole database",
			}),
		),
	},
);
