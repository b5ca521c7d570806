import { toFailure } from '../../../shared/http/nodeError';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import { describeProgress, describeUnsuitable } from './outcome';
import { readAfter, type Reader } from './readAfter';

export const STATUS_URL = '/jobs/status';

export type UpdateBody = {
	action: JobAction;
	project?: string;
	job_ids?: string[];
	statuses?: string[];
};

const ILLEGAL_ACTION = 'KE-010032217';

/** Kylin's checks before the first change, in which nothing can have happened (contract of PUT). */
const REFUSED_BEFORE_ANY_CHANGE = new Set([
	ILLEGAL_ACTION,
	'KE-010001002',
	'KE-010001201',
	'KE-010003005',
	'KE-010003008',
	'KE-010003207',
	'KE-010003208',
	'KE-010032212',
	'KE-010032213',
	'KE-010032219',
	'KE-010043201',
	'KE-010043207',
]);

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
	const body = {
		action,
		...(project === undefined ? {} : { project }),
		...(job_ids === undefined ? {} : { job_ids }),
		...(statuses === undefined ? {} : { statuses }),
	};
	const failure = await reader
		.send({ method: 'PUT', url: STATUS_URL, body })
		.then(() => undefined, toFailure);
	if (failure === undefined) return;
	if (!(failure instanceof KylinFailure)) throw failure;
	const detail = await describeFailure(reader, body, failure, known.before);
	const isNamed = failure.facts.code === ILLEGAL_ACTION && detail !== '';
	const advice = isNamed
		? `${detail} Nothing was changed.`
		: [failure.facts.advice, detail].filter(Boolean).join(' ');
	throw new KylinFailure(failure.message, { ...failure.facts, advice });
}

async function describeFailure(
	reader: Reader,
	{ action, project, job_ids }: UpdateBody,
	{ facts: { code } }: KylinFailure,
	before: JobRecord[],
): Promise<string> {
	const readAgain = async (ids: readonly string[]) =>
		await readAfter(reader, ids, project).catch(() => undefined);
	if (code === ILLEGAL_ACTION) {
		const known = describeUnsuitable(action, before);
		if (known !== '') return known;
		const now = await readAgain(job_ids ?? before.map((job) => job.id));
		return describeUnsuitable(action, [...(now?.values() ?? [])]);
	}
	if (code !== undefined && REFUSED_BEFORE_ANY_CHANGE.has(code)) return '';
	if (before.length === 0) {
		return 'The action may have been carried out in part: list the jobs before sending it again.';
	}
	const after = await readAgain(before.map((job) => job.id));
	return after === undefined
		? 'The action may have been carried out in part, and the jobs could not be read again: list them before sending it again.'
		: describeProgress(before, after);
}
