import type { Resource } from '../item/operation';
import { check } from './check/check.operation';
import { execute } from './execute/execute.operation';

export const query: Resource = {
	name: 'Query',
	value: 'query',
	defaultOperation: 'execute',
	operations: [check, execute],
};
