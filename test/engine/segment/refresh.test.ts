import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from '../kylin';
import {
	built,
	daysAgo,
	iso,
	onModel,
	salesModel,
	factsModel,
	startWithModels,
	started,
} from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

const refresh = runner('segment', 'refresh');

const HOUR_MS = 3_600_000;

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [5, 4, 3, 2].map((day) => built(day, day - 1)) }),
		factsModel(),
	]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const BY_RANGE = { chooseBy: 'range', segmentsFrom: '2026-11-19', segmentsUntil: '2026-11-21' };

const names = () => kylin.builds.segments('learn_kylin', 'sales').map(({ name }) => name);

test('refreshes the segments with data of a range, one job each, by their IDs', async () => {
	const ids = kylin.builds.segments('learn_kylin', 'sales').map(({ id }) => id);
	const { items, error } = await refresh(kylin, BY_RANGE);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.outcome, json.range_start])).toEqual([
		['started', iso(daysAgo(4))],
		['started', iso(daysAgo(3))],
	]);
	expect(started(kylin)).toEqual([
		expect.objectContaining({
			method: 'PUT',
			type: 'REFRESH',
			ids: [ids[1]],
			project: 'learn_kylin',
		}),
		expect.objectContaining({ method: 'PUT', type: 'REFRESH', ids: [ids[2]] }),
	]);
});

test('refreshes named segments, and builds all indexes if asked to', async () => {
	const [name] = names();
	const { items } = await refresh(kylin, { chooseBy: 'names', segments: [name], indexes: 'all' });
	expect(items.map(({ json }) => json.segment_name)).toEqual([name]);
	expect(started(kylin)).toEqual([expect.objectContaining({ refresh_all_indexes: true })]);
});

test('refreshes the segments of the last full week', async () => {
	const { items } = await refresh(kylin, { chooseBy: 'period', period: 'week' });
	expect(items.map(({ json }) => json.range_start)).toEqual(
		[5, 4, 3, 2].map((day) => iso(daysAgo(day))),
	);
});

test('with no segment in WARNING there is nothing to do', async () => {
	const { items } = await refresh(kylin, { chooseBy: 'warning' });
	expect(items.map(({ json }) => json.outcome)).toEqual(['nothing_to_do']);
	expect(started(kylin)).toEqual([]);
});

test('the job that holds a segment is used, skipped or named', async () => {
	const first = await refresh(kylin, BY_RANGE);
	const jobId = first.items[0].json.job_id as string;
	const again = async (ifRunning: string, executionId: string) =>
		await refresh(kylin, { ...BY_RANGE, ifRunning }, { executionId });
	expect((await again('fail', 'execution-2')).error?.message).toContain(
		`Job ${jobId} (Refresh Data) has been PENDING`,
	);
	const attached = await again('attach', 'execution-3');
	expect(attached.items.map(({ json }) => [json.outcome, json.job_id])[0]).toEqual([
		'attached',
		jobId,
	]);
	expect((await again('skip', 'execution-4')).items[0].json.outcome).toBe('nothing_to_do');
	expect(started(kylin)).toHaveLength(2);
});

test('a segment that was merged meanwhile is recognised by its name', async () => {
	const [first, second] = names();
	const merge = runner('segment', 'merge');
	await merge(kylin, { chooseBy: 'names', segments: [first, second] });
	kylin.clock.advance(HOUR_MS);
	const { error } = await refresh(kylin, { chooseBy: 'names', segments: [first] });
	expect(error?.message).toBe(
		`'Segment Names or IDs' holds ${first}, which model "sales" does not have`,
	);
	expect(error?.description).toContain(
		`${first} is part of segment 20261118000000_20261120000000 by now.`,
	);
});

test('a full load is refreshed as a whole', async () => {
	const build = runner('segment', 'build');
	await build(kylin, onModel('facts'));
	kylin.clock.advance(HOUR_MS);
	const run = await refresh(
		kylin,
		{ ...onModel('facts'), chooseBy: 'names', segments: 'FULL_BUILD', waitForCompletion: true },
		{ executionId: 'execution-2' },
	);
	expect(run.error).toBeUndefined();
	expect(run.items[0].json).toMatchObject({ outcome: 'started', timed_out: false });
});

test.each<[IDataObject, string]>([
	[{ chooseBy: 'names' }, "'Segment Names or IDs' is empty"],
	[{ chooseBy: 'names', segments: ['nope'] }, "'Segment Names or IDs' holds nope"],
	[{ chooseBy: 'range' }, "'From' is empty"],
	[{ ...BY_RANGE, segmentsUntil: '2026-11-18' }, "'Until' must be later than 'From'"],
	[{ ...BY_RANGE, ...onModel('facts') }, "'Choose Segments By' can't be a range for \"facts\""],
	[
		{ ...BY_RANGE, options: { maxJobs: 1 } },
		"'Maximum Jobs' is 1, but the plan would start 2 jobs",
	],
])('%j is refused, and nothing is started', async (parameters, message) => {
	const { error } = await refresh(kylin, parameters);
	expect(error?.message).toContain(message);
	expect(started(kylin)).toEqual([]);
});

test('a READ user is told which right is missing', async () => {
	const { error } = await refresh(kylin, BY_RANGE, READER(kylin));
	expect(error?.description).toContain('OPERATION');
});

test('a job that only builds indexes is not used as a refresh', async () => {
	const [, name] = names();
	kylin.builds.addIndex('learn_kylin', 'sales');
	const { items } = await runner('index', 'build')(kylin, { chooseBy: 'names', segments: [name] });
	const again = async (ifRunning: string, executionId: string) =>
		await refresh(kylin, { chooseBy: 'names', segments: [name], ifRunning }, { executionId });
	const attached = await again('attach', 'execution-2');
	expect(attached.error?.message).toContain(
		`Job ${items[0].json.job_id as string} (Build Index) has been PENDING`,
	);
	expect(attached.error?.message).toContain('and loads no data anew');
	expect((await again('skip', 'execution-3')).items[0].json.outcome).toBe('nothing_to_do');
});
