import type { WorkflowActivateMode } from 'n8n-workflow';

/** n8n's own starts say `init` or `leadershipChange`. */
const MODES_OF_PERSONS: readonly WorkflowActivateMode[] = ['activate', 'create', 'update'];

export function isByPerson(mode: WorkflowActivateMode): boolean {
	return MODES_OF_PERSONS.includes(mode);
}
