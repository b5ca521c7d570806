import type { Kylin } from '../kylin';
import { built, daysAgo, salesModel, startWithModels } from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

const build = runner('index', 'build');

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [5, 4, 3].map((day) => built(day, day - 1)) }),
	]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const FIRST = '20261118000000_20261119000000';

const posts = () =>
	kylin.requests
		.filter(({ method }) => method === 'POST')
		.map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'ID'));

test('builds what is missing in all segments with one job', async () => {
	kylin.builds.addIndex('learn_kylin', 'sales');
	const { items, error } = await build(kylin, { waitForCompletion: true });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			outcome: 'started',
			reason: 'Indexes are missing in 3 of its segments',
			job_id: expect.any(String),
			timed_out: false,
		}),
	]);
	expect(posts()).toEqual(['/kylin/api/models/ID/indexes']);
	const again = await build(kylin);
	expect(again.items.map(({ json }) => [json.outcome, json.reason])).toEqual([
		['nothing_to_do', 'No index is missing in any segment'],
	]);
});

test('builds it in chosen segments, with a job for each', async () => {
	kylin.builds.addIndex('learn_kylin', 'sales');
	const { items } = await build(kylin, {
		chooseBy: 'range',
		segmentsFrom: '2026-11-18',
		segmentsUntil: '2026-11-20',
		waitForCompletion: true,
	});
	expect(items.map(({ json }) => [json.outcome, json.range_start_ms, json.timed_out])).toEqual([
		['started', daysAgo(5), false],
		['started', daysAgo(4), false],
	]);
	expect(new Set(items.map(({ json }) => json.job_id)).size).toBe(2);
	const again = await build(kylin, { chooseBy: 'names', segments: [FIRST] });
	expect(again.items.map(({ json }) => json.outcome)).toEqual(['already_built']);
});

test('says segment by segment what another job holds, and builds the others', async () => {
	kylin.builds.addIndex('learn_kylin', 'sales');
	kylin.builds.holdNext('RUNNING');
	await runner('segment', 'refresh')(kylin, { chooseBy: 'names', segments: [FIRST] });
	const { items, error } = await build(kylin, {}, { executionId: 'execution-2' });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.outcome, json.segment_name])).toEqual([
		['refused', FIRST],
		['started', null],
	]);
	expect(items[0].json.reason).toMatch(
		/^Job .* \(Refresh Data\) has been PENDING since .* and works on it/,
	);
});

test('"Retry On Fail" uses the job whose answer was lost', async () => {
	kylin.builds.addIndex('learn_kylin', 'sales');
	kylin.faults.add({ method: 'POST', path: '/indexes', reset: 'beforeHeaders' });
	const { items, error } = await build(kylin);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['attached']);
	expect(kylin.state.jobs.size).toBe(1);
});

test('a dry run sends nothing, and READ is not enough', async () => {
	kylin.builds.addIndex('learn_kylin', 'sales');
	const { items } = await build(kylin, { options: { dryRun: true } });
	expect(items.map(({ json }) => json.outcome)).toEqual(['would_start']);
	expect(posts()).toEqual([]);
	expect((await build(kylin, {}, READER(kylin))).error?.description).toContain('OPERATION');
});
