import { toFailure } from '../../../shared/http/nodeError';
import type { OperationItem } from '../../../shared/http/operationItem';
import type { FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { readAfter } from './readAfter';
import type { OperateRequest } from './request';
import { waitAfter } from './waitAfter';

/** The jobs after the action: as they are then, or when they have ended if that was asked for. */
export async function followUp(
	item: OperationItem,
	{ action, project, output, wait }: OperateRequest,
	ids: string[],
	before: JobRecord[],
): Promise<FoundJobs> {
	if (wait !== undefined) return await waitAfter(item, action, { ids, project, before }, wait);
	if (output === 'confirmation') return new Map();
	const found = await readAfter(item, ids, project).catch(toFailure);
	if (!(found instanceof Error)) return found;
	throw new KylinFailure(
		'Kylin carried out the action, but its jobs could not be read afterwards',
		{
			advice: `Do not send the action again; list the jobs instead. Reading failed with: ${found.message.replace(/\.$/, '')}.`,
		},
	);
}
