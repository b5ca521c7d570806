import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { toSelection, isSelected } from '../shared/events/selection';
import { hasExpression } from '../shared/n8n/hasExpression';
import { nodeKey } from '../shared/n8n/triggerNode';
import { callbackEvent, parseCallback } from './callback';
import { callbackItem } from './callbackItem';
import { isAuthorized } from './callbackLogin';
import { AUTHENTICATION, EVENTS, FILTERS, JOB_DATA, PROJECT_NAMES } from './fields';
import { isHousekeeping } from './housekeeping';
import { warnOfRefusedLogin } from './refusedLogins';
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

	if (AUTHENTICATION.read(parameter('authentication')) === 'basicAuth') {
		const login = await context.getCredentials('apacheKylinCallbackApi');
		if (!isAuthorized(request.headers.authorization, login)) {
			warnOfRefusedLogin(context);
			context.getResponseObject().setHeader('WWW-Authenticate', 'Basic realm="Kylin"');
			return answer(401, 'Wrong or no user name and password');
		}
	}
	const callback = parseCallback(request.body);
	if (callback === undefined) return answer(400, 'This is not what Kylin sends when a job is over');

	const event = callbackEvent(callback);
	// All fields are read before the answer: once Kylin has its 200, it does not send the callback again.
	const isExpression = (name: string) =>
		hasExpression(context.getNodeParameter(name, '', { rawExpressions: true }));
	const selection = toSelection({
		events: EVENTS.read(parameter('events')),
		projects: PROJECT_NAMES.read(parameter('projects'), isExpression),
		filters: FILTERS.read(parameter('filters'), isExpression),
	});
	const jobData = JOB_DATA.read(parameter('jobData'));
	const toItem = await callbackItem(context, jobData);
	const isChosenType = selection.jobTypes.includes(callback.job_type);
	if (
		!isSelected(selection, event) ||
		(isHousekeeping(callback.job_type, callback.project) && !isChosenType)
	) {
		return answer(200, 'Not one of the chosen events');
	}
	const isTest = context.getMode() === 'manual';
	// n8n stores all static data of the workflow as they were before the call, once the call is over: while
	// Kylin is asked for the job, a polling trigger beside this one may have stored newer ones.
	const staticData = jobData === 'kylin' ? undefined : context.getWorkflowStaticData('node');
	if (!isTest && !isNewCallback(nodeKey(context), staticData, callback)) {
		return answer(200, 'Received before');
	}
	const response = answer(200, 'Received');
	return { ...response, workflowData: [[{ json: await toItem(callback, event) }]] };
}
