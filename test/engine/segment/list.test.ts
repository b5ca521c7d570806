import type { Kylin } from '../kylin';
import { built, daysAgo, factsModel, iso, onModel, salesModel, startWithModels } from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

const list = runner('segment', 'list');

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [5, 4, 3].map((day) => built(day, day - 1)) }),
		factsModel(),
	]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

test('tells each segment with its range in Kylin’s zone, the newest data first', async () => {
	const { items, error } = await list(kylin);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.range_start)).toEqual(
		[3, 4, 5].map((day) => iso(daysAgo(day))),
	);
	expect(items[0]).toEqual({
		json: {
			project: 'learn_kylin',
			model: 'sales',
			name: '20261120000000_20261121000000',
			id: expect.any(String),
			status: 'ONLINE',
			range_start: iso(daysAgo(3)),
			range_end: iso(daysAgo(2)),
			range_start_ms: daysAgo(3),
			range_end_ms: daysAgo(2),
			rows: expect.any(Number),
			bytes: expect.any(Number),
			indexes: 2,
			missing_indexes: 0,
			created_at: expect.stringContaining('+08:00'),
			last_build_at: expect.stringContaining('+08:00'),
			job_id: null,
			job_status: null,
		},
		pairedItem: { item: 0 },
	});
});

test('names the job that holds a segment', async () => {
	kylin.builds.failNext();
	const build = await runner('segment', 'build')(kylin);
	kylin.clock.advance(3_600_000);
	const { items } = await list(kylin, { segmentFilters: { statuses: ['LOADING'] } });
	expect(items.map(({ json }) => [json.job_id, json.job_status])).toEqual([
		[build.items[0].json.job_id, 'ERROR'],
	]);
});

test('segmentFilters by range, and limits', async () => {
	const { items } = await list(kylin, {
		segmentFilters: { from: '2026-11-19', until: '2026-11-20' },
	});
	expect(items.map(({ json }) => json.range_start)).toEqual([iso(daysAgo(4))]);
	expect((await list(kylin, { limit: 2 })).items).toHaveLength(2);
	expect((await list(kylin, { returnAll: true })).items).toHaveLength(3);
});

test('raw output is Kylin’s record', async () => {
	const { items } = await list(kylin, { output: 'raw' });
	expect(items[0].json).toMatchObject({
		status_to_display: 'ONLINE',
		segRange: { date_range_start: daysAgo(3) },
	});
});

test('a full load has one segment without a range', async () => {
	const { items } = await list(kylin, onModel('facts'));
	expect(items.map(({ json }) => [json.name, json.range_start])).toEqual([['FULL_BUILD', null]]);
});

test('is enough with READ', async () => {
	const { items, error } = await list(kylin, {}, READER(kylin));
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
});
