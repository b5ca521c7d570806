import type { Resource } from '../item/operation';
import { get } from './get/get.operation';
import { list } from './list/list.operation';

export const model: Resource = {
	name: 'Model',
	value: 'model',
	defaultOperation: 'list',
	operations: [get, list],
};
