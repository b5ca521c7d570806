import { operation } from '../../item/operation';
import { OF_MODEL } from './get.fields';
import { getModel } from './getModel';

export const get = operation(
	{
		name: 'Get Model',
		value: 'get',
		action: 'Get columns and measures of model',
		description:
			'Retrieve what a query can use: tables, columns with types, measures, and the range of the data. Short enough for an AI agent.',
		request: { method: 'GET', url: '/models' },
	},
	getModel,
	[OF_MODEL.properties.project, OF_MODEL.properties.model],
);
