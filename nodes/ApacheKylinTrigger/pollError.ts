import { NodeApiError, NodeOperationError, type INode, type IPollFunctions } from 'n8n-workflow';
import { toFailure, toNodeError } from '../shared/http/nodeError';
import { KylinFailure } from '../shared/kylin/failures';
import { LoginSuspended } from './guardedSender';
import { isLoginRefusal } from './loginGate';
import { survived } from './processMemory';

/** Kylin's codes that stay until a person does something about them. */
const CONFIGURATION_CODES = ['KE-010001002', 'KE-010001201', 'KE-010024001', 'KE-010032222'];

/** n8n's own wait for causes that only a person can end is 30 minutes; this default scheduler has none. */
const BACK_OFF_BUDGET_MS = 300_000;

type Cause =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

/**
 * Why a poll failed, in n8n's words.
 *
 * Kylin's business errors have HTTP status 500, so the code decides: what is not known to be a
 * matter of the parameters or the credential is taken for something that passes.
 */
export function causeOf(error: Error): Cause {
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) return { cause: 'configuration-invalid' };
	const { code = '', httpStatus, networkCode, retryAfterMs } = failure.facts;
	if (isLoginRefusal(failure.facts)) return { cause: 'credential-invalid' };
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (httpStatus === 429) return { cause: 'rate-limited', ...wait };
	const isAnswer = networkCode === undefined && httpStatus !== undefined;
	const isConfiguration = CONFIGURATION_CODES.includes(code) || (isAnswer && httpStatus < 500);
	return isConfiguration
		? { cause: 'configuration-invalid' }
		: { cause: 'temporarily-unavailable', ...wait };
}

/**
 * Whether to be silent about a failed poll. n8n gives up for good on a trigger whose first poll
 * after a start fails: then only what a person has just entered may fail it. Later polls show
 * their failures, except for a login that was suspended, which was shown when Kylin refused it.
 */
export function isSurvivable(context: IPollFunctions, error: Error): boolean {
	if (survived.has(context)) return error instanceof LoginSuspended;
	if (hasBackOff(context)) return false;
	const isByPerson = ['activate', 'create', 'update'].includes(context.getActivationMode());
	return !isByPerson || causeOf(error).cause === 'temporarily-unavailable';
}

/** n8n's durable scheduler waits by the cause of a failure and gives no trigger up. */
function hasBackOff(context: IPollFunctions): boolean {
	const budgetMs = context.getPollBudgetMs?.();
	return budgetMs !== undefined && budgetMs < BACK_OFF_BUDGET_MS;
}

/** Hosts that do not know `failure` ignore it. */
export function toPollError(node: INode, error: Error): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(node, error);
	if (nodeError instanceof NodeApiError) nodeError.failure = causeOf(error);
	return nodeError;
}
