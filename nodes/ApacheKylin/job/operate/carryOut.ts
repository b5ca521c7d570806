import { STATUS_URL } from '../../../shared/api/jobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import { adviceAfter } from './failedAction';
import type { Reader } from './readAfter';
import { toFailure } from '../../../shared/kylin/networkFailure';

export type UpdateBody = {
	action: JobAction;
	project?: string;
	job_ids: string[];
	statuses?: string[];
};

/**
 * Sends the action, once and never again: Kylin changes jobs one by one, so a repeated request
 * could meet jobs that the first one already changed.
 *
 * @throws KylinFailure that tells which jobs do not fit, or which had already changed
 */
export async function carryOut(
	reader: Reader,
	{ action, project, job_ids, statuses }: UpdateBody,
	known: { before: JobRecord[] },
): Promise<void> {
	const body = { action, project, job_ids, statuses };
	const failure = await reader
		.send({ method: 'PUT', url: STATUS_URL, body })
		.then(() => undefined, toFailure);
	if (failure === undefined) return;
	if (!(failure instanceof KylinFailure) || failure.facts.isUnsent) throw failure;
	const advice = await adviceAfter(failure, reader, body, known.before);
	throw new KylinFailure(failure.message, { ...failure.facts, advice });
}
