import { operation } from '../../item/operation';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { FILTERS, OF_PROJECT } from './list.fields';
import { listModels } from './listModels';

export const list = operation(
	{
		name: 'List Models',
		value: 'list',
		action: 'List models with status and data range',
		description:
			'Retrieve the models of a project: status, end of the data, gaps, failed jobs, missing indexes',
		request: { method: 'GET', url: '/models' },
	},
	listModels,
	[
		OF_PROJECT.properties.project,
		RETURN_ALL.property,
		LIMIT.property,
		FILTERS.property,
		SHAPE.property,
	],
);
