import { NodeApiError, NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import { LoginRefused } from '../shared/login/guardedSender';
import { toNodeError } from '../shared/n8n/nodeError';
import { KylinFailure, isLoginRefusal } from '../shared/kylin/failures';
import { isTransient } from '../shared/kylin/passing';
import { isActivationByPerson, isDecisivePoll } from './activations';
import { nodeKey } from '../shared/n8n/triggerNode';
import { toFailure } from '../shared/kylin/networkFailure';

/** Nobody can log in while LDAP is away; that passes, but not for somebody who waits in front of it. */
const LDAP_UNREACHABLE = 'KE-010021006';

type Cause =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const PASSING_CAUSES: ReadonlyArray<Cause['cause']> = ['rate-limited', 'temporarily-unavailable'];

/** Why a poll failed, in n8n's words. */
function causeOf(error: Error): Cause {
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) return { cause: 'configuration-invalid' };
	const { code, httpStatus, retryAfterMs } = failure.facts;
	if (isLoginRefusal(failure)) return { cause: 'credential-invalid' };
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (httpStatus === 429) return { cause: 'rate-limited', ...wait };
	return isTransient(failure, true) || code === LDAP_UNREACHABLE
		? { cause: 'temporarily-unavailable', ...wait }
		: { cause: 'configuration-invalid' };
}

/**
 * Whether to be silent about a failed poll. n8n gives up for good on a trigger whose first poll
 * after a start fails: then only what a person has just entered may fail it. Later polls show
 * their failures, a refused login once.
 */
export function isSurvivable(context: IPollFunctions, error: Error): boolean {
	if (!isDecisivePoll(context)) return isShownRefusal(context, error);
	return !isActivationByPerson(context) || PASSING_CAUSES.includes(causeOf(error).cause);
}

function isShownRefusal(context: IPollFunctions, error: Error): boolean {
	return error instanceof LoginRefused && error.refusal.shownTo.has(nodeKey(context));
}

export function noteShown(context: IPollFunctions, error: Error): void {
	if (error instanceof LoginRefused) error.refusal.shownTo.add(nodeKey(context));
}

/** Hosts that do not know `failure` ignore it, and their types lack it on `NodeOperationError`. */
export function toPollError(
	context: IPollFunctions,
	error: Error,
): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(context.getNode(), error);
	return Object.assign(nodeError, { failure: causeOf(error) });
}
