import type { FunctionsBase } from 'n8n-workflow';

/** A node of a workflow, in what lasts as long as the n8n process. */
export function nodeKey(context: Pick<FunctionsBase, 'getWorkflow' | 'getNode'>): string {
	return `${context.getWorkflow().id}/${context.getNode().id}`;
}
