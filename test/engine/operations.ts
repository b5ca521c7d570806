import type { IDataObject } from 'n8n-workflow';
import { runKylin, type RunOptions } from './harness';
import type { Kylin } from './kylin';
import { onModel } from './models';

/** Runs an operation on the model `sales`, or on the project alone. */
export function runner(resource: string, operation: string) {
	return async (kylin: Kylin, parameters: IDataObject = {}, more: Partial<RunOptions> = {}) =>
		await runKylin({
			parameters: { resource, operation, ...onModel('sales'), ...parameters },
			credential: kylin.credential,
			...more,
		});
}

export const READER = (kylin: Kylin) => ({
	credential: { ...kylin.credential, username: 'READER', password: 'reader' },
});
