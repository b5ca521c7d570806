import type { Resource } from '../item/operation';
import { get } from './get/get.operation';
import { getLog } from './getLog/getLog.operation';
import { getStatistics } from './getStatistics/getStatistics.operation';
import { list } from './list/list.operation';
import { operate } from './operate/operate.operation';
import { wait } from './wait/wait.operation';

export const job: Resource = {
	name: 'Job',
	value: 'job',
	defaultOperation: 'list',
	operations: [get, getLog, getStatistics, list, operate, wait],
};
