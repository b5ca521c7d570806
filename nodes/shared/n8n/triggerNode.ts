import type { FunctionsBase, WorkflowActivateMode } from 'n8n-workflow';

/** n8n's own starts say `init` or `leadershipChange`. */
const MODES_OF_USERS: readonly WorkflowActivateMode[] = ['activate', 'create', 'update'];

/** A node of a workflow, in what lasts as long as the n8n process. */
export function nodeKey(context: Pick<FunctionsBase, 'getWorkflow' | 'getNode'>): string {
	return `${context.getWorkflow().id}/${context.getNode().id}`;
}

/** Whether a user has activated the workflow, and not n8n at its start. */
export function isByPerson(mode: WorkflowActivateMode): boolean {
	return MODES_OF_USERS.includes(mode);
}
