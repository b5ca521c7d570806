import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { KylinRequest, Send } from '../../shared/api/kylinRequest';
import { JSON_BODY_HEADERS } from '../../shared/api/protocol';
import { KylinFailure, type FailureFacts } from '../../shared/kylin/failures';
import { blameProxy } from '../../shared/kylin/networkFailure';
import type { KylinLogin } from '../../shared/login/credential';
import { loginSession } from '../../shared/login/loginGuard';
import type { LoginRefusal } from '../../shared/login/loginRefusal';
import { withLogin, type EndingRequest } from '../../shared/login/withLogin';
import { clock } from '../../shared/time/clock';
import { limited, timeLimit } from '../../shared/time/timeLimit';
import type { NodeRun } from './nodeRun';
import { piecesOf, streamIn, streamOf, type Stream } from './openStream';

/** The ways in which an input item sends its requests. */
export type ItemRequests = {
	send: Send;
	/** the same with an end of its own, if that comes sooner: `leftMs` is asked before each request */
	sendWithin: (leftMs: () => number) => Send;
	/**
	 * sends a request whose answer becomes a file, for operations that leave its `body` to be read; it
	 * may take an hour, but not pause for long
	 */
	download: (request: KylinRequest) => Promise<IDataObject & { body: Stream }>;
	/**
	 * sends a request whose answer, if it is no refusal, is read as it comes; for operations that use
	 * `openStream`
	 *
	 * @param timeoutMs how long the answer may take to its end
	 */
	open: (request: KylinRequest, timeoutMs: number) => Promise<Stream>;
	/**
	 * sends a request even if the execution was cancelled, which breaks off all others; whatever
	 * becomes of it is not told
	 */
	sendRegardless: (request: KylinRequest, timeoutMs: number) => Promise<void>;
	/** @throws KylinFailure once the item's work is no longer wanted: cancelled, or another failed */
	assertWanted: () => void;
};

/** Executions that somebody has set going and watches. */
const MODES_OF_USERS: readonly WorkflowExecuteMode[] = ['manual', 'retry'];

/** How an answer is read, and what ends that before its time. */
type Reading = Pick<IHttpRequestOptions, 'encoding' | 'timeout'> & {
	endSignals?: ReadonlyArray<AbortSignal | undefined>;
};

/** n8n's own, for a node without the option Timeout. */
const TIMEOUT_MS = 300_000;

/** A file may be large, so only the time between two pieces of it is short. */
const FILE_TIMEOUT_MS = 3_600_000;

/** How long a file may pause, unless the node's Timeout is shorter. */
const FILE_PAUSE_MS = 60_000;

/** @param login the credential of the item, read once */
export function itemRequests(
	context: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	nodeRun: NodeRun,
	login: () => Promise<KylinLogin>,
): ItemRequests {
	const cancelSignal = context.getExecutionCancelSignal?.();
	const itemIndex = context.getItemIndex();
	let hasBegun = false;
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
	// n8n tells a cancelled execution from a failed one by this word (WorkflowExecute).
	const cancelled = (facts?: FailureFacts) => new KylinFailure('The execution was canceled', facts);
	const givenUp = (facts?: FailureFacts) =>
		new KylinFailure(
			hasBegun
				? 'This item was given up, because another item failed'
				: 'Nothing was sent for this item, because another item failed',
			facts,
		);
	const assertWanted = (facts?: FailureFacts) => {
		if (cancelSignal?.aborted) throw cancelled(facts);
		if (nodeRun.stop.signal.aborted) throw givenUp(facts);
	};
	const timeoutMs = Number(requestData.options.timeout) || TIMEOUT_MS;
	const whyEnded = () => (cancelSignal?.aborted ? cancelled() : givenUp());
	/** The answer, and the limit that is to be cleared once it has been read. */
	const exchange = async (
		{ method, url, qs, body }: KylinRequest,
		limitMs: number,
		{ endSignals = [cancelSignal], ...reading }: Reading = {},
	) =>
		await nodeRun.queue.run(itemIndex, async () => {
			const { headers } = requestData.options;
			const options: EndingRequest<typeof requestData.options> = {
				...requestData.options,
				timeout: Math.min(timeoutMs, limitMs),
				...reading,
				method,
				url,
				qs,
				body,
				headers: body === undefined ? headers : { ...headers, ...JSON_BODY_HEADERS },
			};
			return await sendWithCredential(async () => {
				// What an item has begun is brought to its end, unless it waits in between.
				if (!hasBegun || cancelSignal?.aborted) assertWanted({ isUnsent: true });
				hasBegun = true;
				const limit = timeLimit(limitMs, endSignals, whyEnded);
				options.endSignal = limit.signal;
				const answers = await limit
					.race(context.makeRoutingRequest({ ...requestData, options }))
					.catch(async (error: Error) => {
						limit.end();
						return await Promise.reject(error);
					});
				return { answer: answers[0], limit };
			}).catch(async (error: Error) => {
				nodeRun.queue.holdOthers(itemIndex);
				// n8n reports a request it has broken off as one that got no answer.
				if (cancelSignal?.aborted) assertWanted();
				throw blameProxy(error, (await login()).apiRoot);
			});
		});
	const send = async (request: KylinRequest, limitMs: number) => {
		const { answer, limit } = await exchange(request, limitMs);
		limit.end();
		return answer.json.data;
	};
	return {
		send: async (request) => await send(request, timeoutMs),
		sendWithin: (leftMs) => async (request) => await send(request, Math.min(timeoutMs, leftMs())),
		download: async (request) => {
			const pauseMs = Math.min(timeoutMs, FILE_PAUSE_MS);
			const { answer, limit } = await exchange(request, pauseMs, { encoding: 'stream' });
			const endsAfter = clock.elapsed() + FILE_TIMEOUT_MS;
			const goOn = () => limit.restart(Math.min(pauseMs, endsAfter - clock.elapsed()));
			goOn();
			const body = streamIn(answer);
			const file = streamOf(body, piecesOf(body, goOn));
			limit.onFailure((failure) => file.destroy(failure));
			file.once('close', limit.end);
			return { ...answer.json, body: file };
		},
		open: async (request, timeout) => {
			const endSignals = [cancelSignal, nodeRun.stop.signal];
			const reading = { encoding: 'stream', timeout, endSignals } as const;
			const { answer, limit } = await exchange(request, timeout, reading);
			const body = streamIn(answer);
			limit.onFailure((failure) => body.destroy(failure));
			body.once('close', limit.end);
			return body;
		},
		sendRegardless: async ({ method, url }, timeout) => {
			try {
				const credentials = await context.getCredentials('apacheKylinApi');
				const options = { ...requestData.options, method, url, timeout, qs: {}, body: undefined };
				// This helper does not know of the execution; it checks the allowed domains in the options.
				const exchange = async (endSignal: AbortSignal) =>
					await context.helpers.httpRequest(
						withLogin(credentials, { ...(options as IHttpRequestOptions), endSignal }),
					);
				await limited(timeLimit(timeout), exchange);
			} catch {
				// The failure that led here is the one to tell.
			}
		},
		assertWanted,
	};
}
