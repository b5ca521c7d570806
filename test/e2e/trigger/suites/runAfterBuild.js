// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { chain } = require('../../workflows');
const { until } = require('../../until');
const { activateExample, endedExecutions, outputOf } = require('../example');
const { jobId, running } = require('../jobs');
const { startKylin } = require('../kylin');
const { activate, untilPolledAgain } = require('../watched');

/**
 * @typedef {import('../../../types/n8n').Kylin} Kylin
 * @typedef {import('../../../types/n8n').ActiveExample} ActiveExample
 */

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

const MODEL = 'sales_model';
const [UNLUCKY, TOGETHER, LATER, FAILED, MERGED, ALIKE, OTHER] = [1, 2, 3, 4, 5, 6, 7].map(jobId);

const STARTED = 'Started';

/** Fails for one of the builds, as a workflow of a user may. */
function downstreamWorkflow() {
	return chain('After a build', [
		{
			name: STARTED,
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		},
		{
			name: 'Unlucky',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict' },
					combinator: 'and',
					conditions: [
						{
							id: 'unlucky',
							leftValue: '={{ $json.id }}',
							rightValue: UNLUCKY,
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
				options: {},
			},
		},
		{
			name: 'Fail',
			type: 'n8n-nodes-base.stopAndError',
			typeVersion: 1,
			parameters: { errorMessage: 'The table is locked' },
		},
	]);
}

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('run-after-build.json, active', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {ActiveExample} */
		let example;
		/** @type {string} */
		let downstream;

		before(async () => {
			const model = { target_subject: MODEL };
			kylin = await startKylin([
				running(UNLUCKY, model),
				running(TOGETHER, { ...model, job_name: 'INDEX_BUILD' }),
				running(LATER, { ...model, job_name: 'INDEX_REFRESH' }),
				running(FAILED, model),
				running(MERGED, { ...model, job_name: 'INDEX_MERGE' }),
				running(ALIKE, { target_subject: `${MODEL}_eu` }),
				running(OTHER),
			]);
			downstream = await activate(n8n.rest(), downstreamWorkflow());
			example = await activateExample(
				n8n.rest(),
				kylin.standIn,
				'run-after-build.json',
				(node) => (node('Run What Needs the Data').parameters.workflowId.value = downstream),
			);
			await untilPolledAgain(kylin.standIn);
		});
		after(async () => {
			await example.stop();
			await kylin.standIn.close();
		});

		const runs = async () => await endedExecutions(n8n.rest(), downstream);

		it('runs the other workflow once for each finished build of the model', async () => {
			kylin.end([UNLUCKY, TOGETHER, ALIKE, OTHER, MERGED], 'SUCCEED');
			kylin.end([FAILED], 'ERROR');
			await until('two runs', async () => (await runs()).length >= 2);
			kylin.end([LATER], 'SUCCEED');
			await until('a third run', async () => (await runs()).length >= 3);
			await untilPolledAgain(kylin.standIn);

			const begun = (await runs()).map((run) => outputOf([run], STARTED));
			assert.deepEqual(
				begun.map((items) => items.map(({ id }) => id)),
				[[UNLUCKY], [TOGETHER], [LATER]],
			);
			assert.deepEqual(
				begun.flat().map(({ project, object, job_type }) => ({ project, object, job_type })),
				['Load Data', 'Build Index', 'Refresh Data'].map((job_type) => ({
					project: 'learn_kylin',
					object: MODEL,
					job_type,
				})),
			);
		});

		it('is not kept from it by a run that fails', async () => {
			const statuses = (await runs()).map(({ status }) => status);
			assert.deepEqual(statuses, ['error', 'success', 'success']);
		});
	});
