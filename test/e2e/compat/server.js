// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { startN8n } = require('../../host/n8n');
const { restClient } = require('../../host/rest');
const { untilNothingRuns } = require('../leftovers');
const { assertClean } = require('../secrets');
const { stopsQueries } = require('../stoppedQuery');
const { callerCredential, kylinCalling } = require('../trigger/caller');
const { callbackOf, jobId, running } = require('../trigger/jobs');
const { startKylin } = require('../trigger/kylin');
const {
	activate,
	executionsOf,
	itemsStarted,
	kylinCredential,
	untilPolledAgain,
} = require('../trigger/watched');
const { CALLED, POLLING, callbackWorkflow, pollingWorkflow } = require('../trigger/workflows');
const { until } = require('../until');

/** @typedef {import('../../types/n8n').InstalledN8n} InstalledN8n */

/**
 * @typedef {import('../../types/n8n').Rest} Rest
 * @typedef {import('../../types/n8n').RunningN8n} RunningN8n
 * @typedef {import('../../types/n8n').Kylin} Kylin
 */

const WEBHOOK = 'kylin-calls';
const [POLLED, POSTED, POSTED_LATER] = [1, 2, 3].map(jobId);

/** Workflows that are active in n8n's server. */
module.exports = (/** @type {{ installed: InstalledN8n, userFolder: string }} */ stage) =>
	describe('server', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {RunningN8n} */
		let n8n;
		/** @type {Rest} */
		let rest;

		before(async () => {
			kylin = await startKylin([running(POLLED)]);
			n8n = await startN8n(stage.installed, stage.userFolder);
			rest = restClient(stage.installed, n8n.url);
			await rest.setUpOwner();
		});
		after(async () => {
			await n8n?.stop();
			await kylin.standIn.close();
		});

		/** Event and job of each execution of a workflow. @param {string} workflowId @param {string} trigger */
		async function startedBy(workflowId, trigger) {
			const started = await itemsStarted(rest, workflowId, trigger);
			return started.map((items) => items.map(({ event, id }) => ({ event, id })));
		}

		it('starts one execution for an event of the polling trigger', async () => {
			const credentials = await kylinCredential(rest, kylin.standIn);
			const workflowId = await activate(rest, pollingWorkflow(credentials));
			await untilPolledAgain(kylin.standIn);
			assert.deepEqual(await executionsOf(rest, workflowId), []);

			kylin.end([POLLED], 'ERROR');
			await until('an execution', async () => (await executionsOf(rest, workflowId)).length > 0);
			await untilPolledAgain(kylin.standIn);
			assert.deepEqual(await startedBy(workflowId, POLLING), [
				[{ event: 'jobFailed', id: POLLED }],
			]);
		});

		it('starts one execution for a callback that is posted twice', async () => {
			const credentials = await callerCredential(rest);
			const workflowId = await activate(rest, callbackWorkflow(WEBHOOK, credentials));
			const { post, postWhenListening } = kylinCalling(() => n8n.url, WEBHOOK);
			assert.equal(await postWhenListening(callbackOf(POSTED)), 200);
			assert.equal(await post(callbackOf(POSTED)), 200);
			assert.equal(await post(callbackOf(POSTED_LATER)), 200);
			await until(
				'an execution for the later callback',
				async () => (await executionsOf(rest, workflowId)).length > 1,
			);
			assert.deepEqual(
				await startedBy(workflowId, CALLED),
				[POSTED, POSTED_LATER].map((id) => [{ event: 'jobFailed', id }]),
			);
		});

		stopsQueries(() => ({ rest, url: n8n.url, standIn: kylin.standIn }), {
			tellsOfStops: stage.installed.name !== 'n8n-1-oldest',
		});

		it('loads the package without complaint, and logs no secret', () => {
			assert.doesNotMatch(n8n.log(), /DataCloneError|Failed to load|Error loading package/i);
			assertClean(n8n.log());
		});

		it('leaves no process', async () => {
			await n8n.stop();
			await untilNothingRuns([n8n.pid]);
		});
	});
