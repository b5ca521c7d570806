import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { readEnvelope } from '../kylin/envelope';
import { KylinFailure } from '../kylin/failures';
import { JSON_BODY_HEADERS } from './protocol';
import { toNodeError } from './nodeError';
import { withinNodeRun, type NodeRun } from './requestQueue';

export type KylinRequest = {
	method: IHttpRequestMethods;
	url: string;
	qs?: IDataObject;
	body?: IDataObject;
};

/** Sends a request and returns the `data` of Kylin's answer. */
export type Send = (request: KylinRequest) => Promise<unknown>;

/** One input item of an operation, as the pure code sees it. */
export type OperationItem = {
	/** what the fields' `routing.send` put together: raw values, as the expressions gave them */
	fields: { query: IDataObject; body: IDataObject };
	/** a parameter that is not sent to Kylin itself */
	parameter: (name: string, fallback?: unknown) => unknown;
	send: Send;
};

/** First of every operation's `postReceive`: Kylin's envelope becomes one item with its `data`. */
export const openEnvelope: PostReceiveAction = async function (_items, response) {
	const { body, headers, statusCode } = response as IN8nHttpFullResponse;
	const data = readEnvelope({
		httpStatus: statusCode,
		headers,
		body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	});
	return [{ json: { data } as IDataObject }];
};

/**
 * Makes an operation out of a function of one item. It is n8n's pagination function, because that
 * is the one declarative place which may send several requests, and which sees failures of the
 * network: those bypass `postReceive`. n8n links neither results nor failures of a declarative node
 * to their input item, so both get their `pairedItem` here.
 */
export function itemOperation(run: (item: OperationItem) => Promise<IDataObject[]>) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const pairedItem = { item: this.getItemIndex() };
		return await withinNodeRun(this.getExecutionCancelSignal?.(), async (nodeRun) => {
			try {
				const rows = await run({
					fields: {
						query: { ...requestData.options.qs },
						body: { ...(requestData.options.body as IDataObject) },
					},
					parameter: (name, fallback) => this.getNodeParameter(name, fallback as string),
					send: sender(this, requestData, nodeRun),
				});
				return rows.map((json) => ({ json, pairedItem }));
			} catch (failure) {
				const error = toNodeError(this.getNode(), failure as Error, pairedItem.item);
				if (this.continueOnFail()) return [{ json: { error: error.message }, error, pairedItem }];
				nodeRun.stopped = true;
				throw error;
			}
		});
	};
}

function sender(
	context: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	nodeRun: NodeRun,
): Send {
	const cancelSignal = context.getExecutionCancelSignal?.();
	let hasBegun = false;
	return async ({ method, url, qs, body }) =>
		await nodeRun.queue.run(async () => {
			if (cancelSignal?.aborted) throw new KylinFailure('The execution was cancelled');
			if (nodeRun.stopped && !hasBegun) {
				throw new KylinFailure('Nothing was sent for this item, because another item failed');
			}
			hasBegun = true;
			const { headers } = requestData.options;
			const options = {
				...requestData.options,
				method,
				url,
				qs,
				body,
				headers: body === undefined ? headers : { ...headers, ...JSON_BODY_HEADERS },
			};
			const [answer] = await context.makeRoutingRequest({ ...requestData, options });
			return answer.json.data;
		});
}
