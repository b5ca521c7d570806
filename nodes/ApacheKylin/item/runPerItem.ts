import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { toNodeError } from '../../shared/n8n/nodeError';
import { nodeRunOf } from './nodeRun';
import { inputItem, type InputItem } from './inputItem';

/**
 * Makes an operation out of a function of one item. It is n8n's pagination function, because that
 * is the one declarative place which may send several requests, and which sees failures of the
 * network: those bypass `postReceive`. n8n links neither results nor failures of a declarative node
 * to their input item, so both get their `pairedItem` here.
 */
export function runPerItem(run: (item: InputItem) => Promise<IDataObject[]>) {
	return runPerItemWithFiles(async (item) => (await run(item)).map((json) => ({ json })));
}

/** The same for an operation whose results may hold files. */
export function runPerItemWithFiles(run: (item: InputItem) => Promise<INodeExecutionData[]>) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const itemIndex = this.getItemIndex();
		const pairedItem = { item: itemIndex };
		const node = this.getNode();
		const nodeRun = nodeRunOf(this.getExecutionCancelSignal?.(), node.name, itemIndex);
		try {
			const results = await run(inputItem(this, requestData, nodeRun));
			for (const result of results) result.pairedItem = pairedItem;
			return results;
		} catch (failure) {
			const error = toNodeError(node, failure as Error, itemIndex);
			if (this.continueOnFail()) return [{ json: errorJson(error), pairedItem }];
			nodeRun.stop.abort();
			throw error;
		} finally {
			nodeRun.queue.release(itemIndex);
		}
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
