import type {
	IAllExecuteFunctions,
	IN8nHttpFullResponse,
	RequestHelperFunctions,
} from 'n8n-workflow';
import { parseEnvelope } from '../kylin/envelope';
import type { Send } from '../api/kylinRequest';
import { REQUEST_DEFAULTS } from '../api/protocol';

/**
 * Sends requests outside of an execution: for pickers and polls, which the node's request defaults
 * do not reach.
 *
 * @param timeoutMs how long to wait for an answer; n8n's default unless given
 */
export function contextSender(
	context: { helpers: Pick<RequestHelperFunctions, 'httpRequestWithAuthentication'> },
	timeoutMs?: number,
): Send {
	return async (request) => {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			'apacheKylinApi',
			{
				...REQUEST_DEFAULTS,
				...request,
				...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
				returnFullResponse: true,
			},
		)) as IN8nHttpFullResponse;
		return parseEnvelope({
			httpStatus: answer.statusCode,
			headers: answer.headers,
			body: String(answer.body ?? ''),
		});
	};
}
