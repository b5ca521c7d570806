import type { IPollFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender } from '../shared/login/loginGuard';
import type { Send } from '../shared/api/kylinRequest';
import { KylinFailure } from '../shared/kylin/failures';
import { clock } from '../shared/time/clock';
import { isActivationByUser } from './activations';

/** A list of 20,000 jobs takes an older Kylin seconds. */
const MAX_TIMEOUT_MS = 60_000;

/** n8n repeats a failed activation within seconds; a user who tries again takes longer. */
const REPEATED_ACTIVATION_MS = 60_000;

/**
 * Sends the requests of a poll: all of them by one sender, because the first request of each waits
 * for those of other triggers with the same login.
 *
 * @param until when an answer comes too late, in epoch milliseconds of n8n's clock; asked before each request
 */
export function pollSender(
	context: IPollFunctions,
	{ login, until }: { login: string; until: () => number },
): Send {
	return guardedSender(sendUntil(context, until), {
		login,
		isUserRetry: ({ refusedAfter }) =>
			isActivationByUser(context) && clock.elapsed() - refusedAfter >= REPEATED_ACTIVATION_MS,
	});
}

function sendUntil(context: IPollFunctions, until: () => number): Send {
	return async (request) => {
		const leftMs = until() - clock.now();
		if (leftMs > 0) return await contextSender(context, Math.min(MAX_TIMEOUT_MS, leftMs))(request);
		throw new KylinFailure('There was no time left in this poll', {
			networkCode: 'ECONNABORTED',
			advice:
				'Choose projects, so that Kylin has less to sort, or give polls more time (N8N_SCHEDULER_POLL_TIMEOUT).',
		});
	};
}
