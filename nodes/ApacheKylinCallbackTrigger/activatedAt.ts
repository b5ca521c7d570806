import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { clock } from '../shared/time/clock';
import { isByPerson } from '../shared/n8n/triggerNode';

/** Member of n8n's static data, which survives restarts and reaches n8n's webhook processors. */
const ACTIVATED_AT = 'activatedAt';

export function noteActivation(context: IHookFunctions): void {
	if (!isByPerson(context.getActivationMode())) return;
	context.getWorkflowStaticData('node')[ACTIVATED_AT] = clock.now();
}

/** When an n8n user last activated the workflow, in epoch milliseconds of n8n's clock. */
export function activatedAt(staticData: IDataObject): number | undefined {
	const time = staticData[ACTIVATED_AT];
	return Number.isSafeInteger(time) ? Number(time) : undefined;
}
