import { KylinFailure, type FailureFacts } from './failures';
import {
	ANSWER_FAULTS,
	httpFault,
	kylinFault,
	networkFault,
	type Fault,
	type RefusalKind,
} from './faults';

/** The row of the table of faults for what is known of a failure; empty where it says nothing. */
function faultOf({ code, httpStatus, networkCode, answer }: FailureFacts): Fault {
	if (networkCode !== undefined) return networkFault(networkCode);
	if (answer !== undefined) return ANSWER_FAULTS[answer];
	if (code !== undefined) return kylinFault(code);
	return httpStatus === undefined ? {} : httpFault(httpStatus);
}

/**
 * Whether asking again after seconds may help.
 *
 * @param hasAnswered Kylin has answered a request of the same kind before
 */
export function isTransient({ facts }: KylinFailure, hasAnswered: boolean): boolean {
	// Kylin has used these codes with 400 for refusals of a request, which stay.
	if (facts.code !== undefined && (facts.httpStatus ?? 0) < 500) return false;
	const { transient } = faultOf(facts);
	return transient === 'always' || (transient === 'onceAnswered' && hasAnswered);
}

/** Whether asking again after minutes, as a trigger does, may help. */
export function mayPassBetweenPolls(failure: KylinFailure): boolean {
	return isTransient(failure, true) || faultOf(failure.facts).transient === 'later';
}

/** Whether an action that failed like this cannot have changed anything. */
export function cannotHaveChanged({ facts }: KylinFailure): boolean {
	return (
		facts.isUnsent === true ||
		refusalKind(facts) !== undefined ||
		faultOf(facts).changedNothing === true
	);
}

/** Whether a job, or a segment that a job holds, is in the way of what was asked for. */
export function isHeld({ facts }: KylinFailure): boolean {
	return faultOf(facts).isHeld === true;
}

/** @returns undefined for a failure that says nothing against the login */
export function refusalKind(facts: FailureFacts): RefusalKind | undefined {
	const { login } = faultOf(facts);
	const isUnknownRefusal = facts.httpStatus === 401 && facts.code !== undefined;
	return facts.login ?? login ?? (isUnknownRefusal ? 'wrong' : undefined);
}

/** Whether Kylin, or a proxy in front of it, does not accept the credential. */
export function isLoginRefusal(error: unknown): error is KylinFailure {
	return error instanceof KylinFailure && refusalKind(error.facts) !== undefined;
}
