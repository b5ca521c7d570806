import { toFailure } from '../../../shared/http/nodeError';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { JobAction } from '../../../shared/kylin/jobStatus';
import { changedNothing } from './changedNothing';
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

const NO_ACCESS = 'KE-010024001';

const NOTHING_CHANGED = 'Nothing was changed.';

const CHANGED_ON_THE_WAY = 'It changed on the way: run the node again.';

const LOOK_FIRST = 'List the jobs before sending the action again.';

const NAME_THE_PROJECT =
	"Fill in 'Project': without it, Kylin 5.0.0-alpha and -beta ask for rights on every project.";

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
	const advice = await adviceFor(reader, body, failure, known.before);
	throw new KylinFailure(failure.message, { ...failure.facts, advice });
}

async function adviceFor(
	reader: Reader,
	body: UpdateBody,
	failure: KylinFailure,
	before: JobRecord[],
): Promise<string> {
	const { advice, code, httpStatus } = failure.facts;
	if (code === ILLEGAL_ACTION) {
		const unsuitable = await describeIllegal(reader, body, before);
		return sentences(unsuitable || advice, NOTHING_CHANGED);
	}
	const addition = code === NO_ACCESS && body.project === undefined ? NAME_THE_PROJECT : undefined;
	if (changedNothing(failure, body.project)) return sentences(advice, NOTHING_CHANGED);
	// Advice to try again is for readings: this answer was lost, and the action may be done.
	const isAnswerLost = code === undefined && (httpStatus === undefined || httpStatus < 300);
	const progress = await describeHowFar(reader, body, before);
	return sentences(isAnswerLost ? undefined : advice, addition, progress, LOOK_FIRST);
}

async function describeIllegal(
	reader: Reader,
	{ action, project, job_ids }: UpdateBody,
	before: JobRecord[],
): Promise<string> {
	const known = describeUnsuitable(action, before);
	if (known !== '') return known;
	const now = await readAfter(reader, job_ids, project).catch(() => undefined);
	const unsuitable = describeUnsuitable(action, [...(now?.values() ?? [])]);
	const didFit = before.length > 0 && unsuitable !== '';
	return didFit ? `${unsuitable} ${CHANGED_ON_THE_WAY}` : unsuitable;
}

async function describeHowFar(
	reader: Reader,
	{ project }: UpdateBody,
	before: JobRecord[],
): Promise<string> {
	if (before.length === 0) return 'The action may have been carried out in part.';
	const ids = before.map((job) => job.id);
	const after = await readAfter(reader, ids, project).catch(() => undefined);
	return after === undefined
		? 'The action may have been carried out in part, and the jobs could not be read again.'
		: describeProgress(before, after);
}

function sentences(...parts: Array<string | undefined>): string {
	return parts.filter(Boolean).join(' ');
}
