import type { IDataObject } from 'n8n-workflow';
import { runKylin, type RunOptions } from '../harness';
import { startKylin, type Kylin } from '../kylin';

export type { Kylin } from '../kylin';

/** A Kylin whose time flows, because queries take some. */
export const startQueryKylin = async () => await startKylin([], { frozen: false });

export const inProject = (value: unknown = 'learn_kylin') => ({ __rl: true, mode: 'name', value });

/** Rows of the field Query Parameters. */
export const rowsOf = (...parameter: IDataObject[]) => ({ parameter });

/** Runs Execute Query with the fields' defaults but for those given. */
export async function execute(
	kylin: Pick<Kylin, 'credential'>,
	query: unknown,
	parameters: IDataObject = {},
	more: Partial<RunOptions> = {},
) {
	return await runKylin({
		parameters: {
			resource: 'query',
			operation: 'execute',
			project: inProject(),
			query,
			...parameters,
		} as IDataObject,
		credential: kylin.credential,
		...more,
	});
}

export const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);
