import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { KylinFailure, ParameterError, reference } from '../kylin/failures';
import { joined, shownText } from '../texts/sentences';
import { toFailure } from '../kylin/networkFailure';

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
			description: [facts.advice, `[${[...reference(facts), ...item].join(', ')}]`]
				.filter(Boolean)
				.join(' '),
			// n8n replaces the sentence by one of its own when it is given a network code here.
			httpCode: facts.httpStatus === undefined ? undefined : String(facts.httpStatus),
			itemIndex,
		},
	);
}

function inBrackets(item: readonly string[]): string | undefined {
	return item.length === 0 ? undefined : `[${item.join()}]`;
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
