// @ts-check
const { itemsOf } = require('../../host/rest');
const { USER } = require('../account');
const { until } = require('../until');

/** @typedef {import('../../types/n8n').Execution} Execution */

/**
 * @typedef {import('../../types/n8n').Workflow} Workflow
 * @typedef {import('../../types/n8n').Rest} Rest
 * @typedef {import('../../types/n8n').StandIn} StandIn
 */

/** A credential for the stand-in. @param {Rest} rest @param {StandIn} standIn */
async function kylinCredential(rest, standIn) {
	const { id, name } = await rest.createCredential({
		name: 'Kylin',
		type: 'apacheKylinApi',
		data: { host: standIn.url, username: USER.username, password: USER.password },
	});
	return { apacheKylinApi: { id, name } };
}

/** @param {Rest} rest @param {Workflow} workflow */
async function activate(rest, workflow) {
	const stored = await rest.createWorkflow(workflow);
	await rest.activateWorkflow(stored);
	return stored.id;
}

/** @param {Rest} rest @param {string} workflowId */
async function deactivate(rest, workflowId) {
	await rest.deactivateWorkflow(workflowId);
}

/**
 * All executions of a workflow that are kept, oldest first.
 *
 * @param {Rest} rest
 * @param {string} workflowId
 * @returns {Promise<Execution[]>}
 */
async function executionsOf(rest, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	/** @type {{ results: Execution[] }} */
	const { results } = await rest.request('GET', `/rest/executions?limit=100&filter=${filter}`);
	return results.sort((one, other) => Number(one.id) - Number(other.id));
}

/**
 * Those a trigger's event started; a failed poll leaves one with the status error.
 *
 * @param {Rest} rest
 * @param {string} workflowId
 */
async function startedBy(rest, workflowId) {
	const executions = await executionsOf(rest, workflowId);
	return executions.filter(({ status }) => status !== 'error');
}

/** The items each execution began with. @param {Rest} rest @param {string} workflowId @param {string} nodeName */
async function itemsStarted(rest, workflowId, nodeName) {
	const items = [];
	for (const { id } of await startedBy(rest, workflowId)) {
		const execution = await rest.waitForExecution(id);
		items.push(itemsOf(execution, nodeName).map(({ json }) => json));
	}
	return items;
}

/**
 * So that what a poll starts wrongly has had its time: polls that began and ended after this call.
 *
 * @param {StandIn} standIn
 */
async function untilPolledAgain(standIn, times = 2) {
	// The action node asks for certain jobs only.
	const polls = () =>
		standIn.requests.filter(
			({ method, path, query, status }) =>
				method === 'GET' &&
				path.endsWith('/jobs') &&
				query.key === undefined &&
				query.statuses === undefined &&
				status === 200,
		).length;
	const before = polls();
	await until(`${times} polls`, () => polls() >= before + times);
}

module.exports = {
	activate,
	deactivate,
	executionsOf,
	itemsStarted,
	kylinCredential,
	startedBy,
	untilPolledAgain,
};
