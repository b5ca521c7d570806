import { choiceField } from '../../../shared/fields/field';
import { sentFields } from '../../fields/sentFields';
import { modelField } from '../../models/model.fields';
import { buildableProjectField } from '../../fields/project';
import { BY_NAME, BY_PERIOD, BY_RANGE_CHOICE } from '../../models/choose/choose.fields';

export const OF_MODEL = sentFields('query', {
	project: buildableProjectField,
	model: modelField,
});

export const CHOOSE_BY = choiceField({
	displayName: 'Choose Segments By',
	name: 'chooseBy',
	default: 'range',
	description: 'Which segments to load again',
	options: [
		BY_PERIOD,
		BY_NAME,
		{
			...BY_RANGE_CHOICE,
			description:
				'Segments with data of a range. Each is refreshed whole, even if it reaches beyond.',
		},
		{
			name: 'Status WARNING',
			value: 'warning',
			description: 'Segments that lack some of their indexes',
		},
	],
});

export const INDEXES = choiceField({
	displayName: 'Indexes',
	name: 'indexes',
	default: 'current',
	description: 'Which indexes to build again',
	options: [
		{
			name: 'All Indexes',
			value: 'all',
			description: 'Those of the model, so that missing ones are built as well',
		},
		{ name: 'Current Indexes', value: 'current', description: 'Those the segment has' },
	],
});
