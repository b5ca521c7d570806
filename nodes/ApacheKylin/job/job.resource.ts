import type { INodeProperties } from 'n8n-workflow';
import { listFields, listOperation } from './list/list.operation';
import { operateFields, operateOperation } from './operate/operate.operation';

/** The resource "Job": its operations, and the fields of each. */
export const jobProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'list',
		displayOptions: { show: { resource: ['job'] } },
		options: [listOperation, operateOperation],
	},
	...listFields,
	...operateFields,
];
