// @ts-check
// n8n's engine without its server: runs a chain of nodes over input items. It uses the built node,
// as n8n does.
const { mkdtempSync, rmSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core reads these when it is loaded, and creates its settings file in the user folder.
const userFolder = mkdtempSync(join(tmpdir(), 'kylin-bench-'));
process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'bench';
process.env.N8N_LOG_LEVEL = 'silent';

const {
	DirectoryLoader,
	ExecutionLifecycleHooks,
	PollContext,
	RoutingNode,
	WorkflowExecute,
} = require('n8n-core');
const {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	createRunExecutionData,
} = require('n8n-workflow');

const { installedFolder } = require('../host/install');
const { ROOT } = require('../host/paths');

const { ApacheKylin } = require(join(ROOT, 'dist/nodes/ApacheKylin/ApacheKylin.node.js'));
const { ApacheKylinTrigger } = require(
	join(ROOT, 'dist/nodes/ApacheKylinTrigger/ApacheKylinTrigger.node.js'),
);
const { ApacheKylinApi } = require(join(ROOT, 'dist/credentials/ApacheKylinApi.credentials.js'));

/**
 * @typedef {import('n8n-workflow').INodeType} INodeType
 * @typedef {import('n8n-workflow').IWorkflowBase} IWorkflowBase
 * @typedef {import('n8n-workflow').IWorkflowExecuteAdditionalData} IWorkflowExecuteAdditionalData
 * @typedef {import('./types').Step} Step
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 */

const apacheKylin = new ApacheKylin();
DirectoryLoader.applyDeclarativeNodeOptionParameters(apacheKylin);
const apacheKylinApi = new ApacheKylinApi();
const apacheKylinTrigger = new ApacheKylinTrigger();

/** @type {INodeType} */
const start = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		return [this.getInputData()];
	},
};

/** @type {Record<string, INodeType>} */
const types = { start, apacheKylin, apacheKylinTrigger };

/** n8n's own nodes, from the installed n8n. */
function loadN8nNodes() {
	const ofN8n = createRequire(join(installedFolder('n8n-2'), 'package.json'));
	const load = (/** @type {string} */ path) => ofN8n(`n8n-nodes-base/dist/nodes/${path}`);
	types['n8n-nodes-base.httpRequest'] = new (load('HttpRequest/HttpRequest.node.js').HttpRequest)();
	types['n8n-nodes-base.splitOut'] = new (load('Transform/SplitOut/SplitOut.node.js').SplitOut)();
}

const nodeTypes = {
	getByName: (/** @type {string} */ type) => types[type],
	/** @param {string} type @param {number} [version] */
	getByNameAndVersion(type, version) {
		const nodeType = NodeHelpers.getVersionedNodeType(types[type], version);
		if (nodeType.description.requestDefaults && !nodeType.execute) {
			nodeType.execute = async function () {
				return (
					(await new RoutingNode(
						/** @type {import('n8n-core').ExecuteContext} */ (this),
						nodeType,
					).runNode()) ?? []
				);
			};
		}
		return nodeType;
	},
	getKnownTypes: () => ({}),
};

class Credentials extends ICredentialsHelper {
	/** @param {KylinCredential} credential */
	constructor(credential) {
		super();
		this.credential = credential;
	}

	getParentTypes() {
		return [];
	}

	/** @returns {Promise<never>} */
	async getCredentials() {
		throw new Error('Nobody stores credentials here');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	/** @param {unknown} _additionalData @param {unknown} _node @param {string} type @returns {Promise<Json>} */
	async getDecrypted(_additionalData, _node, type) {
		const { username, password } = this.credential;
		return type === 'httpBasicAuth'
			? { user: username, password }
			: { ignoreSslIssues: false, ...this.credential };
	}

	/**
	 * @param {Json} credentials
	 * @param {string} type
	 * @param {import('n8n-workflow').IHttpRequestOptions} options
	 * @returns {Promise<import('n8n-workflow').IHttpRequestOptions>}
	 */
	async authenticate(credentials, type, options) {
		return type === 'apacheKylinApi'
			? await apacheKylinApi.authenticate(credentials, options)
			: { ...options, auth: { username: credentials.user, password: credentials.password } };
	}

	async runPreAuthentication() {
		return undefined;
	}

	getCredentialsProperties() {
		return [];
	}
}

/**
 * @param {KylinCredential} credential
 * @param {IWorkflowBase} definition
 * @returns {IWorkflowExecuteAdditionalData} what the engine asks for
 */
const additionalData = (credential, definition) => {
	const data = {
		credentialsHelper: new Credentials(credential),
		hooks: new ExecutionLifecycleHooks('manual', '1', definition),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: '',
		webhookTestBaseUrl: '',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	};
	return /** @type {IWorkflowExecuteAdditionalData} */ (/** @type {unknown} */ (data));
};

/** @param {string} node @returns {import('n8n-workflow').INodeConnections} */
const link = (node) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/**
 * @param {import('n8n-workflow').INode[]} nodes
 * @param {import('n8n-workflow').IConnections} connections
 * @returns {IWorkflowBase}
 */
function definitionOf(nodes, connections) {
	const now = new Date();
	return {
		id: '1',
		name: 'Bench',
		nodes,
		connections,
		active: false,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
	};
}

/**
 * Runs nodes one after another, each with the items of the one before it.
 *
 * @param {object} run
 * @param {Step[]} run.chain
 * @param {KylinCredential} run.credential
 * @param {Json[]} [run.items]
 * @returns {Promise<{ items: Json[], error: Error | undefined }>}
 */
async function runChain({ chain, credential, items = [{}] }) {
	/** @type {Step[]} */
	const steps = [{ type: 'start', parameters: {} }, ...chain];
	/** @type {import('n8n-workflow').INode[]} */
	const nodes = steps.map(({ type, version = 1, parameters }, index) => ({
		id: `node-${index}`,
		name: `Node ${index}`,
		type,
		typeVersion: version,
		position: [200 * index, 0],
		parameters,
		credentials: {
			[type.endsWith('httpRequest') ? 'httpBasicAuth' : 'apacheKylinApi']: {
				id: '1',
				name: 'Kylin',
			},
		},
	}));
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, index) => [nodes[index].name, link(name)]),
	);
	const definition = definitionOf(nodes, connections);
	const workflow = new Workflow({
		...definition,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	/** @type {import('n8n-workflow').IExecuteData[]} */
	const stack = [
		{
			node: nodes[0],
			data: { main: [items.map((json) => ({ json }))] },
			source: null,
		},
	];
	const execution = new WorkflowExecute(
		additionalData(credential, definition),
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack: stack } }),
	);
	const { runData, error } = (await execution.processRunExecutionData(workflow)).data.resultData;
	const last = nodes[nodes.length - 1].name;
	return { items: runData[last]?.at(-1)?.data?.main[0] ?? [], error };
}

/**
 * The trigger of an activated workflow.
 *
 * @param {Json} parameters
 * @param {KylinCredential} credential
 * @returns {() => Promise<Json[]>} a poll: the items it gives
 */
function createPoller(parameters, credential) {
	/** @type {import('n8n-workflow').INode} */
	const node = {
		id: 'trigger',
		name: 'Trigger',
		type: 'apacheKylinTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { apacheKylinApi: { id: '1', name: 'Kylin' } },
	};
	const definition = { ...definitionOf([node], {}), active: true };
	const workflow = new Workflow({ ...definition, nodeTypes, staticData: {} });
	const context = new PollContext(
		workflow,
		node,
		additionalData(credential, definition),
		'trigger',
		'activate',
	);
	return async () => (await apacheKylinTrigger.poll.call(context))?.[0] ?? [];
}

module.exports = { createPoller, loadN8nNodes, runChain };
