import { operation } from '../../item/operation';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { SNAPSHOTS_URL } from '../fetchSnapshots';
import { FILTERS, OF_PROJECT } from './list.fields';
import { listSnapshots } from './listSnapshots';

export const list = operation(
	{
		name: 'List Snapshots',
		value: 'list',
		action: 'List snapshots of tables',
		description: 'Retrieve the snapshots of lookup tables of a project: status, rows, last change',
		request: { method: 'GET', url: SNAPSHOTS_URL },
	},
	listSnapshots,
	[
		OF_PROJECT.properties.project,
		RETURN_ALL.property,
		LIMIT.property,
		FILTERS.property,
		SHAPE.property,
	],
);
