import type { Resource } from '../item/operation';
import { build } from './build/build.operation';
import { list } from './list/list.operation';

export const snapshot: Resource = {
	name: 'Snapshot',
	value: 'snapshot',
	defaultOperation: 'build',
	operations: [build, list],
};
