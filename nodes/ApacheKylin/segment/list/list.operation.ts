import { operation } from '../../item/operation';
import { FILTERS, OF_MODEL } from './list.fields';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { listSegments } from './listSegments';

export const list = operation(
	{
		name: 'List Segments',
		value: 'list',
		action: 'List segments with range and status',
		description:
			'Retrieve the segments of a model, the newest data first: range, status, rows, and the job that holds each',
		request: { method: 'GET', url: '/models/segments' },
	},
	listSegments,
	[
		OF_MODEL.properties.project,
		OF_MODEL.properties.model,
		RETURN_ALL.property,
		LIMIT.property,
		FILTERS.property,
		SHAPE.property,
	],
);
