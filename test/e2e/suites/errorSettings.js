// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { JOBS } = require('../seed');
const { alsoFromErrorOutput, chain, kylin, manualTrigger, rows, show } = require('../workflows');

/** @typedef {import('../../types/n8n').Stage} Stage */

/** The node's setting "On Error": the second of three jobs is finished and cannot be resumed. */
module.exports = (/** @type {Stage} */ { rest, credentials, reset }) =>
	describe('error settings', () => {
		beforeEach(reset);

		const ids = [JOBS.failed, JOBS.finished, JOBS.failedToo];

		/** @param {string} onError */
		async function resumeEach(onError) {
			const workflow = chain(`On error: ${onError}`, [
				manualTrigger(),
				...rows(
					'Jobs',
					ids.map((id) => ({ id })),
				),
				kylin(
					'Resume',
					{
						operation: 'operate',
						action: 'RESUME',
						jobIds: '={{ $json.id }}',
						options: { skipUnsuitable: false },
					},
					credentials,
					{ onError },
				),
				show('Compare', { input: "={{ $('Jobs').item.json.id }}", error: '={{ $json.error }}' }),
			]);
			if (onError === 'continueErrorOutput') alsoFromErrorOutput(workflow, 'Resume', 'Compare');
			return await rest.runWorkflow(await rest.createWorkflow(workflow));
		}

		it('stops with the sentence of Kylin and the item it happened to', async () => {
			const { status, data } = await resumeEach('stopWorkflow');
			const { error = {} } = data.resultData;
			assert.equal(status, 'error');
			assert.match(error.message, /'Resume' does not fit a job that is FINISHED/);
			assert.match(error.description, /KE-010032217/);
			assert.match(error.description, /FINISHED/);
			assert.equal(error.context.itemIndex, 1);
		});

		it('continues with the error as the item of the job', async () => {
			const execution = await resumeEach('continueRegularOutput');
			assert.equal(execution.status, 'success');
			const compared = itemsOf(execution, 'Compare').map(({ json }) => json);
			assert.deepEqual(
				compared.map(({ input }) => input),
				ids,
			);
			const failed = itemsOf(execution, 'Resume').filter(({ json }) => json.error !== undefined);
			assert.equal(failed.length, 1);
			assert.equal(failed[0].pairedItem.item, 1);
		});

		it('sends the error to the error output, still linked to its job', async () => {
			const execution = await resumeEach('continueErrorOutput');
			assert.equal(execution.status, 'success');
			const [error, ...others] = itemsOf(execution, 'Resume', 1);
			assert.equal(others.length, 0);
			assert.match(error.json.error, /'Resume' does not fit a job that is FINISHED/);
			assert.equal(error.pairedItem.item, 1);
			assert.equal(itemsOf(execution, 'Resume', 0).length, 2);
			const runs = execution.data.resultData.runData.Compare;
			const linked = runs.flatMap((run) => run.data.main[0]).map(({ json }) => json.input);
			assert.deepEqual(linked.sort(), [...ids].sort());
		});
	});
