// @ts-check
const { itemsOf } = require('../../host/rest');
const { nodeNamed, readExample } = require('../exampleFiles');
const { until } = require('../until');
const { activate, deactivate, executionsOf, kylinCredential } = require('./watched');
const { POLL_TIMES } = require('./workflows');

/**
 * @typedef {import('../../types/n8n').WorkflowNode} WorkflowNode
 * @typedef {import('../../types/n8n').Execution} Execution
 */

/**
 * @typedef {import('../../types/n8n').Rest} Rest
 * @typedef {import('../../types/n8n').StandIn} StandIn
 */

/** The examples that have been active. */
const activated = new Set();

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Imports an example and does what its note says: choose the credential, activate. Besides, it is made
 * to poll every few seconds; whatever else a test changes is in `change`.
 *
 * @param {Rest} rest
 * @param {StandIn} standIn
 * @param {string} file
 * @param {(node: (name: string) => WorkflowNode) => void} [change]
 */
async function activateExample(rest, standIn, file, change) {
	activated.add(file);
	const workflow = readExample(file);
	const credentials = await kylinCredential(rest, standIn);
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-apache-kylin.')) node.credentials = credentials;
		if (node.parameters.pollTimes) node.parameters.pollTimes = POLL_TIMES;
	}
	change?.((name) => nodeNamed(workflow, name));
	const id = await activate(rest, workflow);
	return {
		stop: async () => await deactivate(rest, id),
		/** All executions, once none of them is at work. */
		executions: async () => await endedExecutions(rest, id),
	};
}

/** The executions of a workflow with their data, oldest first. @param {Rest} rest @param {string} workflowId */
async function endedExecutions(rest, workflowId) {
	const executions = await until(`all executions of ${workflowId} have ended`, async () => {
		const found = await executionsOf(rest, workflowId);
		return found.every(({ status }) => ENDED.includes(status)) && found;
	});
	return await Promise.all(executions.map(async ({ id }) => await rest.waitForExecution(id)));
}

/** What a node put out in all executions. @param {Execution[]} executions @param {string} nodeName */
function outputOf(executions, nodeName) {
	return executions.flatMap((execution) => itemsOf(execution, nodeName).map(({ json }) => json));
}

module.exports = { activateExample, activated, endedExecutions, outputOf };
