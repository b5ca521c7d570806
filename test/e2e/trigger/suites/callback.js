// @ts-check
const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { WRONG_CALLER } = require('../../account');
const { until } = require('../../until');
const { callerCredential, kylinCalling } = require('../caller');
const { callbackOf, jobId } = require('../jobs');
const { activate, executionsOf, itemsStarted } = require('../watched');
const { CALLED, callbackWorkflow } = require('../workflows');

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

const WEBHOOK = 'kylin-calls';
const CALL = jobId(5);

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('callback trigger in an active workflow', () => {
		/** @type {string} */
		let workflowId;
		let calls = 0;

		const { post, postWhenListening } = kylinCalling(n8n.url, WEBHOOK);

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
			const credentials = await callerCredential(n8n.rest());
			workflowId = await activate(n8n.rest(), callbackWorkflow(WEBHOOK, credentials));
			assert.equal(await postWhenListening(callbackOf(CALL)), 200);
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
			assert.equal(await post(callbackOf(jobId(70_000_001)), WRONG_CALLER), 401);
			await assertOnlyOneMore();
		});

		it('knows a repeat after a restart of n8n', async () => {
			await n8n.stop();
			await n8n.startAgain();
			assert.equal(await postWhenListening(callbackOf(CALL)), 200);
			await assertOnlyOneMore();
		});
	});
