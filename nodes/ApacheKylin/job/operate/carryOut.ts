import { toFailure } from '../../../shared/http/nodeError';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import { describeProgress, describeUnsuitable } from './operateSentences';
import { readAfter, type Reader } from './readAfter';

export const STATUS_URL = '/jobs/status';

export type UpdateBody = {
	action: JobAction;
	project?: string;
	job_ids: string[];
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

const CHANGED_ON_THE_WAY = 'It changed on the way: run the node again.';

const LOOK_FIRST = 'List the jobs before sending the action again.';

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
	if (!(failure instanceof KylinFailure)) throw failure;
	const detail = await describeAftermath(reader, body, failure, known.before);
	throw new KylinFailure(failure.message, { ...failure.facts, advice: adviceFor(failure, detail) });
}

function adviceFor({ facts: { advice, code, httpStatus } }: KylinFailure, detail: string): string {
	if (code === ILLEGAL_ACTION && detail !== '') return `${detail} Nothing was changed.`;
	// Advice to try again is for readings: this answer was lost, and the action may be done.
	const isAnswerLost = code === undefined && (httpStatus === undefined || httpStatus < 300);
	return [isAnswerLost ? undefined : advice, detail].filter(Boolean).join(' ');
}

async function describeAftermath(
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
		const now = await readAgain(job_ids);
		const unsuitable = describeUnsuitable(action, [...(now?.values() ?? [])]);
		const didFit = before.length > 0 && unsuitable !== '';
		return didFit ? `${unsuitable} ${CHANGED_ON_THE_WAY}` : unsuitable;
	}
	if (code !== undefined && REFUSED_BEFORE_ANY_CHANGE.has(code)) return '';
	if (before.length === 0) return `The action may have been carried out in part. ${LOOK_FIRST}`;
	const after = await readAgain(before.map((job) => job.id));
	const progress =
		after === undefined
			? 'The action may have been carried out in part, and the jobs could not be read again.'
			: describeProgress(before, after);
	return `${progress} ${LOOK_FIRST}`;
}
