// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { PROJECT } = require('./seed');
const { activate, executionsOf, kylinCredential } = require('./trigger/watched');
const { until } = require('./until');
const { chain, kylin, projectLocator } = require('./workflows');

/**
 * @typedef {import('../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../types/n8n').Rest} Rest
 * @typedef {import('../types/n8n').StandIn} StandIn
 */

/** Longer than a test waits for anything. */
const NEVER_MS = 600_000;
const TIMEOUT_SECONDS = 3;

/**
 * @typedef {object} Limits
 * @property {object} [settings] of the workflow
 * @property {object} [options] of the node
 *
 * @param {string} path
 * @param {NodeCredentials} credentials
 * @param {Limits} limits
 */
function queryByCall(path, credentials, { settings, options = {} }) {
	const workflow = chain(`Query by call (${path})`, [
		{
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'GET', path, responseMode: 'onReceived', options: {} },
		},
		kylin(
			'Ask',
			{
				resource: 'query',
				operation: 'execute',
				project: projectLocator(PROJECT),
				query: 'select count(*) from ssb.lineorder',
				options,
			},
			credentials,
		),
	]);
	return { ...workflow, settings: { ...workflow.settings, ...settings } };
}

/**
 * Queries of active workflows that end before Kylin has answered.
 *
 * @param {() => { rest: Rest, url: string, standIn: StandIn }} stage
 * @param {object} n8n
 * @param {boolean} n8n.tellsOfStops the oldest one does not tell a node without `execute` that its execution was stopped
 */
function stopsQueries(stage, { tellsOfStops }) {
	/** @param {string} path @param {(executionId: string) => Promise<unknown>} stop @param {Limits} [limits] */
	async function assertStopped(path, stop, limits = {}) {
		const { rest, url, standIn } = stage();
		const { queries } = standIn;
		const earlier = { queries: queries.received.length, stops: queries.stops.length };
		const credentials = await kylinCredential(rest, standIn);
		const workflowId = await activate(rest, queryByCall(path, credentials, limits));
		queries.next({ slowMs: NEVER_MS });
		await until('n8n listens', async () => (await fetch(`${url}/webhook/${path}`)).ok);
		await until('the query has come', () => queries.received.length > earlier.queries);
		const [{ id }] = await executionsOf(rest, workflowId);
		await stop(id);
		await until('the query has ended', () => queries.running.count === 0);

		const [received, ...others] = queries.received.slice(earlier.queries);
		assert.deepEqual(others, []);
		assert.equal(received.fate, 'stopped');
		assert.deepEqual(queries.stops.slice(earlier.stops), [
			{ stopId: received.stopId, user: received.user, found: true },
		]);
		const { data } = await rest.waitForExecution(id);
		assert.ok(!JSON.stringify(data).includes(String(received.stopId)));
	}

	it('stops a query in Kylin when the time of the node is up', async () => {
		await assertStopped('stop-by-node', async () => {}, { options: { timeout: TIMEOUT_SECONDS } });
	});

	if (!tellsOfStops) return;

	it('stops a query in Kylin when somebody stops its execution', async () => {
		const { rest } = stage();
		await assertStopped(
			'stop-by-hand',
			async (id) => await rest.request('POST', `/rest/executions/${id}/stop`),
		);
	});

	it('stops a query in Kylin when the time of the workflow is up', async () => {
		await assertStopped('stop-by-workflow', async () => {}, {
			settings: { executionTimeout: TIMEOUT_SECONDS },
		});
	});
}

module.exports = { stopsQueries };
