// @ts-check
const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { USER } = require('../account');
const { seedOfModels } = require('../builds');
const { PROJECT } = require('../seed');
const { until } = require('../until');
const { chain, kylin, projectLocator } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Cluster} Cluster
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../../types/n8n').StandIn} StandIn
 */

const MODELS = Array.from({ length: 50 }, (_, index) => `model_${index}`);
const DAYS = 10;
const RANGES = MODELS.length * DAYS;
/** So many builds have been sent when a worker is killed. */
const SENT_BEFORE_KILL = 60;
/** Builds are under way long enough for a worker to be killed amid them. */
const LATENCY_MS = 40;

/** Called with a model, builds its days since the last segment. @param {NodeCredentials} credentials */
function buildByCall(credentials) {
	return chain('Build by call', [
		{
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: 'build',
			parameters: { httpMethod: 'GET', path: 'build', responseMode: 'onReceived', options: {} },
		},
		kylin(
			'Build',
			{
				resource: 'segment',
				operation: 'build',
				project: projectLocator(PROJECT),
				model: { __rl: true, mode: 'name', value: '={{ $json.query.model }}' },
				splitInto: 'day',
				ifRunning: 'attach',
			},
			credentials,
		),
	]);
}

/** @param {Cluster} cluster @param {StandIn} standIn */
function buildSuite(cluster, standIn) {
	const { main, workers, rest, unsettled } = cluster;
	describe('builds in queue mode', () => {
		const jobs = () => [...standIn.state.jobs.values()];
		const startsSent = () =>
			standIn.requests.filter(({ method, path }) => method === 'POST' && path.includes('/segments'))
				.length;

		it(`${RANGES} builds of ${MODELS.length} models on two workers, one of them killed: one job each`, async () => {
			standIn.seed(seedOfModels(standIn.clock.now(), MODELS, DAYS));
			standIn.requests.length = 0;
			standIn.latencyMs = LATENCY_MS;

			const { id, name } = await rest.createCredential({
				name: 'Kylin for builds',
				type: 'apacheKylinApi',
				data: { host: standIn.url, username: USER.username, password: USER.password },
			});
			const workflow = await rest.createWorkflow(buildByCall({ apacheKylinApi: { id, name } }));
			await rest.activateWorkflow(workflow);
			/** @param {string} model */
			async function call(model) {
				const response = await until('n8n listens', async () => {
					const answer = await fetch(`${main.url}/webhook/build?model=${model}`);
					return answer.status !== 404 && answer;
				});
				assert.equal(response.status, 200);
			}

			const start = Date.now();
			// Twice each, so that executions for the same model are at work on both workers.
			for (const model of MODELS) await Promise.all([call(model), call(model)]);
			await until('builds are being sent', () => startsSent() >= SENT_BEFORE_KILL);
			const victim = await cluster.replace(0);
			const lost = victim
				.executions('started')
				.filter((one) => !victim.executions('finished').includes(one));
			assert.ok(lost.length > 0, 'the killed worker was at no execution');
			const settle = async () =>
				await until('nothing waits for a worker', async () => (await unsettled()) === 0);
			await settle();
			const rangesOfJobs = () =>
				new Set(jobs().map(({ targetModel, rangeStart }) => `${targetModel} ${rangeStart}`));
			assert.equal(rangesOfJobs().size, jobs().length, 'a range has two jobs');
			const before = jobs().length;

			for (const model of MODELS) await call(model);
			await settle();
			standIn.latencyMs = 0;
			assert.equal(rangesOfJobs().size, RANGES);
			assert.equal(jobs().length, RANGES);
			const seconds = (Date.now() - start) / 1000;
			console.log(
				`${RANGES} builds in ${seconds.toFixed(0)} s, ${lost.length} executions lost with a worker, ${RANGES - before} ranges left to one further run`,
			);
			assert.equal(workers.length, 2);
		});
	});
}

module.exports = { buildSuite };
