import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { contextSender } from '../shared/http/contextSender';
import type { Send } from '../shared/http/kylinRequest';
import { KylinFailure } from '../shared/kylin/failures';
import { clock } from '../shared/time/clock';
import { isActivationByPerson } from './activation';
import { afterRefusal, leadsToLock, mayLogIn, readStoredRefusal, storeRefusal } from './loginGate';
import { nodeKey, refusals, type RememberedRefusal } from './processMemory';

/** Member of n8n's static data. */
const REFUSAL = 'loginRefusal';

/** A list of 20,000 jobs takes an older Kylin seconds. */
const MAX_TIMEOUT_MS = 60_000;

/** Nothing was sent, because Kylin refused the same login before. */
export class LoginSuspended extends KylinFailure {}

const SUSPENDED =
	'So that the account is not locked, the trigger tries this login once more after an hour and then not again, until the credential is changed or the workflow is activated anew.';

/** Sends the requests of a poll unless Kylin has refused the login lately. */
export function guardedSender(
	context: IPollFunctions,
	staticData: IDataObject,
	login: string,
): Send {
	const key = nodeKey(context);
	const send = contextSender(context, timeoutMs(context));
	const isActivation = isActivationByPerson(context);
	return async (request) => {
		const refusal = refusals.get(key) ?? rememberStored(key, staticData);
		if (refusal && !mayLogIn(refusal, { now: clock.now(), login, isActivation })) {
			throw new LoginSuspended(refusal.message, { httpStatus: 401, advice: refusal.advice });
		}
		const { data, failure } = await send(request).then(
			(answer) => ({ data: answer, failure: undefined }),
			(reason: Error) => ({ data: undefined, failure: reason }),
		);
		if (failure === undefined) {
			refusals.delete(key);
			if (staticData[REFUSAL] !== undefined) delete staticData[REFUSAL];
			return data;
		}
		if (failure instanceof KylinFailure && leadsToLock(failure.facts)) {
			const { code } = failure.facts;
			const { message } = failure;
			const advice = [failure.facts.advice, SUSPENDED].filter(Boolean).join(' ');
			const next = afterRefusal(refusal, { code, now: clock.now(), login });
			refusals.set(key, { ...next, message, advice, isShown: false });
			staticData[REFUSAL] = storeRefusal(next);
			throw new KylinFailure(message, { ...failure.facts, advice });
		}
		throw failure;
	};
}

/** After a restart of n8n, as long as nothing was sent. */
function rememberStored(key: string, staticData: IDataObject): RememberedRefusal | undefined {
	const stored = readStoredRefusal(staticData[REFUSAL]);
	if (stored === undefined) return undefined;
	const message = 'Kylin refused this login before n8n was restarted';
	const refusal = { ...stored, message, advice: SUSPENDED, isShown: false };
	refusals.set(key, refusal);
	return refusal;
}

/** In n8n's durable scheduler a poll has 36 seconds, and its result is dropped if it takes longer. */
function timeoutMs(context: IPollFunctions): number {
	const budgetMs = context.getPollBudgetMs?.() ?? Infinity;
	return Math.min(MAX_TIMEOUT_MS, Math.floor(budgetMs / 2));
}
