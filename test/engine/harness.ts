import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import {
	DirectoryLoader,
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import { ICredentialsHelper, NodeHelpers, Workflow, createRunExecutionData } from 'n8n-workflow';
import { ApacheKylinApi } from '../../credentials/ApacheKylinApi.credentials';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';

/** Hands its input on, in place of a trigger. */
const start = simpleNode('start', [], [], async function () {
	return [this.getInputData()];
});

/** Evaluates its parameter per item, e.g. `={{ $('Start').item.json.x }}`: follows item links. */
const follow = simpleNode(
	'follow',
	['main'],
	[{ displayName: 'Value', name: 'value', type: 'string', default: '' }],
	async function () {
		return [
			this.getInputData().map((item, index) => {
				const value = this.getNodeParameter('value', index) as string;
				return { json: { ...item.json, followed: value }, pairedItem: { item: index } };
			}),
		];
	},
);

function simpleNode(
	name: string,
	inputs: Array<'main'>,
	properties: INodeType['description']['properties'],
	execute: NonNullable<INodeType['execute']>,
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs,
			outputs: ['main'],
			properties,
		},
		execute,
	};
}

export const NODE_TYPE = 'n8n-nodes-apache-kylin.apacheKylin';

const kylinNode: INodeType = new ApacheKylin();
// As n8n's loader does: adds the Request Options collection (batching, timeout, proxy, TLS).
DirectoryLoader.applyDeclarativeNodeOptionParameters(kylinNode);

export class NodeTypes implements INodeTypes {
	private readonly types: Record<string, INodeType> = { start, follow, [NODE_TYPE]: kylinNode };

	getByName(type: string) {
		return this.types[type];
	}

	getByNameAndVersion(type: string, version?: number) {
		const nodeType = NodeHelpers.getVersionedNodeType(this.types[type], version);
		if (nodeType.description.requestDefaults && !nodeType.execute) {
			nodeType.execute = async function () {
				return (await new RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
			};
		}
		return nodeType;
	}

	getKnownTypes() {
		return {};
	}
}

type GetDecrypted = ICredentialsHelper['getDecrypted'];

export class CredentialsHelper extends ICredentialsHelper {
	private readonly type: ICredentialType = new ApacheKylinApi();

	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	/** With the expressions of a credential evaluated for the input item, as n8n does. */
	async getDecrypted(...[, , , mode, executeData, , item]: Parameters<GetDecrypted>) {
		const defaults = this.type.properties.map(({ name, default: value }) => [name, value]);
		const data = { ...Object.fromEntries(defaults), ...this.data };
		const isExpression = (value: unknown) => typeof value === 'string' && /^=\{\{/.test(value);
		if (item === undefined || !Object.values(data).some(isExpression)) return data;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = item;
		return (await workflow.expression.getParameterValue(
			data,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		)) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions,
	) {
		if (typeof this.type.authenticate !== 'function') throw new Error('a function is expected');
		return await this.type.authenticate(credentials, requestOptions);
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used by the engine');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return this.type.properties;
	}
}

type NodeSettings = Partial<
	Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
>;

export type RunOptions = {
	parameters: IDataObject;
	credential: ICredentialDataDecryptedObject;
	/** input items; one empty item by default */
	items?: IDataObject[];
	settings?: NodeSettings;
	/** an expression evaluated on every item that comes out of the node */
	followed?: string;
	mode?: 'manual' | 'trigger';
	/** of the workflow; n8n's own by default, America/New_York */
	timezone?: string;
	/** another execution than the first; "Retry On Fail" stays within one */
	executionId?: string;
	/** called with the running execution, e.g. to cancel it */
	onStart?: (execution: { cancel: () => void }) => void;
};

export type RunResult = {
	/** items of the success branch */
	items: INodeExecutionData[];
	/** items of the error branch, with `onError: 'continueErrorOutput'` */
	errorItems: INodeExecutionData[];
	/** what `followed` gave, per item of the success branch */
	followed: unknown[];
	error: IDataObject | undefined;
	/** everything n8n would store of the execution, as text */
	stored: string;
	run: IRun;
};

export function additionalData(
	credential: ICredentialDataDecryptedObject,
	workflowData: IDataObject,
	executionId = 'execution-1',
) {
	return {
		credentialsHelper: new CredentialsHelper(credential),
		hooks: new ExecutionLifecycleHooks('manual', executionId, workflowData as never),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: '',
		webhookTestBaseUrl: '',
		// Empty addresses make every run fail with "Invalid URL".
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
}

function kylinNodeData(parameters: IDataObject, settings: NodeSettings = {}): INode {
	return {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INode['parameters'],
		credentials: { apacheKylinApi: { id: 'credential-1', name: 'Kylin' } },
		...settings,
	};
}

const connectTo = (node: string) => ({ node, type: 'main' as const, index: 0 });

/** Runs Start → Kylin (→ Follow) through n8n's engine. */
export async function runKylin({
	parameters,
	credential,
	items = [{}],
	settings,
	followed,
	mode = 'manual',
	timezone,
	executionId,
	onStart,
}: RunOptions): Promise<RunResult> {
	const nodes: INode[] = [
		{ id: 'start', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
		kylinNodeData(parameters, settings),
		{
			id: 'follow',
			name: 'Follow',
			type: 'follow',
			typeVersion: 1,
			position: [400, 0],
			parameters: { value: followed ?? '' },
		},
	];
	const connections = {
		Start: { main: [[connectTo('Kylin')]] },
		...(followed === undefined ? {} : { Kylin: { main: [[connectTo('Follow')]] } }),
	};
	const definition = { id: 'workflow-1', name: 'Test', nodes, connections, active: false };
	const workflow = new Workflow({
		...definition,
		nodeTypes: new NodeTypes(),
		settings: { executionOrder: 'v1', timezone },
	});
	const startNode = workflow.getNode('Start') as INode;
	const stack: IExecuteData[] = [
		{ node: startNode, data: { main: [items.map((json) => ({ json }))] }, source: null },
	];
	const execution = new WorkflowExecute(
		additionalData(credential, definition as unknown as IDataObject, executionId),
		mode,
		createRunExecutionData({ executionData: { nodeExecutionStack: stack } }),
	);
	const running = execution.processRunExecutionData(workflow);
	onStart?.({ cancel: () => void running.cancel() });
	const run = await running;

	const { runData, error } = run.data.resultData;
	const outputOf = (node: string, branch: number) =>
		runData[node]?.at(-1)?.data?.main[branch] ?? [];
	return {
		items: outputOf('Kylin', 0),
		errorItems: outputOf('Kylin', 1),
		followed: outputOf('Follow', 0).map(({ json }) => json.followed),
		error: error as IDataObject | undefined,
		stored: JSON.stringify(run, (_key, value) =>
			value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
		),
		run,
	};
}

/** What the editor's lists are loaded with. */
export function loadOptionsContext(
	credential: ICredentialDataDecryptedObject,
	parameters: IDataObject = {},
) {
	const node = kylinNodeData(parameters);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	const data = additionalData(credential, { nodes: [node], connections: {} });
	return new LoadOptionsContext(
		workflow,
		node,
		{ ...data, currentNodeParameters: node.parameters },
		'parameters.project',
	);
}

/** Calls a list search method as the editor does. */
export async function searchList(
	method: keyof ApacheKylin['methods']['listSearch'],
	credential: ICredentialDataDecryptedObject,
	{
		filter,
		paginationToken,
		parameters = {},
	}: { filter?: string; paginationToken?: string; parameters?: IDataObject } = {},
) {
	const context = loadOptionsContext(credential, parameters);
	return await new ApacheKylin().methods.listSearch[method].call(context, filter, paginationToken);
}

/** A list of which several can be chosen, as the editor loads it. */
export async function loadOptions(
	method: keyof ApacheKylin['methods']['loadOptions'],
	credential: ICredentialDataDecryptedObject,
	parameters: IDataObject = {},
) {
	const context = loadOptionsContext(credential, parameters);
	return await new ApacheKylin().methods.loadOptions[method].call(context);
}
