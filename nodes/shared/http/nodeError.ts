import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { describeNetworkCode } from '../kylin/errorAdvice';
import { KylinFailure, ParameterError, reference } from '../kylin/failures';

type Unanswered = { message?: string; code?: unknown; httpCode?: unknown; cause?: unknown };

/** A request that got no answer, as n8n's HTTP helper reports it, in words. */
function networkFailure(error: unknown): KylinFailure | undefined {
	const { code, httpCode, cause, message } = error as Unanswered;
	const causeCode = (cause as Unanswered | undefined)?.code;
	const networkCode = [causeCode, code, httpCode, codeOfMessage(message)].find(
		(candidate): candidate is string => typeof candidate === 'string' && /^[A-Z]/.test(candidate),
	);
	if (networkCode === undefined) return undefined;
	const known = describeNetworkCode(networkCode);
	return new KylinFailure(known?.sentence ?? 'No answer came from Kylin', {
		networkCode,
		advice:
			known?.advice ?? "Check 'Host' in the credential, and the network between n8n and Kylin.",
	});
}

/** n8n 1 reports a connection that was closed within the answer without a code. */
function codeOfMessage(message: string | undefined): string | undefined {
	return message === 'stream has been aborted' ? 'ERR_BAD_RESPONSE' : undefined;
}

/** What a request failed with, in words where it is Kylin or the network that failed. */
export function toFailure(error: Error): Error {
	return error instanceof KylinFailure ? error : (networkFailure(error) ?? error);
}

/**
 * The error a user sees: title = one sentence, description = advice, KE code and item index.
 * Only texts are copied, so that no request, header or server stack trace is stored with it.
 */
export function toNodeError(
	node: INode,
	error: Error,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const item = itemIndex === undefined ? [] : [`item ${itemIndex}`];
	if (error instanceof ParameterError) {
		const description = [error.advice, `[${['nothing was sent', ...item].join(', ')}]`];
		return new NodeOperationError(node, error.message, {
			description: description.filter(Boolean).join(' '),
			itemIndex,
		});
	}
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) {
		return new NodeOperationError(node, failure.message, {
			description: item.length === 0 ? undefined : `[${item.join()}]`,
			itemIndex,
		});
	}
	const { facts, message } = failure;
	return new NodeApiError(
		node,
		{ message, ...(facts.code === undefined ? {} : { error_code: facts.code }) },
		{
			message,
			description: [facts.advice, `[${[...reference(facts), ...item].join(', ')}]`]
				.filter(Boolean)
				.join(' '),
			// n8n replaces the sentence by one of its own when it is given a network code here.
			httpCode: facts.httpStatus === undefined ? undefined : String(facts.httpStatus),
			itemIndex,
		},
	);
}
