import { waitFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { IF_RUNNING } from '../../start/start.fields';
import { PERIOD, chosenFields } from '../../models/choose/choose.fields';
import { CHOOSE_BY, OF_MODEL, OPTIONS } from './merge.fields';
import { mergeSegments } from './mergeSegments';

export const merge = operation(
	{
		name: 'Merge Segments',
		value: 'merge',
		action: 'Merge segments into one',
		description: 'Merge several segments into one, so that queries have fewer to read',
		request: { method: 'PUT', url: '/models/segments' },
	},
	mergeSegments,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		CHOOSE_BY.property,
		...chosenFields,
		PERIOD.property,
		IF_RUNNING.property,
		...waitFields,
		OPTIONS.property,
	],
);
