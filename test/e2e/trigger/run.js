const assert = require('node:assert/strict');
const { after, describe, it } = require('node:test');
const { runProgram } = require('../../host/failure');
const { installHost } = require('../../host/install');
const { startN8n } = require('../../host/n8n');
const { withProgress } = require('../../host/progress');
const { restClient } = require('../../host/rest');
const { packNode } = require('../../host/tarball');
const { startThrowawayN8n } = require('../../host/throwawayN8n');
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { startCluster } = require('../queue/cluster');
const { callbackOf, jobId, seedOfJobs } = require('./jobs');
const { CALLER, assertClean, basic } = require('./secrets');
const { until } = require('./until');
const {
	activate,
	executionsOf,
	itemsStarted,
	kylinCredential,
	startedBy,
	untilPolledAgain,
} = require('./watched');
const { CALLED, POLLING, callbackWorkflow, pollingWorkflow } = require('./workflows');

const MINUTE_MS = 60_000;
const WEBHOOK = 'kylin-calls';
const [SEEN, UNSEEN, UNREACHABLE, FINISHED, CALL, ...QUEUED] = Array.from(
	{ length: 8 },
	(_, index) => jobId(index + 1),
);

/** Kylin with jobs that change only when a test says so. */
async function startKylin() {
	const now = Date.now();
	const standIn = await startStandIn({
		frozen: true,
		clock: now,
		users: [USER],
		seed: seedOfJobs(now, [SEEN, UNSEEN, UNREACHABLE, FINISHED, ...QUEUED]),
	});
	return {
		standIn,
		end(id, state) {
			standIn.clock.advance(MINUTE_MS);
			standIn.state.setState(id, state);
		},
	};
}

/** One n8n after the other, on one user folder. */
async function startHost() {
	const host = await installHost('n8n-2');
	const tarball = await withProgress('Packing the node', packNode);
	const first = await withProgress(
		`Starting n8n ${host.version} with the node installed`,
		async () => await startThrowawayN8n(host, tarball),
	);
	const started = [first];
	const current = () => started[started.length - 1];
	return {
		rest: () => current().rest,
		url: () => current().url,
		log: () => current().log(),
		logs: () => started.map(({ log }) => log()),
		pids: () => started.map(({ pid }) => pid),
		stop: async () => await current().stop(),
		async startAgain() {
			const n8n = await startN8n(host, first.userFolder);
			started.push({ ...n8n, rest: restClient(host, n8n.url) });
			await current().rest.logIn();
		},
	};
}

/** n8n leads a process group, which its task runner belongs to. @param {number} pid */
function isRunning(pid) {
	try {
		process.kill(-pid, 0);
		return true;
	} catch (error) {
		if (error.code === 'ESRCH') return false;
		throw error;
	}
}

async function untilGone(pids) {
	await until('all processes have ended', () => !pids.some(isRunning));
}

function pollingSuite(n8n, { standIn, end }) {
	describe('polling trigger in an active workflow', () => {
		let workflowId;
		const seen = [];

		/** Exactly the events so far, one execution each. */
		async function assertStarted(job, event, status) {
			seen.push([
				{ event, previous_status: 'RUNNING', id: job, job_status: status, job_name: 'INC_BUILD' },
			]);
			await until(
				`an execution for ${job}`,
				async () => (await startedBy(n8n.rest(), workflowId)).length >= seen.length,
			);
			await untilPolledAgain(standIn);
			const started = await itemsStarted(n8n.rest(), workflowId, POLLING);
			assert.deepEqual(
				started.map((items) =>
					items.map(({ event: name, previous_status, id, job_status, job_name }) => ({
						event: name,
						previous_status,
						id,
						job_status,
						job_name,
					})),
				),
				seen,
			);
			for (const { status: result } of await startedBy(n8n.rest(), workflowId)) {
				assert.equal(result, 'success');
			}
		}

		it('does not fire for what ended before its activation', async () => {
			const credentials = await kylinCredential(n8n.rest(), standIn);
			workflowId = await activate(n8n.rest(), pollingWorkflow(credentials));
			await untilPolledAgain(standIn);
			assert.deepEqual(await executionsOf(n8n.rest(), workflowId), []);
		});

		it('starts one execution for a job that fails', async () => {
			end(SEEN, 'ERROR');
			await assertStarted(SEEN, 'jobFailed', 'ERROR');
		});

		it('starts one execution for a job that failed while n8n was stopped', async () => {
			await n8n.stop();
			end(UNSEEN, 'ERROR');
			await n8n.startAgain();
			await assertStarted(UNSEEN, 'jobFailed', 'ERROR');
		});

		it('outlives a start of n8n at which Kylin answers 503, and fires afterwards', async () => {
			await n8n.stop();
			const outage = standIn.faults.add({ status: 503, body: '', times: Infinity });
			await n8n.startAgain();
			await until('the first poll was made', () =>
				n8n.log().includes('Apache Kylin Trigger: no events in this poll'),
			);
			// The poll after the first shows its failure, and so that the trigger lives.
			await until('a later poll has failed', async () =>
				(await executionsOf(n8n.rest(), workflowId)).some(({ status }) => status === 'error'),
			);
			end(UNREACHABLE, 'ERROR');
			outage.remove();
			await assertStarted(UNREACHABLE, 'jobFailed', 'ERROR');
		});

		it('starts one execution for a job that finishes', async () => {
			end(FINISHED, 'SUCCEED');
			await assertStarted(FINISHED, 'jobFinished', 'FINISHED');
		});
	});
}

function callbackSuite(n8n) {
	describe('callback trigger in an active workflow', () => {
		let workflowId;
		let calls = 0;

		async function post(body, login = CALLER) {
			const response = await fetch(`${n8n.url()}/webhook/${WEBHOOK}/kylin`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', authorization: `Basic ${basic(login)}` },
				body: JSON.stringify(body),
			});
			await response.text();
			return response.status;
		}

		/** A call of its own that starts an execution: what the calls before it started is there by then. */
		async function assertOnlyOneMore() {
			calls += 1;
			const id = jobId(80_000_000 + calls);
			assert.equal(await post(callbackOf(id)), 200);
			const isStarted = async () =>
				(await itemsStarted(n8n.rest(), workflowId, CALLED)).some(([item]) => item?.id === id);
			await until(`an execution for ${id}`, isStarted);
			assert.equal((await executionsOf(n8n.rest(), workflowId)).length, calls + 1);
		}

		it('answers 200 and starts one execution', async () => {
			const { id, name } = await n8n.rest().createCredential({
				name: 'Callback',
				type: 'apacheKylinCallbackApi',
				data: CALLER,
			});
			const credentials = { apacheKylinCallbackApi: { id, name } };
			workflowId = await activate(n8n.rest(), callbackWorkflow(WEBHOOK, credentials));
			// n8n listens a moment after it has answered; until then nothing is executed.
			const status = await until('n8n listens', async () => {
				const answer = await post(callbackOf(CALL));
				return answer === 404 ? undefined : answer;
			});
			assert.equal(status, 200);
			await until(
				'an execution',
				async () => (await executionsOf(n8n.rest(), workflowId)).length > 0,
			);
			const [[item], ...others] = await itemsStarted(n8n.rest(), workflowId, CALLED);
			assert.deepEqual(others, []);
			assert.equal(item.event, 'jobFailed');
			assert.equal(item.previous_status, 'RUNNING');
			assert.equal(item.id, CALL);
			assert.equal(item.failure.reason, 'Container out of memory');
		});

		it('answers 200 to a repeat and starts nothing', async () => {
			assert.equal(await post(callbackOf(CALL)), 200);
			await assertOnlyOneMore();
		});

		it('refuses what is not from Kylin and starts nothing', async () => {
			assert.equal(await post({ hello: 'world' }), 400);
			await assertOnlyOneMore();
		});

		it('refuses a wrong login and starts nothing', async () => {
			assert.equal(await post(callbackOf(jobId(70_000_001)), { ...CALLER, password: 'x' }), 401);
			await assertOnlyOneMore();
		});

		it('knows a repeat after a restart of n8n', async () => {
			await n8n.stop();
			await n8n.startAgain();
			const status = await until('n8n listens', async () => {
				const answer = await post(callbackOf(CALL));
				return answer === 404 ? undefined : answer;
			});
			assert.equal(status, 200);
			await assertOnlyOneMore();
		});
	});
}

function endSuite(n8n) {
	describe('what the run of n8n left', () => {
		it('is no secret and no unhandled rejection in a log', () => {
			for (const log of n8n.logs()) assertClean(log);
		});

		it('is no process', async () => {
			await n8n.stop();
			await untilGone(n8n.pids());
		});
	});
}

function queueSuite({ standIn, end }) {
	describe('polling trigger in queue mode', () => {
		let cluster;
		after(async () => await cluster?.stop());

		it(`starts one execution for each of ${QUEUED.length} events, on the worker`, async () => {
			cluster = await startCluster(1);
			const { rest, workers, main } = cluster;
			const credentials = await kylinCredential(rest, standIn);
			const workflowId = await activate(rest, pollingWorkflow(credentials));
			await untilPolledAgain(standIn);
			assert.deepEqual(await executionsOf(rest, workflowId), []);

			for (const [index, id] of QUEUED.entries()) {
				end(id, 'ERROR');
				await until(
					`an execution for ${id}`,
					async () => (await startedBy(rest, workflowId)).length > index,
				);
			}
			await untilPolledAgain(standIn);

			const started = await itemsStarted(rest, workflowId, POLLING);
			assert.deepEqual(
				started.map((items) => items.map(({ event, id }) => ({ event, id }))),
				QUEUED.map((id) => [{ event: 'jobFailed', id }]),
			);
			const ids = (await executionsOf(rest, workflowId)).map(({ id }) => id);
			const [worker] = workers;
			await until('the worker is done', () => worker.executions('finished').length >= ids.length);
			assert.deepEqual(worker.executions('finished').sort(), ids.sort());

			for (const log of cluster.logs()) assertClean(log);
			await cluster.stop();
			await untilGone([main.pid, ...workers.map(({ pid }) => pid)]);
		});
	});
}

void runProgram(async () => {
	const kylin = await startKylin();
	const n8n = await startHost();
	after(async () => {
		await n8n.stop();
		await kylin.standIn.close();
	});
	pollingSuite(n8n, kylin);
	callbackSuite(n8n);
	endSuite(n8n);
	queueSuite(kylin);
});
