import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender } from '../shared/login/guardedSender';
import type { Send } from '../shared/api/kylinRequest';
import { KylinFailure } from '../shared/kylin/failures';
import { clock } from '../shared/time/clock';
import { isActivationByPerson, isDurable } from './activations';

/** A list of 20,000 jobs takes an older Kylin seconds. */
const MAX_TIMEOUT_MS = 60_000;

/**
 * Sends the requests of a poll: all of them by one sender, because the first request of each waits
 * for those of other triggers with the same login.
 *
 * @param until from when on, by n8n's clock, an answer is of no use; asked before each request
 */
export function pollSender(
	context: IPollFunctions,
	{ login, staticData, until }: { login: string; staticData: IDataObject; until: () => number },
): Send {
	return guardedSender(sendUntil(context, until), {
		login,
		staticData,
		isByPerson: isActivationByPerson(context),
		// n8n's durable scheduler does not tell a poll that somebody activated the workflow.
		wayOut: isDurable(context) ? 'a test event is fetched' : 'the workflow is activated anew',
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
