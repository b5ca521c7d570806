import { cannotHaveChanged } from '../../../shared/kylin/failureMeaning';
import { KylinFailure } from '../../../shared/kylin/failures';
import { toFailure } from '../../../shared/kylin/networkFailure';
import { joined } from '../../../shared/texts/sentences';
import type { KylinRequest, Send } from '../../../shared/api/kylinRequest';

const NOTHING_CHANGED = 'Nothing was changed.';

/** What to find out about a request that failed. */
export type AfterFailure = {
	/** why Kylin refused the request, if more can be said than the failure's advice */
	describeRefusal: (failure: KylinFailure) => Promise<string | undefined>;
	/** what the request may have changed, and what to do before it is sent again */
	describeProgress: (failure: KylinFailure) => Promise<string>;
};

/**
 * Sends a request that changes something, once and never again: an answer that was lost does not say
 * how much of it was carried out.
 *
 * @returns `data` of the answer
 * @throws KylinFailure that says whether anything was changed, and what to do
 */
export async function sendOnce(
	send: Send,
	request: KylinRequest,
	after: AfterFailure,
): Promise<unknown> {
	const fail = async (error: Error): Promise<never> => {
		const failure = toFailure(error);
		if (!(failure instanceof KylinFailure) || failure.facts.isUnsent) throw failure;
		const advice = await adviceAfter(failure, after);
		throw new KylinFailure(failure.message, { ...failure.facts, advice });
	};
	return await send(request).catch(fail);
}

async function adviceAfter(
	failure: KylinFailure,
	{ describeRefusal, describeProgress }: AfterFailure,
): Promise<string> {
	const { advice, code, httpStatus } = failure.facts;
	if (cannotHaveChanged(failure)) {
		return joined((await describeRefusal(failure)) || advice, NOTHING_CHANGED);
	}
	// Advice to try again is for readings: this answer was lost, and the request may be carried out.
	const isAnswerLost = code === undefined && (httpStatus === undefined || httpStatus < 300);
	return joined(isAnswerLost ? undefined : advice, await describeProgress(failure));
}
