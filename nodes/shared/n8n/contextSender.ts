import type {
	FunctionsBase,
	IAllExecuteFunctions,
	IN8nHttpFullResponse,
	RequestHelperFunctions,
} from 'n8n-workflow';
import { parseEnvelope } from '../kylin/envelope';
import type { Send } from '../api/kylinRequest';
import { REQUEST_DEFAULTS } from '../api/protocol';
import { blameProxy } from '../kylin/networkFailure';
import { readCredential } from '../login/credential';
import type { EndingRequest } from '../login/withLogin';
import { limited, timeLimit } from '../time/timeLimit';

/**
 * Sends requests outside of an execution: for pickers and polls, which the node's request defaults
 * do not reach.
 *
 * @param timeoutMs how long an answer may take to its end
 */
export function contextSender(
	context: Pick<FunctionsBase, 'getCredentials'> & {
		helpers: Pick<RequestHelperFunctions, 'httpRequestWithAuthentication'>;
	},
	timeoutMs: number,
): Send {
	return async (request) => {
		const exchange = async (endSignal: AbortSignal) => {
			const options: EndingRequest = {
				...REQUEST_DEFAULTS,
				...request,
				timeout: timeoutMs,
				endSignal,
				returnFullResponse: true,
			};
			return (await context.helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				'apacheKylinApi',
				options,
			)) as IN8nHttpFullResponse;
		};
		const answer = await limited(timeLimit(timeoutMs), exchange).catch(async (error: Error) => {
			throw blameProxy(error, (await readCredential(context)).apiRoot);
		});
		return parseEnvelope({
			httpStatus: answer.statusCode,
			headers: answer.headers,
			body: String(answer.body ?? ''),
		});
	};
}
