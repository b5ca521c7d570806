import type {
	DeclarativeRestApiSettings,
	IBinaryData,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { KylinFailure, type FailureFacts } from '../../shared/kylin/failures';
import type { OutputContext } from '../../shared/output/simplifyJob';
import { pause } from '../../shared/time/clock';
import type { KylinRequest, Send } from '../../shared/api/kylinRequest';
import { readCredential, type KylinLogin } from '../../shared/login/credential';
import { loginSession } from '../../shared/login/loginGuard';
import type { LoginRefusal } from '../../shared/login/loginRefusal';
import { withLogin } from '../../shared/login/withLogin';
import { streamIn, watch, type Stream } from './openStream';
import { inTurn, type NodeRun } from './nodeRun';
import type { Origin } from './origin';
import { hasExpression } from '../../shared/n8n/hasExpression';
import { JSON_BODY_HEADERS } from '../../shared/api/protocol';

/** One input item of an operation, as the pure code sees it. */
export type InputItem = {
	/** what the fields' `routing.send` put together: raw values, as the expressions gave them */
	fields: { query: IDataObject; body: IDataObject };
	/** a parameter that is not sent to Kylin itself */
	parameter: (name: string, fallback?: unknown) => unknown;
	/** whether a parameter is an expression, whatever it gave */
	isExpression: (name: string) => boolean;
	send: Send;
	/** sends a request whose answer becomes a file: its item, with `binary` */
	download: (request: KylinRequest) => Promise<INodeExecutionData>;
	/**
	 * sends a request whose answer, if it is no refusal, is read as it comes; for operations that use
	 * `openStream`
	 *
	 * @param timeoutMs how long the answer may take to its end
	 */
	open: (request: KylinRequest, timeoutMs: number) => Promise<Stream>;
	/** puts a file into n8n's binary store, or into memory if n8n has none (it has no `id` then) */
	store: (content: Stream | Buffer, fileName: string, mimeType: string) => Promise<IBinaryData>;
	/**
	 * sends a request even if the execution was cancelled, which breaks off all others; whatever
	 * becomes of it is not told
	 */
	sendRegardless: (request: KylinRequest, timeoutMs: number) => Promise<void>;
	/**
	 * Waits, in milliseconds.
	 *
	 * @throws KylinFailure as soon as the item's work is no longer wanted: cancelled, or another failed
	 */
	pause: (ms: number) => Promise<void>;
	/**
	 * Works on something, e.g. a model, one item of the node run after the other, in their order. Must be
	 * called before the item awaits anything.
	 */
	inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
	/** by what a job can be told that this item has started */
	origin: () => Origin;
	/** what readable output needs to know */
	outputContext: () => Promise<OutputContext>;
};

/** Executions that somebody has set going and watches. */
const MODES_OF_USERS: readonly WorkflowExecuteMode[] = ['manual', 'retry'];

/** The rim: what an operation may ask of n8n for one input item. */
export function inputItem(
	context: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	nodeRun: NodeRun,
): InputItem {
	const cancelSignal = context.getExecutionCancelSignal?.();
	const itemIndex = context.getItemIndex();
	let hasBegun = false;
	let credential: Promise<KylinLogin> | undefined;
	const login = async () => await (credential ??= readCredential(context));
	const sendWithCredential = async <T>(request: () => Promise<T>): Promise<T> => {
		const { key } = await login();
		const session =
			nodeRun.sessions.get(key) ?? loginSession({ login: key, isUserRetry: isFromBefore });
		nodeRun.sessions.set(key, session);
		return await session(request);
	};
	// A user who runs the workflow tries once: loops and "Retry On Fail" go on by themselves.
	const isFromBefore = ({ refusedAfter }: LoginRefusal) =>
		MODES_OF_USERS.includes(context.getMode()) && refusedAfter < nodeRun.executionBegan;
	const assertWanted = (facts: FailureFacts = {}) => {
		// n8n tells a cancelled execution from a failed one by this word (WorkflowExecute).
		if (cancelSignal?.aborted) throw new KylinFailure('The execution was canceled', facts);
		if (!nodeRun.stopped) return;
		throw new KylinFailure(
			hasBegun
				? 'This item was given up, because another item failed'
				: 'Nothing was sent for this item, because another item failed',
			facts,
		);
	};
	const exchange = async (
		{ method, url, qs, body }: KylinRequest,
		reading: Partial<IHttpRequestOptions> = {},
	) =>
		await nodeRun.queue.run(itemIndex, async () => {
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
			const [answer] = await sendWithCredential(async () => {
				// What an item has begun is brought to its end, unless it waits in between.
				if (!hasBegun || cancelSignal?.aborted) assertWanted({ isUnsent: true });
				hasBegun = true;
				return await context.makeRoutingRequest({ ...requestData, options });
			}).catch(async (error: Error) => {
				nodeRun.queue.holdOthers(itemIndex);
				// n8n reports a request it has broken off as one that got no answer.
				if (cancelSignal?.aborted) assertWanted();
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
		isExpression: (name) =>
			hasExpression(context.getNodeParameter(name, '', { rawExpressions: true })),
		send: async (request) => (await exchange(request)).json.data,
		download: async (request) => await exchange(request, { encoding: 'stream' }),
		open: async (request, timeout) => {
			const endsAt = Date.now() + timeout;
			const body = streamIn(await exchange(request, { encoding: 'stream', timeout }));
			void watch(body, endsAt, assertWanted);
			return body;
		},
		store: async (content, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(content, fileName, mimeType),
		sendRegardless: async ({ method, url }, timeout) => {
			try {
				const credentials = await context.getCredentials('apacheKylinApi');
				const options = { ...requestData.options, method, url, timeout, qs: {}, body: undefined };
				// This helper does not know of the execution; it checks the allowed domains in the options.
				await context.helpers.httpRequest(withLogin(credentials, options as IHttpRequestOptions));
			} catch {
				// The failure that led here is the one to tell.
			}
		},
		pause: async (ms) => {
			nodeRun.queue.release(itemIndex);
			await pause(ms, assertWanted);
		},
		inTurn: async (key, work) => await inTurn(nodeRun, key, work),
		origin: () => ({
			instance: context.getInstanceId(),
			workflow: String(context.getWorkflow().id ?? ''),
			execution: context.getExecutionId(),
			node: context.getNode().id,
			run: context.getWorkflowDataProxy(itemIndex).$runIndex as number,
			item: itemIndex,
		}),
		outputContext: async () => ({
			timezone: context.getTimezone(),
			host: (await login()).host,
		}),
	};
}
