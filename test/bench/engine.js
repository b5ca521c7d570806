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

const { hostFolder } = require('../host/install');
const { ROOT } = require('../host/paths');

const { ApacheKylin } = require(join(ROOT, 'dist/nodes/ApacheKylin/ApacheKylin.node.js'));
const { ApacheKylinTrigger } = require(
	join(ROOT, 'dist/nodes/ApacheKylinTrigger/ApacheKylinTrigger.node.js'),
);
const { ApacheKylinApi } = require(join(ROOT, 'dist/credentials/ApacheKylinApi.credentials.js'));

const apacheKylin = new ApacheKylin();
DirectoryLoader.applyDeclarativeNodeOptionParameters(apacheKylin);
const apacheKylinApi = new ApacheKylinApi();
const apacheKylinTrigger = new ApacheKylinTrigger();

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
	async execute() {
		return [this.getInputData()];
	},
};

const types = { start, apacheKylin, apacheKylinTrigger };

/** n8n's own nodes, from the installed n8n. */
function loadN8nNodes() {
	const ofN8n = createRequire(join(hostFolder('n8n-2'), 'package.json'));
	const load = (path) => ofN8n(`n8n-nodes-base/dist/nodes/${path}`);
	types['n8n-nodes-base.httpRequest'] = new (load('HttpRequest/HttpRequest.node.js').HttpRequest)();
	types['n8n-nodes-base.splitOut'] = new (load('Transform/SplitOut/SplitOut.node.js').SplitOut)();
}

const nodeTypes = {
	getByName: (type) => types[type],
	getByNameAndVersion(type, version) {
		const nodeType = NodeHelpers.getVersionedNodeType(types[type], version);
		if (nodeType.description.requestDefaults && !nodeType.execute) {
			nodeType.execute = async function () {
				return (await new RoutingNode(this, nodeType).runNode()) ?? [];
			};
		}
		return nodeType;
	},
	getKnownTypes: () => ({}),
};

class Credentials extends ICredentialsHelper {
	constructor(credential) {
		super();
		this.credential = credential;
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

	async getDecrypted(_additionalData, _node, type) {
		const { username, password } = this.credential;
		return type === 'httpBasicAuth'
			? { user: username, password }
			: { ignoreSslIssues: false, ...this.credential };
	}

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

const additionalData = (credential, definition) => ({
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
});

const link = (node) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/**
 * Runs nodes one after another, each with the items of the one before it.
 *
 * @param {object} run
 * @param {Array<{ type: string, version?: number, parameters: object }>} run.chain
 * @param {{ host: string, username: string, password: string }} run.credential
 * @param {object[]} [run.items]
 * @returns {Promise<{ items: object[], error: Error | undefined }>}
 */
async function runChain({ chain, credential, items = [{}] }) {
	const nodes = [{ type: 'start', parameters: {} }, ...chain].map(
		({ type, version = 1, parameters }, index) => ({
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
		}),
	);
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, index) => [nodes[index].name, link(name)]),
	);
	const definition = { id: '1', name: 'Bench', nodes, connections, active: false };
	const workflow = new Workflow({
		...definition,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const stack = [
		{
			node: workflow.getNode(nodes[0].name),
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
	const last = nodes.at(-1).name;
	return { items: runData[last]?.at(-1)?.data?.main[0] ?? [], error };
}

/**
 * The trigger of an activated workflow.
 *
 * @param {object} parameters
 * @param {{ host: string, username: string, password: string }} credential
 * @returns {() => Promise<object[]>} a poll: the items it gives
 */
function createPoller(parameters, credential) {
	const node = {
		id: 'trigger',
		name: 'Trigger',
		type: 'apacheKylinTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { apacheKylinApi: { id: '1', name: 'Kylin' } },
	};
	const definition = { id: '1', name: 'Bench', nodes: [node], connections: {}, active: true };
	const workflow = new Workflow({ ...definition, nodeTypes, staticData: {} });
	const context = new PollContext(
		workflow,
		workflow.getNode(node.name),
		additionalData(credential, definition),
		'trigger',
		'activate',
	);
	return async () => (await apacheKylinTrigger.poll.call(context))?.[0] ?? [];
}

module.exports = { createPoller, loadN8nNodes, runChain };
