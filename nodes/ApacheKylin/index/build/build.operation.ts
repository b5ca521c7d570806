import { WAIT_FOR_COMPLETION, awaitedFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { CHOSEN_FROM, CHOSEN_UNTIL, SEGMENT_NAMES } from '../../models/choose/choose.fields';
import { buildIndexes } from './buildIndexes';
import { CHOOSE_BY, OF_MODEL, OPTIONS } from './build.fields';

export const build = operation(
	{
		name: 'Build Indexes',
		value: 'build',
		action: 'Build missing indexes',
		description:
			'Build the indexes that are missing in segments of a model, and say segment by segment what was not possible',
		request: { method: 'POST', url: '/models/indexes' },
	},
	buildIndexes,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		CHOOSE_BY.property,
		CHOSEN_FROM.property,
		CHOSEN_UNTIL.property,
		SEGMENT_NAMES.property,
		WAIT_FOR_COMPLETION.property,
		...awaitedFields,
		OPTIONS.property,
	],
);
