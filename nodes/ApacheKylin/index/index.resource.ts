import type { Resource } from '../item/operation';
import { build } from './build/build.operation';

export const index: Resource = {
	name: 'Index',
	value: 'index',
	defaultOperation: 'build',
	operations: [build],
};
