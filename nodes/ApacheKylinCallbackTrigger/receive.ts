import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readSelection } from '../shared/events/readSelection';
import { isSelected } from '../shared/events/selection';
import { nodeKey } from '../shared/n8n/triggerNode';
import { CALLBACK_EVENTS, callbackEvent, parseCallback } from './callback';
import { callbackItem } from './callbackItem';
import { isAuthorized } from './callbackLogin';
import { isNewCallback } from './repeats';

/**
 * One call of the webhook. The node answers itself, because Kylin takes only the status 200 for a
 * success, and because n8n otherwise loses what was written to static data. The answer goes out
 * before anything slow: Kylin waits 3 seconds.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const answer = (status: number, message: string) => {
		context.getResponseObject().status(status).json({ message });
		return { noWebhookResponse: true };
	};
	const parameter = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);

	if (parameter('authentication', 'none') === 'basicAuth') {
		const login = await context.getCredentials('apacheKylinCallbackApi');
		if (!isAuthorized(request.headers.authorization, login)) {
			context.getResponseObject().setHeader('WWW-Authenticate', 'Basic realm="Kylin"');
			return answer(401, 'Wrong or no user name and password');
		}
	}
	const callback = parseCallback(request.body);
	if (callback === undefined) return answer(400, 'This is not what Kylin sends when a job is over');

	const event = callbackEvent(callback);
	// All fields are read before the answer: once Kylin has its 200, it does not send the callback again.
	const selection = readSelection(parameter, {
		offered: CALLBACK_EVENTS,
		projectsLabel: 'Projects',
	});
	const toItem = await callbackItem(context);
	if (!isSelected(selection, event)) return answer(200, 'Not one of the chosen events');
	const isTest = context.getMode() === 'manual';
	if (
		!isTest &&
		!isNewCallback(nodeKey(context), context.getWorkflowStaticData('node'), callback)
	) {
		return answer(200, 'Received before');
	}
	const response = answer(200, 'Received');
	return { ...response, workflowData: [[{ json: await toItem(callback, event) }]] };
}
