const assert = require('node:assert/strict');
const { beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { JOBS, OTHER_PROJECT, PROJECT } = require('../seed');
const { chain, kylin, manualTrigger, projectLocator, rows, show } = require('../workflows');

/** Outputs, and whether a later node finds the item each came from. */
module.exports = ({ rest, credentials, standIn, reset }) =>
	describe('workflow runs', () => {
		beforeEach(reset);

		async function run(name, nodes) {
			const execution = await rest.runWorkflow(await rest.createWorkflow(chain(name, nodes)));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			return execution;
		}
		const jsonOf = (execution, name) => itemsOf(execution, name).map(({ json }) => json);

		it('lists jobs, each linked to the project it was listed for', async () => {
			const projects = [OTHER_PROJECT, 'team_01', PROJECT];
			const execution = await run('Linked listing', [
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
			]);
			const jobs = jsonOf(execution, 'List Jobs');
			assert.equal(jobs.length, Object.keys(JOBS).length);
			assert.ok(jobs.every(({ job_status }) => typeof job_status === 'string'));
			for (const { job, input } of jsonOf(execution, 'Compare')) assert.equal(job, input);
		});

		it('operates each listed job, and the outcome leads back to its record', async () => {
			const execution = await run('Resume each', [
				manualTrigger(),
				kylin(
					'List Jobs',
					{
						operation: 'list',
						project: projectLocator(PROJECT),
						returnAll: true,
						filters: { statuses: ['ERROR'] },
					},
					credentials,
				),
				kylin(
					'Resume',
					{ operation: 'operate', action: 'RESUME', jobIds: '={{ $json.id }}' },
					credentials,
				),
				show('Compare', {
					id: '={{ $json.id }}',
					status: '={{ $json.job_status }}',
					listedId: "={{ $('List Jobs').item.json.id }}",
					listedStatus: "={{ $('List Jobs').item.json.job_status }}",
				}),
			]);
			const compared = jsonOf(execution, 'Compare');
			assert.deepEqual(compared.map(({ id }) => id).sort(), [JOBS.failed, JOBS.failedToo]);
			for (const { id, status, listedId, listedStatus } of compared) {
				assert.equal(id, listedId);
				assert.equal(listedStatus, 'ERROR');
				assert.equal(status, 'PENDING');
			}
			assert.equal(
				standIn.requests.filter(({ method }) => method === 'PUT').length,
				compared.length,
			);
		});

		it('does not touch a job in a dry run', async () => {
			const before = standIn.jobs();
			await run('Dry run', [
				manualTrigger(),
				kylin(
					'Try',
					{
						operation: 'operate',
						action: 'DISCARD',
						applyTo: 'allJobsInProject',
						project: projectLocator(PROJECT),
						options: { dryRun: true },
					},
					credentials,
				),
			]);
			assert.deepEqual(standIn.jobs(), before);
			assert.ok(standIn.requests.every(({ method }) => method === 'GET'));
		});
	});
