// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { untilNothingRuns } = require('../../leftovers');
const { startCluster } = require('../../queue/cluster');
const { assertClean } = require('../../secrets');
const { until } = require('../../until');
const { jobId, running } = require('../jobs');
const { startKylin } = require('../kylin');
const {
	activate,
	executionsOf,
	itemsStarted,
	kylinCredential,
	startedBy,
	untilPolledAgain,
} = require('../watched');
const { POLLING, pollingWorkflow } = require('../workflows');

/**
 * @typedef {import('../../../types/n8n').Cluster} Cluster
 * @typedef {import('../../../types/n8n').Kylin} Kylin
 */

const QUEUED = [6, 7, 8].map(jobId);

module.exports = () =>
	describe('polling trigger in queue mode', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {Cluster} */
		let cluster;

		before(async () => {
			kylin = await startKylin(QUEUED.map((id) => running(id)));
		});
		after(async () => {
			await cluster?.stop();
			await kylin.standIn.close();
		});

		it(`starts one execution for each of ${QUEUED.length} events, on the worker`, async () => {
			cluster = await startCluster(1);
			const { rest, workers } = cluster;
			const credentials = await kylinCredential(rest, kylin.standIn);
			const workflowId = await activate(rest, pollingWorkflow(credentials));
			await untilPolledAgain(kylin.standIn);
			assert.deepEqual(await executionsOf(rest, workflowId), []);

			for (const [index, id] of QUEUED.entries()) {
				kylin.end([id], 'ERROR');
				await until(
					`an execution for ${id}`,
					async () => (await startedBy(rest, workflowId)).length > index,
				);
			}
			await untilPolledAgain(kylin.standIn);

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
			await untilNothingRuns(cluster.pids());
		});
	});
