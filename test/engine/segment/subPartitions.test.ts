/** Models with sub-partitions (multi-level partitioning), which a build names or takes all of. */
import type { Kylin } from '../kylin';
import {
	build,
	built,
	daysAgo,
	jobsPerRange,
	salesModel,
	startWithModels,
	started,
} from '../models';
import { shareClock } from '../waiting';

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({
			segments: [],
			multi_partition: { columns: ['ORDERS.REGION'], values: [['EU'], ['US']] },
		}),
	]);
	kylin.state.addProject('learn_kylin').multiPartitioning = true;
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const ONE_DAY = { range: 'fromUntil', from: '2026-11-22', until: '2026-11-23' };

const partitions = () =>
	[...kylin.state.models.values()][0].segments.map(({ partitions: of }) => of?.map(({ id }) => id));

test('named values are built, and new ones are added to the model', async () => {
	const { items, error } = await build(kylin, {
		...ONE_DAY,
		waitForCompletion: true,
		options: { subPartitionValues: 'EU, ASIA' },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.outcome, json.timed_out])).toEqual([['started', false]]);
	expect(started(kylin)).toMatchObject([{ sub_partition_values: [['EU'], ['ASIA']] }]);
	expect([...kylin.state.models.values()][0].multiPartition?.values).toEqual([
		['EU'],
		['US'],
		['ASIA'],
	]);
	expect(partitions()).toEqual([[0, 2]]);
});

test('all values that the model knows are built, day by day, each range once', async () => {
	const parameters = {
		range: 'fromUntil',
		from: '2026-11-21',
		until: '2026-11-23',
		splitInto: 'day',
		options: { allSubPartitions: true },
	};
	kylin.faults.add({ method: 'POST', reset: 'beforeHeaders' });
	const { items, error } = await build(kylin, parameters);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['attached', 'started']);
	expect(started(kylin)).toMatchObject([
		{ build_all_sub_partitions: true },
		{ build_all_sub_partitions: true },
	]);
	expect(partitions()).toEqual([
		[0, 1],
		[0, 1],
	]);
	expect(jobsPerRange(kylin)).toEqual({
		[`${daysAgo(2)}-${daysAgo(1)}`]: 1,
		[`${daysAgo(1)}-${daysAgo(0)}`]: 1,
	});
});

test('values of several columns are lists', async () => {
	kylin.builds.addModel({
		project: 'learn_kylin',
		alias: 'wide',
		multi_partition: { columns: ['ORDERS.REGION', 'ORDERS.ORDER_ID'], values: [] },
	});
	const { error } = await build(kylin, {
		...ONE_DAY,
		model: { __rl: true, mode: 'name', value: 'wide' },
		options: { subPartitionValues: '={{ [["1", "1"], ["US", "2"]] }}' },
	});
	expect(error).toBeUndefined();
	expect(started(kylin)).toMatchObject([
		{
			sub_partition_values: [
				['1', '1'],
				['US', '2'],
			],
		},
	]);
});

test('without values the build is refused before anything is sent', async () => {
	const { error } = await build(kylin, ONE_DAY);
	expect(error?.message).toBe(
		'\'Sub-Partition Values\' is empty, but model "sales" has sub-partitions: name those to build, or choose Build All Sub-Partitions',
	);
	expect(started(kylin)).toEqual([]);
});

test('a width that does not fit is told with Kylin’s sentence', async () => {
	const { error } = await build(kylin, {
		...ONE_DAY,
		options: { subPartitionValues: '={{ [["EU", "1"]] }}' },
	});
	expect(error?.message).toContain('ensure that the operation is valid for the current object');
	expect(error?.description).toContain('nothing was started');
});

test('a segment is refreshed with all its sub-partitions', async () => {
	kylin.builds.addSegments('learn_kylin', 'sales', [built(2, 1)]);
	const { items, error } = await build(kylin, {
		refreshLastDays: 1,
		options: { allSubPartitions: true },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['started', 'started']);
});
