import type {
	DeclarativeRestApiSettings,
	IBinaryData,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import { readCredential, type KylinLogin } from '../../shared/login/credential';
import { hasExpression } from '../../shared/n8n/hasExpression';
import type { OutputContext } from '../../shared/output/simplifyJob';
import { pause } from '../../shared/time/clock';
import { itemRequests, type ItemRequests } from './itemRequests';
import { inTurn, type NodeRun } from './nodeRun';
import type { Stream } from './openStream';
import type { Origin } from './origin';

/** One input item of an operation, as the pure code sees it. */
export type InputItem = Omit<ItemRequests, 'assertWanted'> & {
	/** what the fields' `routing.send` put together: raw values, as the expressions gave them */
	fields: { query: IDataObject; body: IDataObject };
	/** a parameter that is not sent to Kylin itself; the same each time, so `fallback` as well */
	parameter: (name: string, fallback?: unknown) => unknown;
	/** whether a parameter is an expression, whatever it gave */
	isExpression: (name: string) => boolean;
	/** puts a file into n8n's binary store, or into memory if n8n has none (it has no `id` then) */
	store: (content: Stream | Buffer, fileName: string, mimeType: string) => Promise<IBinaryData>;
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

/** The rim: what an operation may ask of n8n for one input item. */
export function inputItem(
	context: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	nodeRun: NodeRun,
): InputItem {
	const itemIndex = context.getItemIndex();
	let credential: Promise<KylinLogin> | undefined;
	const login = async () => await (credential ??= readCredential(context));
	// n8n evaluates the expressions in a parameter anew each time it is asked for.
	const parameters = new Map<string, unknown>();
	const { assertWanted, ...requests } = itemRequests(context, requestData, nodeRun, login);
	return {
		...requests,
		fields: {
			query: { ...requestData.options.qs },
			body: { ...(requestData.options.body as IDataObject) },
		},
		parameter: (name, fallback) => {
			if (!parameters.has(name)) {
				parameters.set(name, context.getNodeParameter(name, fallback as string));
			}
			return parameters.get(name);
		},
		isExpression: (name) =>
			hasExpression(context.getNodeParameter(name, '', { rawExpressions: true })),
		store: async (content, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(content, fileName, mimeType),
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
