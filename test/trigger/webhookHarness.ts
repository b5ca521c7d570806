/* eslint-disable @n8n/community-nodes/no-restricted-imports -- Kylin's callback is plain HTTP */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentialsDetails,
	INodeTypes,
	IWebhookData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { HookContext, WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { CredentialsHelper, additionalData } from '../engine/harness';

type Credentials = Record<string, ICredentialDataDecryptedObject>;

const trigger = new ApacheKylinCallbackTrigger();

const nodeTypes: INodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

class SeveralCredentials extends CredentialsHelper {
	constructor(private readonly credentials: Credentials) {
		super({});
	}

	override async getDecrypted(_data?: unknown, _node?: INodeCredentialsDetails, type = '') {
		return this.credentials[type];
	}
}

let workflows = 0;

/**
 * A workflow with the callback trigger, at a URL of its own. Static data are loaded for each call and
 * saved after it, as n8n 2.41.1 does when the node answers itself.
 */
export class WebhookHost {
	staticData: IDataObject = {};

	/** what started an execution */
	readonly executions: IDataObject[][] = [];

	/** what the node threw: n8n shows it as a failed execution and answers with 500 */
	readonly errors: Error[] = [];

	/** what the node wrote to n8n's log */
	readonly warnings: string[] = [];

	mode: 'trigger' | 'manual' = 'trigger';

	timezone = 'UTC';

	/** what the caller does with the answer, which may come before the call is over */
	onAnswer: () => Promise<void> = async () => {};

	/** calls; a caller has its answer before a call is over */
	private readonly atWork: Array<Promise<void>> = [];

	private readonly id = `webhook-workflow-${(workflows += 1)}`;

	private readonly server = http.createServer((request, response) => {
		// A connection that is kept for the next post may be closed while that post is on its way.
		response.setHeader('Connection', 'close');
		this.atWork.push(this.serve(request, response));
	});

	constructor(
		public parameters: IDataObject = {},
		private readonly credentials: Credentials = {},
	) {}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	/** Posts as Kylin does. */
	async post(body: unknown, headers: Record<string, string> = {}) {
		const answer = await fetch(this.url(), {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
		await this.onAnswer();
		await Promise.all(this.atWork);
		const { message } = (await answer.json()) as { message: string };
		return { status: answer.status, message, headers: answer.headers };
	}

	private async serve(request: http.IncomingMessage, response: http.ServerResponse) {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		// As n8n: a body without a JSON content type is no object.
		const isJson = /json/.test(request.headers['content-type'] ?? '');
		const body = isJson ? (JSON.parse(text) as unknown) : text || undefined;
		const express = Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return express;
			},
			json(value: unknown) {
				response.setHeader('Content-Type', 'application/json');
				response.end(JSON.stringify(value));
			},
		});
		try {
			await this.call(Object.assign(request, { body }), express);
		} catch (error) {
			this.errors.push(error as Error);
			if (!response.writableEnded) express.status(500).json({ message: 'Webhook Error' });
		}
	}

	/** As n8n does when it registers the webhook. */
	async activate(mode: WorkflowActivateMode): Promise<void> {
		const { workflow, node } = this.workflow();
		const context = new HookContext(
			workflow,
			node,
			additionalData({}, {}),
			'trigger',
			mode,
			this.webhookData(),
		);
		const { checkExists, create } = trigger.webhookMethods.default;
		if (!(await checkExists.call(context))) await create.call(context);
		this.save(workflow);
	}

	private webhookData() {
		return { webhookDescription: trigger.description.webhooks?.[0] } as IWebhookData;
	}

	private workflow() {
		const details = { id: '1', name: 'x' };
		const node: INode = {
			id: 'callback',
			name: 'Kylin',
			type: 'n8n-nodes-apache-kylin.apacheKylinCallbackTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: Object.fromEntries(Object.keys(this.credentials).map((type) => [type, details])),
		};
		const workflow = new Workflow({
			id: this.id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.staticData),
			settings: { executionOrder: 'v1', timezone: this.timezone },
		});
		return { workflow, node: workflow.getNode('Kylin') as INode };
	}

	private save(workflow: Workflow) {
		const data = workflow.staticData as IDataObject & { __dataChanged?: boolean };
		if (data.__dataChanged) this.staticData = JSON.parse(JSON.stringify(data)) as IDataObject;
	}

	private async call(httpRequest: unknown, httpResponse: unknown) {
		const { workflow, node } = this.workflow();
		const context = new WebhookContext(
			workflow,
			node,
			{
				...additionalData({}, {}),
				credentialsHelper: new SeveralCredentials(this.credentials),
				httpRequest,
				httpResponse,
			} as never,
			this.mode,
			this.webhookData(),
			[],
			null,
		);
		Object.defineProperty(context, 'logger', {
			value: { warn: (text: string) => this.warnings.push(text) },
		});
		const { workflowData, noWebhookResponse } = await trigger.webhook.call(context);
		expect(noWebhookResponse).toBe(true);
		if (this.mode === 'trigger') this.save(workflow);
		if (workflowData) this.executions.push(workflowData[0].map(({ json }) => json));
	}
}
