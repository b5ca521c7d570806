import { waitFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import {
	FROM,
	IF_BUILT,
	IF_GAP,
	OF_MODEL,
	OPTIONS,
	RANGE,
	REFRESH_LAST,
	RELATIVE,
	RELATIVE_DAYS,
	SPLIT,
	UNTIL,
} from './build.fields';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import { buildSegments } from './buildSegments';

export const build = operation(
	{
		name: 'Build Segments',
		value: 'build',
		action: 'Build segments to load data',
		description:
			'Load data into a model: since the last segment, for a relative or a given range, or into its gaps. Starts nothing twice.',
		request: { method: 'POST', url: '/models/segments' },
	},
	buildSegments,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		RANGE.property,
		FROM.property,
		UNTIL.property,
		RELATIVE.property,
		RELATIVE_DAYS.property,
		SPLIT.property,
		REFRESH_LAST.property,
		IF_BUILT.property,
		IF_RUNNING.property,
		IF_FAILED.property,
		IF_GAP.property,
		...waitFields,
		OPTIONS.property,
	],
);
