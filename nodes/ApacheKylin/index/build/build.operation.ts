import { START_OPTIONS, waitFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { chosenFields } from '../../models/choose/choose.fields';
import { buildIndexes } from './buildIndexes';
import { CHOOSE_BY, OF_MODEL } from './build.fields';

export const build = operation(
	{
		name: 'Build Indexes',
		value: 'build',
		action: 'Build missing indexes',
		description:
			'Build the indexes that segments of a model lack, and tell for each segment what was started, or why not',
		request: { method: 'POST', url: '/models/indexes' },
	},
	buildIndexes,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		CHOOSE_BY.property,
		...chosenFields,
		...waitFields,
		START_OPTIONS.property,
	],
);
