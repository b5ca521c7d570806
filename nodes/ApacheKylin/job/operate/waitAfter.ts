import type { InputItem } from '../../item/inputItem';
import { waitForJobs, type WaitResult } from '../wait/waitForJobs';
import type { WaitOptions } from '../wait/waitOptions';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import { toFailure } from '../../../shared/kylin/networkFailure';

/** The actions after which a job runs again. */
export const AWAITED_ACTIONS: readonly JobAction[] = ['RESUME', 'RESTART'];

/**
 * Waits for jobs that an action set going.
 *
 * @throws KylinFailure which says that the action itself was carried out
 */
export async function waitAfter(
	item: InputItem,
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
