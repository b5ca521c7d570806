import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import { isTransient } from '../../../shared/kylin/failureMeaning';
import { toFailure } from '../../../shared/kylin/networkFailure';
import type { InputItem } from '../../item/inputItem';

const MAX_ATTEMPTS = 3;

const SHORTEST_PAUSE_MS = 1_000;

const LONGEST_PAUSE_MS = 10_000;

/**
 * The jobs after an action was sent. This is the one reading that the node itself tries again: it
 * changes nothing, while n8n's "Retry On Fail" would send the action again.
 */
export async function fetchAfterAction(
	{ send, pause }: Pick<InputItem, 'send' | 'pause'>,
	ids: readonly string[],
	project: string | undefined,
): Promise<FoundJobs> {
	for (let attempt = 1; ; attempt += 1) {
		const found = await findJobs(send, ids, project).catch(toFailure);
		if (!(found instanceof Error)) return found;
		const mayPass = found instanceof KylinFailure && isTransient(found, true);
		if (!mayPass || attempt === MAX_ATTEMPTS) throw found;
		const askedForMs = found.facts.retryAfterMs ?? 0;
		await pause(Math.min(Math.max(askedForMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
	}
}
