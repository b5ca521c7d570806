// @ts-check
const assert = require('node:assert/strict');
const { after, beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { daysBefore, nameOfDay, seedOfModels } = require('../builds');
const { PROJECT } = require('../seed');
const {
	alsoFromErrorOutput,
	chain,
	kylin,
	manualTrigger,
	projectLocator,
	rows,
	show,
} = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 */

/** So much time passes in this Kylin with each request, or its jobs would never end. */
const AS_LONG_AS_A_JOB_MS = 300_000;

/** Models, segments, indexes and snapshots: each operation once, and once by its error output. */
module.exports = (/** @type {Stage} */ { rest, credentials, standIn, reset }) =>
	describe('builds', () => {
		beforeEach(() => {
			standIn.seed(seedOfModels(standIn.clock.now(), ['sales']));
			standIn.requests.length = 0;
		});
		after(reset);

		const day = (/** @type {number} */ days) => daysBefore(standIn.clock.now(), days);
		const NAMES = () => [6, 5].map((days) => nameOfDay(day(days)));

		/** @type {Array<[string, string, () => Json, (items: Json[]) => void]>} */
		const OPERATIONS = [
			[
				'model',
				'list',
				() => ({}),
				([{ name, load_type, data_until }]) => {
					assert.deepEqual([name, load_type], ['sales', 'incremental']);
					assert.equal(Date.parse(data_until), day(3));
				},
			],
			[
				'model',
				'get',
				() => ({}),
				([{ name, columns, measures }]) => {
					assert.equal(name, 'sales');
					assert.ok(columns.length > 0 && measures.length > 0);
				},
			],
			[
				'segment',
				'list',
				() => ({}),
				(items) =>
					assert.deepEqual(
						items
							.map(({ name }) => name)
							.sort()
							.slice(0, 2),
						NAMES(),
					),
			],
			[
				'segment',
				'build',
				() => ({ splitInto: 'day' }),
				(items) => {
					assert.deepEqual(
						items.map(({ outcome, segment_name }) => [outcome, segment_name]),
						[3, 2, 1].map((days) => ['started', nameOfDay(day(days))]),
					);
					assert.deepEqual(
						items.map(({ job_id }) => job_id).sort(),
						Object.keys(standIn.jobs()).sort(),
					);
				},
			],
			[
				'segment',
				'refresh',
				() => ({ chooseBy: 'names', segments: NAMES() }),
				(items) =>
					assert.deepEqual(
						items.map(({ outcome }) => outcome),
						['started', 'started'],
					),
			],
			[
				'segment',
				'merge',
				() => ({ chooseBy: 'names', segments: NAMES() }),
				([{ outcome, merged_segments }]) => {
					assert.equal(outcome, 'started');
					assert.deepEqual(merged_segments, NAMES());
				},
			],
			[
				'index',
				'build',
				() => {
					standIn.builds.addIndex(PROJECT, 'sales');
					return {};
				},
				([{ outcome, segments }]) => {
					assert.equal(outcome, 'started');
					assert.equal(segments.length, 3);
				},
			],
			[
				'snapshot',
				'build',
				() => ({ tables: 'ssb.region' }),
				([{ outcome, table }]) => assert.deepEqual([outcome, table], ['started', 'SSB.REGION']),
			],
			[
				'snapshot',
				'list',
				() => {
					standIn.builds.addTable({ project: PROJECT, name: 'SSB.NATION', snapshot: true });
					return {};
				},
				([{ table, status }]) => assert.deepEqual([table, status], ['SSB.NATION', 'ONLINE']),
			],
		];

		for (const [resource, operation, parameters, check] of OPERATIONS) {
			it(`${resource} ${operation}: one item works, one goes to the error output`, async () => {
				const node = kylin(
					'Kylin',
					{
						resource,
						operation,
						...parameters(),
						project: projectLocator('={{ $json.project }}'),
						model: { __rl: true, mode: 'name', value: 'sales' },
					},
					credentials,
					{ onError: 'continueErrorOutput' },
				);
				const workflow = chain(`${resource} ${operation}`, [
					manualTrigger(),
					...rows('Projects', [{ project: PROJECT }, { project: 'nowhere' }]),
					node,
					show('Compare', {
						input: "={{ $('Projects').item.json.project }}",
						error: '={{ $json.error }}',
					}),
				]);
				alsoFromErrorOutput(workflow, 'Kylin', 'Compare');
				const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
				assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
				const items = itemsOf(execution, 'Kylin');
				check(items.map(({ json }) => json));
				assert.ok(items.every(({ pairedItem }) => pairedItem.item === 0));
				const [failed, ...others] = itemsOf(execution, 'Kylin', 1);
				assert.equal(others.length, 0);
				assert.match(failed.json.error, /nowhere/);
				assert.equal(failed.pairedItem.item, 1);
			});
		}

		it('builds, waits, and hands the jobs on to Wait for Jobs', async () => {
			const built = chain('Build and wait', [
				manualTrigger(),
				kylin(
					'Build',
					{
						resource: 'segment',
						operation: 'build',
						project: projectLocator(PROJECT),
						model: { __rl: true, mode: 'name', value: 'sales' },
					},
					credentials,
				),
				kylin(
					'Wait',
					{ operation: 'wait', jobIds: { __rl: true, mode: 'id', value: '={{ $json.job_id }}' } },
					credentials,
				),
			]);
			standIn.onRequest = () => void standIn.clock.advance(AS_LONG_AS_A_JOB_MS);
			const execution = await rest
				.runWorkflow(await rest.createWorkflow(built))
				.finally(() => (standIn.onRequest = undefined));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			const [{ json }] = itemsOf(execution, 'Wait');
			assert.equal(json.status, 'FINISHED');
		});
	});
