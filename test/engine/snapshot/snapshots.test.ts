import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from '../kylin';
import { salesModel, startWithModels, started } from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

const build = runner('snapshot', 'build');
const list = runner('snapshot', 'list');

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([salesModel()]);
	kylin.builds.addTable({ project: 'learn_kylin', name: 'SSB.REGION' });
	kylin.builds.addTable({ project: 'learn_kylin', name: 'SSB.NATION' });
	kylin.builds.setSnapshotManagement('learn_kylin', true);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

test('builds a snapshot, then refreshes it, one job per table', async () => {
	const first = await build(kylin, { tables: 'ssb.region, SSB.NATION', waitForCompletion: true });
	expect(first.error).toBeUndefined();
	expect(first.items.map(({ json }) => [json.outcome, json.table, json.timed_out])).toEqual([
		['started', 'SSB.REGION', false],
		['started', 'SSB.NATION', false],
	]);
	const again = await build(kylin, { tables: ['SSB.REGION'] }, { executionId: 'execution-2' });
	expect(again.items.map(({ json }) => json.outcome)).toEqual(['started']);
	expect(started(kylin).map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT']);
	const third = await build(
		kylin,
		{ tables: 'SSB.REGION', ifRunning: 'attach' },
		{ executionId: 'execution-3' },
	);
	expect(third.items.map(({ json }) => [json.outcome, json.job_id])).toEqual([
		['attached', again.items[0].json.job_id],
	]);
	const skipped = await build(
		kylin,
		{ tables: 'SSB.NATION', ifThere: 'skip' },
		{ executionId: 'execution-4' },
	);
	expect(skipped.items.map(({ json }) => json.outcome)).toEqual(['already_built']);
});

test.each<[IDataObject, IDataObject]>([
	[{ load: 'full' }, {}],
	[
		{ load: 'incremental', partitionColumn: 'R_DAY' },
		{ options: { 'SSB.REGION': { partition_col: 'R_DAY', incremental_build: true } } },
	],
	[
		{ load: 'partitions', partitionColumn: 'R_DAY', partitionValues: '1, 2' },
		{
			options: {
				'SSB.REGION': {
					partition_col: 'R_DAY',
					incremental_build: false,
					partitions_to_build: ['1', '2'],
				},
			},
		},
	],
])('%j is sent', async (parameters, body) => {
	await build(kylin, { tables: 'SSB.REGION', ...parameters });
	expect(started(kylin)).toEqual([
		{
			method: 'POST',
			project: 'learn_kylin',
			tables: ['SSB.REGION'],
			...body,
			tag: expect.any(Object),
		},
	]);
});

test.each<[IDataObject, string]>([
	[{ tables: '' }, "'Tables' is empty"],
	[{ tables: 'REGION' }, '\'Tables\' holds "REGION"'],
	[{ tables: 'SSB.REGION', load: 'partitions' }, "'Partition Values' is empty"],
	[{ tables: 'SSB.REGION', load: 'incremental' }, "give 'Partition Column'"],
])('%j is refused, and nothing is started', async (parameters, message) => {
	const { error } = await build(kylin, parameters);
	expect(error?.message).toContain(message);
	expect(started(kylin)).toEqual([]);
});

test('the switch that Kylin needs for it is named', async () => {
	kylin.builds.setSnapshotManagement('learn_kylin', false);
	const { error } = await build(kylin, { tables: 'SSB.REGION' });
	expect(error?.description).toContain('Snapshot Management');
});

test('an answer that is lost starts no second job', async () => {
	kylin.faults.add({ method: 'POST', reset: 'beforeHeaders' });
	const { items, error } = await build(kylin, { tables: 'SSB.REGION' });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['attached']);
	expect(kylin.state.jobs.size).toBe(1);
});

test('List Snapshots tells each with its status, for a READ user', async () => {
	await build(kylin, { tables: 'SSB.REGION', waitForCompletion: true });
	const { items, error } = await list(kylin, {}, READER(kylin));
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.table, json.status])).toContainEqual([
		'SSB.REGION',
		'ONLINE',
	]);
	expect((await list(kylin, { snapshotFilters: { table: 'region' } })).items).toHaveLength(1);
	expect((await list(kylin, { snapshotFilters: { statuses: ['BROKEN'] } })).items).toEqual([]);
});
