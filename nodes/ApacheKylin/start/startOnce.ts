import type { KylinRequest } from '../../shared/api/kylinRequest';
import { KylinFailure } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import { toFailure } from '../../shared/kylin/networkFailure';
import { withoutStop } from '../../shared/texts/sentences';
import type { InputItem } from '../item/inputItem';
import { fetchRecentJobs, type Subject } from './recentJobs';
import { findStarted, meaningOf, type WantedJob } from './startedJob';

/** So often a job is looked for after an answer was lost, with these pauses before: Kylin may be at it. */
const PAUSES_MS = [0, 2_000, 5_000];

export type Started =
	| { outcome: 'started'; data: unknown }
	| {
			/** `isOwn`: by this very request, whose answer was lost */
			outcome: 'found';
			job: JobRecord;
			isOwn: boolean;
	  };

/**
 * Sends a request that starts a job, once and never again: Kylin starts a second one for some of them.
 * If its answer is lost, or something is in the way, the job is looked for.
 *
 * @param what e.g. `Build of 2026-11-01… to 2026-11-02…`, for the errors
 * @throws KylinFailure which says that nothing was started, that nothing is to be seen, or that it
 * can't be known
 */
export async function startOnce(
	item: Pick<InputItem, 'send' | 'pause'>,
	request: KylinRequest,
	wanted: WantedJob & Subject,
	what: string,
): Promise<Started> {
	const answer = await item.send(request).then((data) => ({ data }), toFailure);
	if (!(answer instanceof Error)) return { outcome: 'started', data: answer.data };
	if (!(answer instanceof KylinFailure) || answer.facts.isUnsent) throw answer;
	const meaning = meaningOf(answer);
	if (meaning === 'notStarted') throw withAdvice(answer, `${what}: nothing was started.`);

	const isHeld = meaning === 'held';
	let unread: Error | undefined;
	for (const pauseMs of isHeld ? [0] : PAUSES_MS) {
		if (pauseMs > 0) await item.pause(pauseMs);
		const jobs = await fetchRecentJobs(item.send, wanted).catch(toFailure);
		unread = jobs instanceof Error ? jobs : undefined;
		if (jobs instanceof KylinFailure && jobs.facts.isUnsent) throw jobs;
		const found = jobs instanceof Error ? undefined : findStarted(jobs, wanted, isHeld);
		if (found !== undefined) return { outcome: 'found', ...found };
	}
	throw withAdvice(answer, `${what}: ${isHeld ? 'nothing was started.' : afterLoss(unread)}`);
}

/** @param unread what looking for the job failed with, if it did */
function afterLoss(unread: Error | undefined): string {
	const known =
		unread === undefined
			? 'So far no job of it is there, but Kylin may still be at it.'
			: `Whether its job was started can't be known: looking for it failed with: ${withoutStop(unread.message)}.`;
	return `the answer was lost. ${known} Run the node again: it looks first, and starts nothing twice.`;
}

function withAdvice(failure: KylinFailure, ...sentences: string[]): KylinFailure {
	const advice = [...sentences, failure.facts.advice].filter(Boolean).join(' ');
	return new KylinFailure(failure.message, { ...failure.facts, advice });
}
