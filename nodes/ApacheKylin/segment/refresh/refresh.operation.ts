import { START_OPTIONS, waitFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import { PERIOD, chosenFields } from '../../models/choose/choose.fields';
import { CHOOSE_BY, INDEXES, OF_MODEL } from './refresh.fields';
import { refreshSegments } from './refreshSegments';

export const refresh = operation(
	{
		name: 'Refresh Segments',
		value: 'refresh',
		action: 'Refresh segments to load data again',
		description:
			'Load the data of segments again, e.g. because some came late. Starts nothing twice.',
		request: { method: 'PUT', url: '/models/segments' },
	},
	refreshSegments,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		CHOOSE_BY.property,
		...chosenFields,
		PERIOD.property,
		INDEXES.property,
		IF_RUNNING.property,
		IF_FAILED.property,
		...waitFields,
		START_OPTIONS.property,
	],
);
