import { STATUS_URL } from '../../../shared/api/jobs';
import { hasChanged, type JobRecord } from '../../../shared/kylin/job';
import { KylinFailure } from '../../../shared/kylin/failures';
import { KYLIN_FAULTS } from '../../../shared/kylin/faults';
import type { JobAction, JobStatus } from '../../../shared/kylin/jobStatus';
import { listed } from '../../../shared/texts/sentences';
import type { InputItem } from '../../item/inputItem';
import { fetchAfterAction } from './fetchAfterAction';
import { describeMisfit, type Misfit } from './misfit';
import { sendOnce } from './sendOnce';

/** The body of `PUT /jobs/status`. */
export type UpdateBody = {
	action: JobAction;
	project?: string;
	job_ids: string[];
	statuses?: JobStatus[];
};

type Kylin = Pick<InputItem, 'send' | 'sendWithin' | 'pause'>;

const CHANGED_MEANWHILE = 'It changed on the way: run the node again.';

const LIST_FIRST = 'List the jobs before sending the action again.';

/**
 * Sends the action, once and never again: Kylin changes jobs one by one, so a repeated request
 * could meet jobs that the first one already changed.
 *
 * @param before the jobs' records before it, as far as they were read
 * @throws KylinFailure that says which jobs do not fit, or which had already changed
 */
export async function sendAction(
	kylin: Kylin,
	body: UpdateBody,
	before: JobRecord[],
): Promise<void> {
	const request = { method: 'PUT', url: STATUS_URL, body } as const;
	let misfit: Misfit | undefined;
	const sending = sendOnce(kylin.send, request, {
		describeRefusal: async ({ facts: { code } }) => {
			if (code === KYLIN_FAULTS.JOB_ACTION_ILLEGAL.code)
				misfit = await findMisfit(kylin, body, before);
			return misfit?.advice;
		},
		describeProgress: async () => `${await describeChanges(kylin, body, before)} ${LIST_FIRST}`,
	});
	await sending.catch((error: Error) => {
		if (misfit === undefined || !(error instanceof KylinFailure)) throw error;
		const advice = `${error.facts.advice} Kylin: ${error.message}`;
		throw new KylinFailure(misfit.title, { ...error.facts, advice });
	});
}

/** The jobs that made Kylin refuse the action: as they were before it, or as they are now. */
async function findMisfit(
	kylin: Kylin,
	{ action, project, job_ids }: UpdateBody,
	before: JobRecord[],
): Promise<Misfit | undefined> {
	const known = describeMisfit(action, before, job_ids.length);
	if (known !== undefined) return known;
	const now = await fetchAfterAction(kylin, job_ids, project).catch(() => undefined);
	const misfit = describeMisfit(action, [...(now?.values() ?? [])], job_ids.length);
	if (misfit === undefined || before.length === 0) return misfit;
	return { ...misfit, advice: `${misfit.advice} ${CHANGED_MEANWHILE}` };
}

async function describeChanges(
	kylin: Kylin,
	{ project }: UpdateBody,
	before: JobRecord[],
): Promise<string> {
	if (before.length === 0) return 'The action may have been carried out in part.';
	const ids = before.map(({ id }) => id);
	const after = await fetchAfterAction(kylin, ids, project).catch(() => undefined);
	return after === undefined
		? 'The action may have been carried out in part, and the jobs could not be read again.'
		: describeProgress(before, after);
}

/** How far an action came that failed, from the records before and after it. */
export function describeProgress(
	before: readonly JobRecord[],
	after: ReadonlyMap<string, JobRecord>,
): string {
	const changes = before.flatMap((job) => {
		const now = after.get(job.id);
		return now !== undefined && hasChanged(job, now)
			? [`${job.id} (${job.job_status} → ${now.job_status})`]
			: [];
	});
	if (changes.length === 0) {
		return before.length === 1
			? 'The job has not changed so far.'
			: `None of the ${before.length} jobs has changed so far.`;
	}
	if (before.length === 1) return `The job has already changed: ${changes[0]}.`;
	return `${changes.length} of ${before.length} jobs have already changed: ${listed(changes, ', ')}.`;
}
