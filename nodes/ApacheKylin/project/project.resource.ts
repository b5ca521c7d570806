import type { Resource } from '../item/operation';
import { list } from './list/list.operation';

export const project: Resource = {
	name: 'Project',
	value: 'project',
	defaultOperation: 'list',
	operations: [list],
};
