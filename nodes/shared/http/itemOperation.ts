import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
	PostReceiveAction,
} from 'n8n-workflow';
import { readEnvelope } from '../kylin/envelope';
import { KylinFailure, isLoginRefusal } from '../kylin/failures';
import type { OutputContext } from '../output/simplifyJob';
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
	/** sends a request whose answer becomes a file: its item, with `binary` */
	download: (request: KylinRequest) => Promise<INodeExecutionData>;
	/** @throws KylinFailure when the item's work is no longer wanted: cancelled, or another failed */
	assertWanted: () => void;
	/** what readable output needs to know */
	outputContext: () => Promise<OutputContext>;
};

/** First of every operation's `postReceive`: Kylin's envelope becomes one item with its `data`. */
export const openEnvelope: PostReceiveAction = async function (_items, response) {
	return [openTextAnswer(response as IN8nHttpFullResponse)];
};

export function openTextAnswer({
	body,
	headers,
	statusCode,
}: IN8nHttpFullResponse): INodeExecutionData {
	const data = readEnvelope({
		httpStatus: statusCode,
		headers,
		body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	});
	return { json: { data } as IDataObject };
}

/**
 * Makes an operation out of a function of one item. It is n8n's pagination function, because that
 * is the one declarative place which may send several requests, and which sees failures of the
 * network: those bypass `postReceive`. n8n links neither results nor failures of a declarative node
 * to their input item, so both get their `pairedItem` here.
 */
export function itemOperation(run: (item: OperationItem) => Promise<IDataObject[]>) {
	return fileOperation(async (item) => (await run(item)).map((json) => ({ json })));
}

/** The same for an operation whose results may hold files. */
export function fileOperation(run: (item: OperationItem) => Promise<INodeExecutionData[]>) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const pairedItem = { item: this.getItemIndex() };
		return await withinNodeRun(this.getExecutionCancelSignal?.(), async (nodeRun) => {
			try {
				const results = await run(operationItem(this, requestData, nodeRun));
				return results.map((result) => ({ ...result, pairedItem }));
			} catch (failure) {
				const error = toNodeError(this.getNode(), failure as Error, pairedItem.item);
				if (this.continueOnFail()) return [{ json: errorJson(error), pairedItem }];
				nodeRun.stopped = true;
				throw error;
			}
		});
	};
}

/**
 * An item of just these two members is one that failed (WorkflowExecute.handleNodeErrorOutput). With
 * an `error` beside `json` n8n would overwrite `json`, and the error branch would lose the advice
 * and the members of the input item.
 */
function errorJson({ message, description }: NodeApiError | NodeOperationError): IDataObject {
	return { error: message, message: description ?? message };
}

function operationItem(
	context: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	nodeRun: NodeRun,
): OperationItem {
	const cancelSignal = context.getExecutionCancelSignal?.();
	let hasBegun = false;
	const assertWanted = () => {
		// n8n tells a cancelled execution from a failed one by this word (WorkflowExecute).
		if (cancelSignal?.aborted) throw new KylinFailure('The execution was canceled');
		if (!nodeRun.stopped) return;
		throw new KylinFailure(
			hasBegun
				? 'This item was given up, because another item failed'
				: 'Nothing was sent for this item, because another item failed',
		);
	};
	const exchange = async (
		{ method, url, qs, body }: KylinRequest,
		reading: Partial<IHttpRequestOptions> = {},
	) =>
		await nodeRun.queue.run(async () => {
			// What an item has begun is brought to its end, unless it waits in between.
			if (!hasBegun || cancelSignal?.aborted) assertWanted();
			if (nodeRun.loginRefusal !== undefined) throw nodeRun.loginRefusal;
			hasBegun = true;
			const { headers } = requestData.options;
			const options = {
				...requestData.options,
				...reading,
				method,
				url,
				qs,
				body,
				headers: body === undefined ? headers : { ...headers, ...JSON_BODY_HEADERS },
			};
			const request = context.makeRoutingRequest({ ...requestData, options });
			const [answer] = await request.catch(async (error: Error) => {
				if (isLoginRefusal(error)) nodeRun.loginRefusal = error;
				return await Promise.reject(error);
			});
			return answer;
		});
	return {
		fields: {
			query: { ...requestData.options.qs },
			body: { ...(requestData.options.body as IDataObject) },
		},
		parameter: (name, fallback) => context.getNodeParameter(name, fallback as string),
		send: async (request) => (await exchange(request)).json.data,
		download: async (request) => await exchange(request, { encoding: 'stream' }),
		assertWanted,
		outputContext: async () => ({
			timezone: context.getTimezone(),
			host: String((await context.getCredentials('apacheKylinApi')).host ?? ''),
		}),
	};
}
