const assert = require('node:assert/strict');
const { after, beforeEach, describe, it } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');
const { runProgram } = require('../../host/failure');
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { startCluster } = require('./cluster');
const { jobIds, seedOfFailedJobs } = require('./jobs');
const { REQUESTS, resumeByCall } = require('./workflow');

const WORKERS = 2;
const EXECUTIONS = 200;
const CALLS_AT_A_TIME = 25;
/** Slow enough that a worker is killed in the middle of its work. */
const LATENCY_MS = 300;
const SETTLED_AFTER_MS = 15_000;
const TIMEOUT_MS = 120_000;

async function inGroups(items, size, work) {
	const results = [];
	for (let start = 0; start < items.length; start += size) {
		results.push(...(await Promise.all(items.slice(start, start + size).map(work))));
	}
	return results;
}

async function until(isTrue) {
	const deadline = Date.now() + TIMEOUT_MS;
	while (!(await isTrue())) {
		if (Date.now() > deadline) return;
		await sleep(200);
	}
}

function queueSuite({ main, workers, rest, logs }, standIn) {
	describe('queue mode of n8n', () => {
		beforeEach(() => {
			standIn.seed(seedOfFailedJobs(standIn.clock.now(), EXECUTIONS));
			standIn.requests.length = 0;
			standIn.latencyMs = 0;
		});

		const count = (method) => standIn.requests.filter((one) => one.method === method).length;
		const resumedIds = () =>
			standIn.requests
				.filter(({ method }) => method === 'PUT')
				.flatMap(({ body }) => JSON.parse(body).job_ids);
		const finishedOn = (worker) => new Set(worker.executions('finished'));
		const startedOn = (worker) => new Set(worker.executions('started'));

		/** @returns a function that calls the active workflow with a job's ID */
		async function activate(path, responseMode) {
			const { id, name } = await rest.createCredential({
				name: 'Kylin',
				type: 'apacheKylinApi',
				data: { host: standIn.url, username: USER.username, password: USER.password },
			});
			const workflow = await rest.createWorkflow(
				resumeByCall(path, responseMode, { apacheKylinApi: { id, name } }),
			);
			await rest.request('POST', `/rest/workflows/${workflow.id}/activate`, {
				versionId: workflow.versionId,
			});
			return async (job) => {
				let response;
				// n8n listens a moment after it has answered; until then nothing is executed.
				await until(async () => {
					response = await fetch(`${main.url}/webhook/${path}?job=${job}`);
					return response.status !== 404;
				});
				assert.equal(response.status, 200);
				return await response.json();
			};
		}

		it(`${EXECUTIONS} executions end once each, on both workers, with the right output`, async () => {
			const call = await activate('answer', 'lastNode');
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

			await until(() =>
				workers.every((worker) => finishedOn(worker).size === startedOn(worker).size),
			);
			const shares = workers.map((worker) => finishedOn(worker).size);
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
			const isNew = (id) => !earlier.has(id);
			const ids = jobIds(EXECUTIONS);
			standIn.latencyMs = LATENCY_MS;
			const calls = inGroups(ids, CALLS_AT_A_TIME, call);
			await until(() => count('PUT') > EXECUTIONS / 10);
			const [victim, survivor] = workers;
			victim.kill('SIGKILL');
			await victim.ended;
			await calls;

			const lost = [...startedOn(victim)].filter((id) => isNew(id) && !finishedOn(victim).has(id));
			await until(
				() =>
					[...finishedOn(victim), ...finishedOn(survivor)].filter(isNew).length ===
					EXECUTIONS - lost.length,
			);
			// Time in which n8n could start a lost execution again, if it did such a thing.
			await sleep(SETTLED_AFTER_MS);

			assert.ok(lost.length > 0, 'the worker was idle when it was killed');
			const finished = [...finishedOn(victim), ...finishedOn(survivor)].filter(isNew);
			assert.equal(finished.length, EXECUTIONS - lost.length);
			assert.equal(new Set(finished).size, finished.length);
			const statuses = await Promise.all(
				finished.map(async (id) => (await rest.request('GET', `/rest/executions/${id}`)).status),
			);
			assert.ok(statuses.every((status) => status === 'success'));

			const resumed = resumedIds();
			assert.equal(new Set(resumed).size, resumed.length, 'a job was resumed twice');
			assert.ok(resumed.length >= finished.length);
			assert.ok(resumed.length <= EXECUTIONS);
			console.log(
				`worker killed: ${lost.length} executions lost with it, ${finished.length} of ${EXECUTIONS} finished, none twice`,
			);
		});

		it('writes no secret and no unhandled rejection into any log', () => {
			for (const log of logs()) {
				assert.ok(!log.includes(USER.password));
				assert.doesNotMatch(log, /unhandled ?(promise ?)?rejection/i);
			}
		});
	});
}

void runProgram(async () => {
	const standIn = await startStandIn({ manual: true, clock: Date.now(), users: [USER] });
	const cluster = await startCluster(WORKERS);
	after(async () => {
		await cluster.stop();
		await standIn.close();
	});
	queueSuite(cluster, standIn);
});
