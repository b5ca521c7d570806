import { awaitedFields, WAIT_FOR_COMPLETION } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import {
	CHOSEN_FROM,
	CHOSEN_UNTIL,
	PERIOD,
	SEGMENT_NAMES,
} from '../../models/choose/choose.fields';
import { CHOOSE_BY, INDEXES, OF_MODEL, OPTIONS } from './refresh.fields';
import { refreshSegments } from './refreshSegments';

export const refresh = operation(
	{
		name: 'Refresh Segments',
		value: 'refresh',
		action: 'Refresh segments to load data again',
		description:
			'Load the data of segments anew, e.g. because some came late. Starts nothing twice.',
		request: { method: 'PUT', url: '/models/segments' },
	},
	refreshSegments,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		CHOOSE_BY.property,
		CHOSEN_FROM.property,
		CHOSEN_UNTIL.property,
		SEGMENT_NAMES.property,
		PERIOD.property,
		INDEXES.property,
		IF_RUNNING.property,
		IF_FAILED.property,
		WAIT_FOR_COMPLETION.property,
		...awaitedFields,
		OPTIONS.property,
	],
);
