import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { KylinFailure, ParameterError, reference } from '../kylin/failures';
import { joined, shownText, withoutStop } from '../texts/sentences';
import { toFailure } from '../kylin/networkFailure';

/**
 * The error a user sees: title = one sentence, description = advice, KE code and item index (absent for a
 * trigger and while the editor is open).
 * Only texts are copied, so that no request, header or server stack trace is stored with it.
 */
export function toNodeError(
	node: INode,
	error: Error,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const item = itemIndex === undefined ? [] : [`item ${itemIndex}`];
	if (error instanceof ParameterError) {
		const facts = itemIndex === undefined ? [] : ['nothing was sent', ...item];
		return new NodeOperationError(node, error.message, {
			description: joined(error.advice, inBrackets(facts)) || undefined,
			itemIndex,
		});
	}
	const failure = toFailure(error);
	if (!(failure instanceof KylinFailure)) {
		return new NodeOperationError(node, shownText(failure.message, MOST_OF_DESCRIPTION), {
			description: joined(ownDescription(failure), inBrackets(item)) || undefined,
			itemIndex,
		});
	}
	const { facts, message } = failure;
	return new NodeApiError(
		node,
		{ message, ...(facts.code === undefined ? {} : { error_code: facts.code }) },
		{
			message,
			description: joined(facts.advice, inBrackets([...reference(facts), ...item])),
			// n8n replaces the sentence by one of its own when it is given a network code here.
			httpCode: facts.httpStatus === undefined ? undefined : String(facts.httpStatus),
			itemIndex,
		},
	);
}

/**
 * The same for a list of which several can be chosen. The editor shows nothing but the message there, and of
 * a NodeApiError not even that.
 */
export function toOptionsError(node: INode, error: Error): NodeOperationError {
	const { message, description } = toNodeError(node, error);
	const sentence = `${withoutStop(message)}.`;
	return new NodeOperationError(node, joined(sentence, description ?? undefined));
}

function inBrackets(facts: readonly string[]): string | undefined {
	return facts.length === 0 ? undefined : `[${facts.join(', ')}]`;
}

const MOST_OF_DESCRIPTION = 4_000;

/** What n8n adds to an error of its own, e.g. which address it does not let a node reach. */
function ownDescription(error: Error): string | undefined {
	const { description, cause } = error as {
		description?: unknown;
		cause?: { description?: unknown };
	};
	const text = description ?? cause?.description;
	return typeof text === 'string' ? shownText(text, MOST_OF_DESCRIPTION) : undefined;
}
