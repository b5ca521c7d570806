// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { until } = require('../../until');
const { jobId, running } = require('../jobs');
const { startKylin } = require('../kylin');
const {
	activate,
	deactivate,
	executionsOf,
	itemsStarted,
	kylinCredential,
	startedBy,
	untilPolledAgain,
} = require('../watched');
const { POLLING, pollingWorkflow } = require('../workflows');

/** @typedef {import('../../../types/n8n').Json} Json */

/** @typedef {import('../../../types/n8n').Kylin} Kylin */

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

const [SEEN, UNSEEN, UNREACHABLE, FINISHED] = [1, 2, 3, 4].map(jobId);

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('polling trigger in an active workflow', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {string} */
		let workflowId;
		/** @type {Json[][]} */
		const seen = [];

		before(async () => {
			kylin = await startKylin([SEEN, UNSEEN, UNREACHABLE, FINISHED].map((id) => running(id)));
		});
		after(async () => {
			await deactivate(n8n.rest(), workflowId);
			await kylin.standIn.close();
		});

		/**
		 * Exactly the events so far, one execution each.
		 *
		 * @param {string} job
		 * @param {string} event
		 * @param {string} status
		 */
		async function assertStarted(job, event, status) {
			seen.push([{ event, previous_status: 'RUNNING', id: job, status, job_type: 'Load Data' }]);
			await until(
				`an execution for ${job}`,
				async () => (await startedBy(n8n.rest(), workflowId)).length >= seen.length,
			);
			await untilPolledAgain(kylin.standIn);
			const started = await itemsStarted(n8n.rest(), workflowId, POLLING);
			assert.deepEqual(
				started.map((items) =>
					items.map(({ event: name, previous_status, id, status: reached, job_type }) => ({
						event: name,
						previous_status,
						id,
						status: reached,
						job_type,
					})),
				),
				seen,
			);
			for (const { status: result } of await startedBy(n8n.rest(), workflowId)) {
				assert.equal(result, 'success');
			}
		}

		it('does not fire for what ended before its activation', async () => {
			const credentials = await kylinCredential(n8n.rest(), kylin.standIn);
			workflowId = await activate(n8n.rest(), pollingWorkflow(credentials));
			await untilPolledAgain(kylin.standIn);
			assert.deepEqual(await executionsOf(n8n.rest(), workflowId), []);
		});

		it('starts one execution for a job that fails', async () => {
			kylin.end([SEEN], 'ERROR');
			await assertStarted(SEEN, 'jobFailed', 'ERROR');
		});

		it('starts one execution for a job that failed while n8n was stopped', async () => {
			await n8n.stop();
			kylin.end([UNSEEN], 'ERROR');
			await n8n.startAgain();
			await assertStarted(UNSEEN, 'jobFailed', 'ERROR');
		});

		it('outlives a start of n8n at which Kylin answers 503, and fires afterwards', async () => {
			await n8n.stop();
			const outage = kylin.standIn.faults.add({ status: 503, body: '', times: Infinity });
			await n8n.startAgain();
			await until('the first poll was made', () =>
				n8n.log().includes('Apache Kylin Trigger: no events in this poll'),
			);
			// The poll after the first shows its failure, and so that the trigger lives.
			await until('a later poll has failed', async () =>
				(await executionsOf(n8n.rest(), workflowId)).some(({ status }) => status === 'error'),
			);
			kylin.end([UNREACHABLE], 'ERROR');
			outage.remove();
			await assertStarted(UNREACHABLE, 'jobFailed', 'ERROR');
		});

		it('starts one execution for a job that finishes', async () => {
			kylin.end([FINISHED], 'SUCCEED');
			await assertStarted(FINISHED, 'jobFinished', 'FINISHED');
		});
	});
