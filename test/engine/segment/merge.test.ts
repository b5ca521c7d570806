import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from '../kylin';
import {
	built,
	daysAgo,
	factsModel,
	iso,
	onModel,
	salesModel,
	startWithModels,
	started,
} from '../models';
import { runner } from '../operations';
import { shareClock } from '../waiting';

const merge = runner('segment', 'merge');

const HOUR_MS = 3_600_000;

let kylin: Kylin;

async function start(
	segments: IDataObject[] = [5, 4, 3, 2].map((day) => built(day, day - 1)),
	more: IDataObject = {},
) {
	kylin = await startWithModels([salesModel({ segments, ...more }), factsModel()]);
	shareClock(kylin);
}

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const BY_RANGE = { chooseBy: 'range', segmentsFrom: '2026-11-18', segmentsUntil: '2026-11-21' };

test('makes one segment of those within a range', async () => {
	await start();
	const { items, error } = await merge(kylin, { ...BY_RANGE, waitForCompletion: true });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			outcome: 'started',
			segment_name: '20261118000000_20261121000000',
			range_start: iso(daysAgo(5)),
			range_end: iso(daysAgo(2)),
			merged_segments: [
				'20261118000000_20261119000000',
				'20261119000000_20261120000000',
				'20261120000000_20261121000000',
			],
			timed_out: false,
		}),
	]);
	expect(kylin.builds.segments('learn_kylin', 'sales').map(({ name }) => name)).toEqual([
		'20261118000000_20261121000000',
		'20261121000000_20261122000000',
	]);
});

test('a merge that was done before has nothing to do', async () => {
	await start();
	await merge(kylin, BY_RANGE);
	kylin.clock.advance(HOUR_MS);
	const { items } = await merge(kylin, BY_RANGE, { executionId: 'execution-2' });
	expect(items.map(({ json }) => [json.outcome, json.reason])).toEqual([
		['nothing_to_do', 'The range is one segment already: 20261118000000_20261121000000'],
	]);
	expect(started(kylin)).toHaveLength(1);
});

test('a dry run shows the segment that would come out', async () => {
	await start();
	const { items } = await merge(kylin, { ...BY_RANGE, options: { dryRun: true } });
	expect(items.map(({ json }) => [json.outcome, json.segment_name])).toEqual([
		['would_start', '20261118000000_20261121000000'],
	]);
	expect(started(kylin)).toEqual([]);
});

test.each<[string, IDataObject[], string]>([
	[
		'a gap',
		[built(5, 4), built(3, 2)],
		'There is a gap between the segments: 2026-11-19T00:00:00+08:00 to 2026-11-20T00:00:00+08:00',
	],
	['one segment', [built(5, 4)], 'Only segment 20261118000000_20261119000000 lies in the range'],
	['none', [built(9, 8)], 'No segment lies in the range'],
	[
		'an empty one',
		[built(5, 4), built(4, 3, { status: 'EMPTY' })],
		'Segment 20261119000000_20261120000000 holds no index',
	],
	[
		'a segment across the end',
		[built(5, 4), built(4, 1)],
		'segment 20261119000000_20261122000000 lies only in part in the range',
	],
	['a build under way', [built(5, 4), built(4, 3), built(3, 2, { status: 'NEW' })], 'Only'],
])('Kylin’s conditions are checked before anything is sent: %s', async (_what, segments, fault) => {
	await start(segments);
	const { error, items } = await merge(kylin, BY_RANGE);
	if (fault === 'Only') {
		expect(error).toBeUndefined();
		expect(items[0].json.merged_segments).toHaveLength(2);
		return;
	}
	expect(error?.message).toContain(fault);
	expect(started(kylin)).toEqual([]);
});

test('different indexes are told segment by segment', async () => {
	await start();
	kylin.builds.addIndex('learn_kylin', 'sales');
	await runner('index', 'build')(kylin, {
		chooseBy: 'names',
		segments: ['20261118000000_20261119000000'],
		waitForCompletion: true,
	});
	const { error } = await merge(kylin, BY_RANGE);
	expect(error?.message).toContain(
		'The segments hold different indexes (20261118000000_20261119000000: 3 of 3; 20261119000000_20261120000000: 2 of 3',
	);
});

test('a job at work on one of the segments is named', async () => {
	await start();
	await runner('segment', 'refresh')(kylin, {
		chooseBy: 'names',
		segments: ['20261118000000_20261119000000'],
	});
	const { error } = await merge(kylin, BY_RANGE, { executionId: 'execution-2' });
	expect(error?.message).toMatch(/Job [0-9a-f-]{73} \(Refresh Data\) has been PENDING since/);
});

test('a full load can’t be merged', async () => {
	await start();
	const { error } = await merge(kylin, {
		...onModel('facts'),
		chooseBy: 'names',
		segments: ['FULL_BUILD'],
	});
	expect(error?.message).toContain('A full-load model has one segment only');
});

test('only a job that merges just these segments may be used', async () => {
	await start();
	const refreshed = await runner('segment', 'refresh')(kylin, {
		chooseBy: 'names',
		segments: ['20261118000000_20261119000000'],
	});
	const barred = await merge(
		kylin,
		{ ...BY_RANGE, ifRunning: 'attach' },
		{ executionId: 'execution-2' },
	);
	expect(barred.error?.message).toContain(`Job ${refreshed.items[0].json.job_id as string}`);
	expect(barred.error?.message).toContain('works on segments of it');
	kylin.clock.advance(HOUR_MS);
	const first = await merge(kylin, BY_RANGE, { executionId: 'execution-3' });
	const second = await merge(
		kylin,
		{ ...BY_RANGE, ifRunning: 'attach' },
		{ executionId: 'execution-4' },
	);
	expect(second.items.map(({ json }) => [json.outcome, json.job_id])).toEqual([
		['attached', first.items[0].json.job_id],
	]);
});

test('"Retry On Fail" does not take a merge that failed for one that is done', async () => {
	await start();
	kylin.builds.failNext();
	const { error } = await merge(
		kylin,
		{ ...BY_RANGE, waitForCompletion: true },
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(error?.message).toMatch(/Job .* \(Merge Data\) has been ERROR since/);
	expect(kylin.state.jobs.size).toBe(1);
});
