import { toFailure } from '../../../shared/http/nodeError';
import type { OperationItem } from '../../../shared/http/operationItem';
import { waitForJobs, type WaitResult } from '../../../shared/jobs/waitForJobs';
import type { WaitOptions } from '../../../shared/jobs/waitOptions';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';

/** The actions after which a job runs again. */
export const AWAITED_ACTIONS: readonly JobAction[] = ['RESUME', 'RESTART'];

/**
 * Waits for jobs that an action set going.
 *
 * @throws KylinFailure which says that the action itself was carried out
 */
export async function waitAfter(
	item: OperationItem,
	action: JobAction,
	jobs: { ids: string[]; project: string | undefined; before: JobRecord[] },
	options: WaitOptions,
): Promise<WaitResult> {
	const result = await waitForJobs(item, {
		...options,
		jobIds: jobs.ids,
		project: jobs.project,
		before: new Map(jobs.before.map((job) => [job.id, job])),
	}).catch(toFailure);
	if (!(result instanceof KylinFailure)) {
		if (result instanceof Error) throw result;
		return result;
	}
	throw new KylinFailure(result.message, {
		...result.facts,
		advice: [`${action} itself was carried out.`, result.facts.advice].filter(Boolean).join(' '),
	});
}
