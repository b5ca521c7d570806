// @ts-check
const assert = require('node:assert/strict');
const { after, beforeEach, describe, it } = require('node:test');
const { runProgram } = require('../../host/failure');
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { untilNothingRuns } = require('../leftovers');
const { assertClean } = require('../secrets');
const { stopsQueries } = require('../stoppedQuery');
const { until } = require('../until');
const { buildSuite } = require('./builds');
const { CONCURRENCY, startCluster } = require('./cluster');
const { startGate } = require('./gate');
const { jobIds, seedOfFailedJobs } = require('./jobs');
const { REQUESTS, resumeByCall } = require('./workflow');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Cluster} Cluster
 * @typedef {import('../../types/n8n').Worker} Worker
 * @typedef {import('../../types/n8n').Gate} Gate
 * @typedef {import('../../types/n8n').StandIn} StandIn
 */

const WORKERS = 2;
const EXECUTIONS = 200;
const CALLS_AT_A_TIME = 25;
/** So many executions have resumed their job when a worker is killed. */
const RESUMED_BEFORE_KILL = 20;

/**
 * @template T, R
 * @param {T[]} items
 * @param {number} size
 * @param {(item: T) => Promise<R>} work
 */
async function inGroups(items, size, work) {
	/** @type {R[]} */
	const results = [];
	for (let start = 0; start < items.length; start += size) {
		results.push(...(await Promise.all(items.slice(start, start + size).map(work))));
	}
	return results;
}

/** @param {Cluster} cluster @param {StandIn} standIn @param {Gate} gate */
function queueSuite(cluster, standIn, gate) {
	const { main, workers, rest, unsettled } = cluster;
	describe('queue mode of n8n', () => {
		beforeEach(() => {
			standIn.seed(seedOfFailedJobs(standIn.clock.now(), EXECUTIONS));
			standIn.requests.length = 0;
		});

		const count = (/** @type {string} */ method) =>
			standIn.requests.filter((one) => one.method === method).length;
		const resumedIds = () =>
			standIn.requests
				.filter(({ method }) => method === 'PUT')
				.flatMap(({ body }) => JSON.parse(body).job_ids);
		const finishedOn = (/** @type {Worker} */ worker) => new Set(worker.executions('finished'));
		const startedOn = (/** @type {Worker} */ worker) => new Set(worker.executions('started'));

		/**
		 * @param {string} path
		 * @param {'lastNode' | 'onReceived'} responseMode
		 * @returns a function that calls the active workflow with a job's ID
		 */
		async function activate(path, responseMode) {
			const { id, name } = await rest.createCredential({
				name: 'Kylin',
				type: 'apacheKylinApi',
				data: { host: gate.url, username: USER.username, password: USER.password },
			});
			const workflow = await rest.createWorkflow(
				resumeByCall(path, responseMode, { apacheKylinApi: { id, name } }),
			);
			await rest.activateWorkflow(workflow);
			return async (/** @type {string} */ job) => {
				// n8n listens a moment after it has answered; until then nothing is executed.
				const response = await until('n8n listens', async () => {
					const answer = await fetch(`${main.url}/webhook/${path}?job=${job}`);
					return answer.status !== 404 && answer;
				});
				assert.equal(response.status, 200);
				return /** @type {Json} */ (await response.json());
			};
		}

		it(`${EXECUTIONS} executions end once each, on both workers, with the right output`, async () => {
			const call = await activate('answer', 'lastNode');
			const earlier = workers.map((worker) => finishedOn(worker).size);
			const ids = jobIds(EXECUTIONS);
			const start = Date.now();
			const answers = await inGroups(ids, CALLS_AT_A_TIME, call);
			const seconds = (Date.now() - start) / 1000;

			assert.deepEqual(
				answers.map(({ job_ids }) => job_ids[0]),
				ids,
			);
			assert.deepEqual(resumedIds().sort(), ids);
			assert.equal(count('GET'), EXECUTIONS * REQUESTS.GET);
			assert.equal(count('PUT'), EXECUTIONS * REQUESTS.PUT);

			await until('both workers are idle', () =>
				workers.every((worker) => finishedOn(worker).size === startedOn(worker).size),
			);
			const shares = workers.map((worker, index) => finishedOn(worker).size - earlier[index]);
			assert.ok(shares.every((share) => share > 0));
			assert.equal(
				shares.reduce((sum, share) => sum + share),
				EXECUTIONS,
			);
			console.log(
				`${EXECUTIONS} executions in ${seconds.toFixed(1)} s, spread ${shares.join(' and ')}`,
			);
		});

		it('a killed worker loses what it was at, and nothing else', async () => {
			const call = await activate('no-answer', 'onReceived');
			const earlier = new Set(workers.flatMap((worker) => [...startedOn(worker)]));
			const isNew = (/** @type {string} */ id) => !earlier.has(id);
			const ids = jobIds(EXECUTIONS);
			gate.shutAfter(RESUMED_BEFORE_KILL);
			const calls = inGroups(ids, CALLS_AT_A_TIME, call);
			const [victim, survivor] = workers;
			await until(
				'each worker has its hands full',
				() => gate.held() === workers.length * CONCURRENCY,
			);
			victim.kill('SIGKILL');
			await victim.ended;
			await until('the requests of the killed worker are gone', () => gate.held() === CONCURRENCY);
			gate.open();
			await calls;

			const lost = [...startedOn(victim)].filter((id) => isNew(id) && !finishedOn(victim).has(id));
			assert.equal(lost.length, CONCURRENCY);
			await until(
				'nothing waits and nothing can start again',
				async () => (await unsettled()) === 0,
			);
			await until(
				'the surviving worker has said so',
				() => finishedOn(survivor).size === startedOn(survivor).size,
			);

			const finished = [...finishedOn(victim), ...finishedOn(survivor)].filter(isNew);
			assert.equal(finished.length, EXECUTIONS - lost.length);
			assert.equal(new Set(finished).size, finished.length);
			assert.ok(!finished.some((id) => lost.includes(id)));
			const statuses = await Promise.all(
				finished.map(async (id) => (await rest.request('GET', `/rest/executions/${id}`)).status),
			);
			assert.ok(statuses.every((status) => status === 'success'));

			const resumed = resumedIds();
			assert.equal(new Set(resumed).size, resumed.length, 'a job was resumed twice');
			assert.equal(resumed.length, finished.length);
			console.log(
				`worker killed: ${lost.length} executions lost with it, ${finished.length} of ${EXECUTIONS} finished, none twice`,
			);
		});

		// Last, as a worker does not log that an execution has finished which was stopped.
		stopsQueries(() => ({ rest, url: main.url, standIn }), { tellsOfStops: true });

		it('leaves no secret and no unhandled rejection in any log', () => {
			for (const log of cluster.logs()) assertClean(log);
		});

		it('leaves no process', async () => {
			await cluster.stop();
			await untilNothingRuns(cluster.pids());
		});
	});
}

void runProgram(async () => {
	const standIn = await startStandIn({ manual: true, clock: Date.now(), users: [USER] });
	const gate = await startGate('PUT', standIn.url);
	const cluster = await startCluster(WORKERS);
	after(async () => {
		await cluster.stop();
		await gate.close();
		await standIn.close();
	});
	buildSuite(cluster, standIn);
	queueSuite(cluster, standIn, gate);
});
