import type { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { UpdateBody } from './carryOut';
import { NO_ACCESS, changedNothing } from './changedNothing';
import { describeProgress, describeUnsuitable } from './operateSentences';
import { fetchJobsAfter, type Reader } from './readAfter';

const ILLEGAL_ACTION = 'KE-010032217';

const NOTHING_CHANGED = 'Nothing was changed.';

const CHANGED_ON_THE_WAY = 'It changed on the way: run the node again.';

const LOOK_FIRST = 'List the jobs before sending the action again.';

const NAME_THE_PROJECT =
	"Fill in 'Project': without it, Kylin 5.0.0-alpha and -beta ask for rights on every project.";

/** What to do after an action that failed, and what it has changed. */
export async function adviceAfter(
	failure: KylinFailure,
	reader: Reader,
	body: UpdateBody,
	before: JobRecord[],
): Promise<string> {
	const { advice, code, httpStatus } = failure.facts;
	if (changedNothing(failure, body.project)) {
		const unsuitable =
			code === ILLEGAL_ACTION ? await describeIllegal(reader, body, before) : undefined;
		return sentences(unsuitable || advice, NOTHING_CHANGED);
	}
	// Advice to try again is for readings: this answer was lost, and the action may be done.
	const isAnswerLost = code === undefined && (httpStatus === undefined || httpStatus < 300);
	const progress = await describeHowFar(reader, body, before);
	const onProject = code === NO_ACCESS ? NAME_THE_PROJECT : undefined;
	return sentences(isAnswerLost ? undefined : advice, onProject, progress, LOOK_FIRST);
}

async function describeIllegal(
	reader: Reader,
	{ action, project, job_ids }: UpdateBody,
	before: JobRecord[],
): Promise<string> {
	const known = describeUnsuitable(action, before);
	if (known !== '') return known;
	const now = await fetchJobsAfter(reader, job_ids, project).catch(() => undefined);
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
	const after = await fetchJobsAfter(reader, ids, project).catch(() => undefined);
	return after === undefined
		? 'The action may have been carried out in part, and the jobs could not be read again.'
		: describeProgress(before, after);
}

function sentences(...parts: Array<string | undefined>): string {
	return parts.filter(Boolean).join(' ');
}
