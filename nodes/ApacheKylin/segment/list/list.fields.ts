import { choicesField, dateField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { narrowing } from '../../../shared/fields/narrowing';
import { sentFields } from '../../fields/sentFields';
import { modelField } from '../../models/model.fields';
import { readableProjectField } from '../../fields/project';

export const OF_MODEL = sentFields('query', {
	project: readableProjectField,
	model: modelField,
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'segmentFilters', placeholder: 'Add Filter' },
	{
		from: narrowing(
			dateField({
				displayName: 'From',
				name: 'from',
				description: "Only segments with data at or after this time, in Kylin's time zone",
			}),
		),
		statuses: narrowing(
			choicesField({
				displayName: 'Statuses',
				name: 'statuses',
				default: [],
				description: "Only segments in these statuses, by the names on Kylin's page",
				options: [
					{
						name: 'LOADING',
						value: 'LOADING',
						description: 'A job builds it, failed or is paused',
					},
					{
						name: 'LOCKED',
						value: 'LOCKED',
						description: 'Under refresh or merge; serves queries',
					},
					{ name: 'MERGING', value: 'MERGING', description: 'Will replace several segments' },
					{ name: 'ONLINE', value: 'ONLINE', description: 'Serves queries' },
					{ name: 'OVERLAP', value: 'OVERLAP', description: 'Overlaps another segment' },
					{ name: 'REFRESHING', value: 'REFRESHING', description: 'Will replace a segment' },
					{ name: 'WARNING', value: 'WARNING', description: 'Its indexes do not agree' },
				],
			}),
		),
		until: narrowing(
			dateField({
				displayName: 'Until',
				name: 'until',
				description: "Only segments with data before this time, in Kylin's time zone",
			}),
		),
	},
);
