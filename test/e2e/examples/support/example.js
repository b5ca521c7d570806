// @ts-check
const assert = require('node:assert/strict');
const { itemsOf } = require('../../../host/rest');
const { nodeNamed, readExample } = require('../../exampleFiles');
const { activate, deactivate, executionsOf, kylinCredential } = require('../../trigger/watched');
const { POLL_TIMES } = require('../../trigger/workflows');
const { until } = require('../../until');

/**
 * @typedef {import('../../../types/n8n').Execution} Execution
 * @typedef {import('../../../types/n8n').ExampleStage} ExampleStage
 * @typedef {import('../../../types/n8n').Json} Json
 * @typedef {import('../../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../../../types/n8n').StandIn} StandIn
 * @typedef {import('../../../types/n8n').Workflow} Workflow
 * @typedef {import('../../../types/n8n').WorkflowNode} WorkflowNode
 *
 * @typedef {(node: (name: string) => WorkflowNode) => void} Change what a test changes besides
 */

/** The type of the credential that a node of n8n takes. @type {Record<string, string | undefined>} */
const CREDENTIAL_TYPES = {
	'n8n-nodes-base.emailSend': 'smtp',
	'n8n-nodes-base.slack': 'slackApi',
	'n8n-nodes-base.slackHitlTool': 'slackApi',
};

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * An example in a real n8n, imported as its note says: the credentials are chosen, nothing else.
 *
 * @param {ExampleStage} stage
 * @param {string} file
 */
function openExample({ rest, url, standIn, credentials, services, serviceCredentials }, file) {
	/** @param {NodeCredentials} kylin @param {Change} [change] @returns {Workflow} */
	function imported(kylin, change) {
		const workflow = readExample(file);
		for (const node of workflow.nodes) {
			const type = CREDENTIAL_TYPES[node.type];
			if (type !== undefined) node.credentials = { [type]: serviceCredentials[type] };
			if (node.type.startsWith('n8n-nodes-apache-kylin.')) node.credentials = kylin;
			if (node.parameters.pollTimes) node.parameters.pollTimes = POLL_TIMES;
		}
		change?.((name) => nodeNamed(workflow, name));
		return workflow;
	}

	/** The executions of a workflow with their data, oldest first, once none of them is at work. @param {string} workflowId */
	async function endedExecutions(workflowId) {
		const executions = await until(`all executions of ${workflowId} have ended`, async () => {
			const found = await executionsOf(rest, workflowId);
			return found.every(({ status }) => ENDED.includes(status)) && found;
		});
		return await Promise.all(executions.map(async ({ id }) => await rest.waitForExecution(id)));
	}

	/** Starts it by hand. @param {Change} [change] @returns the execution's ID */
	async function start(change) {
		return await rest.startWorkflow(await rest.createWorkflow(imported(credentials, change)));
	}

	return {
		rest,
		url,
		standIn,
		services,
		endedExecutions,
		start,

		/** Runs it by hand to a good end. @param {Change} [change] */
		async run(change) {
			const execution = await rest.waitForExecution(await start(change));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			return execution;
		},

		/**
		 * Activates it. Besides, it polls every few seconds.
		 *
		 * @param {StandIn} kylin
		 * @param {Change} [change]
		 */
		async activate(kylin, change) {
			const id = await activate(rest, imported(await kylinCredential(rest, kylin), change));
			return {
				id,
				stop: async () => await deactivate(rest, id),
				executions: async () => await endedExecutions(id),
			};
		},
	};
}

/** What a node put out. @param {Execution} execution @param {string} nodeName @returns {Json[]} */
function jsonOf(execution, nodeName) {
	return itemsOf(execution, nodeName).map(({ json }) => json);
}

/**
 * Presses a button of the newest message that has some, as a person's browser does, once n8n waits for it.
 *
 * @param {Json[]} messages of Slack
 * @param {string} label
 */
async function press(messages, label) {
	const { url } = await until(`a button ${label}`, () =>
		messages
			.flatMap(({ blocks = [] }) => blocks)
			.flatMap(({ elements = [] }) => elements)
			.findLast(({ text }) => text?.text === label),
	);
	const headers = { 'user-agent': 'Mozilla/5.0 Firefox/145.0' };
	await until('n8n takes the answer', async () => (await fetch(url, { headers })).ok);
}

module.exports = { jsonOf, openExample, press };
