import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeError';
import { noteActivation } from './activatedAt';
import { testCallbackLogin } from './callbackLogin';
import { callbackFields } from './fields';
import { receive } from './receive';

export class ApacheKylinCallbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apache Kylin Callback Trigger',
		name: 'apacheKylinCallbackTrigger',
		icon: {
			light: 'file:../../icons/apacheKylin.svg',
			dark: 'file:../../icons/apacheKylin.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [$parameter["events"]].flat().map((event) => String(event).replace("job", "Job ")).join(", ") }}',
		description:
			'Starts the workflow as soon as a job of Apache Kylin 5 ends. Needs a setting in Kylin; Apache Kylin Trigger needs none.',
		defaults: { name: 'Apache Kylin Callback Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'apacheKylinCallbackApi',
				required: true,
				testedBy: 'testCallbackLogin',
				displayOptions: { show: { authentication: ['basicAuth'] } },
			},
			{
				name: 'apacheKylinApi',
				required: true,
				displayOptions: { show: { jobData: ['kylin'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'kylin',
			},
		],
		properties: callbackFields,
	};

	methods = { credentialTest: { testCallbackLogin } };

	/** An administrator writes the URL into Kylin's properties, so there is nothing to register. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				noteActivation(this);
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			return await receive(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error as Error);
		}
	}
}
