import { NodeApiError, NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import { LoginRefused } from '../shared/login/loginGuard';
import { toNodeError } from '../shared/n8n/nodeError';
import { isLoginRefusal, mayPassBetweenPolls } from '../shared/kylin/failureMeaning';
import { KylinFailure } from '../shared/kylin/failures';
import { toFailure } from '../shared/kylin/networkFailure';
import { nodeKey } from '../shared/n8n/triggerNode';
import { isActivationByUser, isFirstPollAfterStart } from './activations';

type Cause =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const TRANSIENT_CAUSES: ReadonlyArray<Cause['cause']> = ['rate-limited', 'temporarily-unavailable'];

/** Why a poll failed, in n8n's words. */
function causeOf(error: Error): Cause {
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) return { cause: 'configuration-invalid' };
	const { httpStatus, retryAfterMs } = failure.facts;
	if (isLoginRefusal(failure)) return { cause: 'credential-invalid' };
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (httpStatus === 429) return { cause: 'rate-limited', ...wait };
	return mayPassBetweenPolls(failure)
		? { cause: 'temporarily-unavailable', ...wait }
		: { cause: 'configuration-invalid' };
}

/**
 * Whether to be silent about a failed poll. n8n gives up for good on a trigger whose first poll
 * after a start fails: that one fails only for what a user has just entered. Later polls show their
 * failures, a refused login once.
 */
export function mayStaySilent(context: IPollFunctions, error: Error): boolean {
	if (!isFirstPollAfterStart(context)) return isShownRefusal(context, error);
	return !isActivationByUser(context) || TRANSIENT_CAUSES.includes(causeOf(error).cause);
}

function isShownRefusal(context: IPollFunctions, error: Error): boolean {
	return error instanceof LoginRefused && error.refusal.reportedBy.has(nodeKey(context));
}

export function noteShown(context: IPollFunctions, error: Error): void {
	if (error instanceof LoginRefused) error.refusal.reportedBy.add(nodeKey(context));
}

/** Versions of n8n without `failure` ignore it; their types lack it on `NodeOperationError`. */
export function toPollError(
	context: IPollFunctions,
	error: Error,
): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(context.getNode(), error);
	return Object.assign(nodeError, { failure: causeOf(error) });
}
