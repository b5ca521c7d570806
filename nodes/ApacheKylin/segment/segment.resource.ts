import type { Resource } from '../item/operation';
import { build } from './build/build.operation';
import { list } from './list/list.operation';
import { merge } from './merge/merge.operation';
import { refresh } from './refresh/refresh.operation';

export const segment: Resource = {
	name: 'Segment',
	value: 'segment',
	defaultOperation: 'build',
	operations: [build, list, merge, refresh],
};
