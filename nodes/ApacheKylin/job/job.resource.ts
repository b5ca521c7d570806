import type { INodeProperties } from 'n8n-workflow';
import { getFields, getOperation } from './get/get.operation';
import { getLogFields, getLogOperation } from './getLog/getLog.operation';
import {
	getStatisticsFields,
	getStatisticsOperation,
} from './getStatistics/getStatistics.operation';
import { listFields, listOperation } from './list/list.operation';
import { operateFields, operateOperation } from './operate/operate.operation';
import { waitFields, waitOperation } from './wait/wait.operation';

/** The resource "Job": its operations, and the fields of each. */
export const jobProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'list',
		displayOptions: { show: { resource: ['job'] } },
		options: [
			getOperation,
			getLogOperation,
			getStatisticsOperation,
			listOperation,
			operateOperation,
			waitOperation,
		],
	},
	...getFields,
	...getLogFields,
	...getStatisticsFields,
	...listFields,
	...operateFields,
	...waitFields,
];
