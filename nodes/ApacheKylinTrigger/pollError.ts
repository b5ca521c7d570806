import { IANAZone } from 'luxon';
import { NodeApiError, NodeOperationError, type IPollFunctions } from 'n8n-workflow';
import { LoginRefused } from '../shared/login/loginGuard';
import { spellTime } from '../shared/login/loginRefusal';
import { toNodeError } from '../shared/n8n/nodeError';
import { isLoginRefusal, mayPassBetweenPolls, refusalKind } from '../shared/kylin/failureMeaning';
import { KylinFailure } from '../shared/kylin/failures';
import { toFailure } from '../shared/kylin/networkFailure';
import { nodeKey } from '../shared/n8n/triggerNode';
import { joined } from '../shared/texts/sentences';
import { zonedTime } from '../shared/time/zonedTime';
import { isActivationByUser, isFirstPollAfterStart } from './activations';
import { noteUntoldOutage, reportOutage, type OutageReport } from './outages';
import { readOptions } from './settings';

const WHAT_COMES_NEXT =
	'The trigger goes on asking, and fails again for it after 24 hours only. What happens meanwhile starts the workflow when Kylin is back.';

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
 * Whether Kylin did not answer, or cannot at the moment. A refused login is none, nor is what Kylin
 * itself says no to: a project that is gone.
 */
function isOutage(error: Error): boolean {
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) return false;
	const { facts } = failure;
	if (refusalKind(facts) !== undefined) return false;
	const { code, httpStatus, networkCode } = facts;
	const isNotKylin = code === undefined && (httpStatus ?? networkCode) !== undefined;
	return isNotKylin || mayPassBetweenPolls(failure);
}

/**
 * What a failed poll fails its execution with. n8n gives up for good on a trigger whose first poll
 * after a start fails: that one fails only for what a user has just entered. Later polls tell of a
 * refused login once, and of an outage as 'When Kylin Cannot Be Reached' says.
 *
 * @returns undefined for a poll that is to be silent
 */
export function whatToTell(
	context: IPollFunctions,
	error: Error,
): NodeApiError | NodeOperationError | undefined {
	const trigger = nodeKey(context);
	if (isFirstPollAfterStart(context)) {
		const isActivation = isActivationByUser(context);
		if (isActivation && !TRANSIENT_CAUSES.includes(causeOf(error).cause)) {
			return toPollError(context, error);
		}
		if (isOutage(error)) noteUntoldOutage(trigger, { isActivation });
		return undefined;
	}
	if (error instanceof LoginRefused) {
		const { reportedBy } = error.refusal;
		if (reportedBy.has(trigger)) return undefined;
		reportedBy.add(trigger);
		return toPollError(context, error);
	}
	if (!isOutage(error)) return toPollError(context, error);
	const isForced = readOptions(context).whenUnreachable === 'failEveryPoll';
	const report = reportOutage(trigger, { isForced });
	if (!report.isDue) return undefined;
	return toPollError(context, isForced ? error : withOutage(error, report, context.getTimezone()));
}

function withOutage(error: Error, { toldSince }: OutageReport, timezone: string): Error {
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) return error;
	const { message, facts } = failure;
	const since =
		toldSince === undefined ? '' : `Kylin cannot be reached since ${timeOf(toldSince, timezone)}: `;
	return new KylinFailure(`${since}${message}`, {
		...facts,
		advice: joined(facts.advice, WHAT_COMES_NEXT),
	});
}

/** Raw output needs no timezone, so the workflow may have one that does not exist. */
function timeOf(epochMs: number, timezone: string): string {
	return IANAZone.isValidZone(timezone) ? zonedTime(epochMs, timezone) : spellTime(epochMs);
}

/** Versions of n8n without `failure` ignore it; their types lack it on `NodeOperationError`. */
export function toPollError(
	context: IPollFunctions,
	error: Error,
): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(context.getNode(), error);
	return Object.assign(nodeError, { failure: causeOf(error) });
}
