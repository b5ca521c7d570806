// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { assertEachResumed, resumeEach } = require('../resumeEach');
const { JOBS, OTHER_PROJECT, PROJECT } = require('../seed');
const { chain, kylin, manualTrigger, projectLocator, rows, show } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Workflow} Workflow
 * @typedef {import('../../types/n8n').Execution} Execution
 * @typedef {import('../../types/n8n').Stage} Stage
 */

/** Outputs, and whether a later node finds the item each came from. */
module.exports = (/** @type {Stage} */ { rest, credentials, standIn, reset }) =>
	describe('workflow runs', () => {
		beforeEach(reset);

		/** @param {Workflow} workflow */
		async function run(workflow) {
			const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			return execution;
		}
		const jsonOf = (/** @type {Execution} */ execution, /** @type {string} */ name) =>
			itemsOf(execution, name).map(({ json }) => json);

		it('lists jobs, each linked to the project it was listed for', async () => {
			const projects = [OTHER_PROJECT, 'team_01', PROJECT];
			const execution = await run(
				chain('Linked listing', [
					manualTrigger(),
					...rows(
						'Projects',
						projects.map((project) => ({ project })),
					),
					kylin(
						'List Jobs',
						{ operation: 'list', project: projectLocator('={{ $json.project }}'), returnAll: true },
						credentials,
					),
					show('Compare', {
						job: '={{ $json.project }}',
						input: "={{ $('Projects').item.json.project }}",
					}),
				]),
			);
			const jobs = jsonOf(execution, 'List Jobs');
			assert.equal(jobs.length, Object.keys(JOBS).length);
			assert.ok(jobs.every(({ status }) => typeof status === 'string'));
			for (const { job, input } of jsonOf(execution, 'Compare')) assert.equal(job, input);
		});

		it('operates each listed job, and the outcome leads back to its record', async () => {
			const execution = await run(resumeEach(credentials));
			const compared = jsonOf(execution, 'Compare');
			assertEachResumed(compared);
			assert.equal(
				standIn.requests.filter(({ method }) => method === 'PUT').length,
				compared.length,
			);
		});

		it('does not touch a job in a dry run', async () => {
			const before = standIn.jobs();
			await run(
				chain('Dry run', [
					manualTrigger(),
					kylin(
						'Try',
						{
							operation: 'operate',
							action: 'DISCARD',
							applyTo: 'allJobsInProject',
							project: projectLocator(PROJECT),
						},
						credentials,
					),
				]),
			);
			assert.deepEqual(standIn.jobs(), before);
			assert.ok(standIn.requests.every(({ method }) => method === 'GET'));
		});
	});
