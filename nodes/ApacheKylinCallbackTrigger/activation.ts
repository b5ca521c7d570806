import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isByPerson } from '../shared/http/activationMode';
import { nodeKey } from '../shared/http/nodeKey';

/** Keys of nodes that a person has activated and that have not asked Kylin since. */
const activated = new Set<string>();

export function noteActivation(context: IHookFunctions): void {
	if (isByPerson(context.getActivationMode())) activated.add(nodeKey(context));
}

/** Whether a person has activated the workflow since the last time. */
export function takeActivation(context: IWebhookFunctions): boolean {
	return activated.delete(nodeKey(context));
}
