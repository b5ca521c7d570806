import { STATUS_URL } from '../../shared/api/jobs';
import { findJobs } from '../../shared/jobs/findJobs';
import type { JobRecord } from '../../shared/kylin/job';
import { toFailure } from '../../shared/kylin/networkFailure';
import type { InputItem } from '../item/inputItem';
import { isHalted } from './blockingJob';

/**
 * Sets a failed or paused job going again. If the answer is a failure but the job goes on, somebody has
 * resumed it: this very request, whose answer was lost, or another.
 */
export async function resumeJob(
	{ send }: Pick<InputItem, 'send'>,
	{ id, project }: JobRecord,
): Promise<void> {
	const body = { action: 'RESUME', project, job_ids: [id] };
	const failure = await send({ method: 'PUT', url: STATUS_URL, body }).then(
		() => undefined,
		toFailure,
	);
	if (failure === undefined) return;
	const now = await findJobs(send, [id], project).catch(() => undefined);
	const job = now?.get(id);
	if (job === undefined || isHalted(job)) throw failure;
}
