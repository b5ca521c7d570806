import type { InputItem } from '../../item/inputItem';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import { isTransient } from '../../../shared/kylin/passing';
import { toFailure } from '../../../shared/kylin/networkFailure';

const MAX_TRIES = 3;

const SHORTEST_PAUSE_MS = 1_000;

const LONGEST_PAUSE_MS = 10_000;

export type Reader = Pick<InputItem, 'send' | 'pause'>;

/**
 * The jobs after an action was sent. This is the one reading that is tried again by itself: it
 * changes nothing, while n8n's "Retry On Fail" would send the action again.
 */
export async function fetchJobsAfter(
	{ send, pause }: Reader,
	ids: readonly string[],
	project: string | undefined,
): Promise<FoundJobs> {
	for (let tries = 1; ; tries += 1) {
		const found = await findJobs(send, ids, project).catch(toFailure);
		if (!(found instanceof Error)) return found;
		const mayPass = found instanceof KylinFailure && isTransient(found, true);
		if (!mayPass || tries === MAX_TRIES) throw found;
		const askedFor = found.facts.retryAfterMs ?? 0;
		const pauseMs = Math.min(Math.max(askedFor, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
		await pause(pauseMs);
	}
}
