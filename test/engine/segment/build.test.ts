import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../harness';
import type { Kylin } from '../kylin';
import {
	DAY_MS,
	TODAY,
	build,
	built,
	daysAgo,
	factsModel,
	iso,
	onModel,
	salesModel,
	startWithModels,
	started,
} from '../models';
import { shareClock } from '../waiting';

let kylin: Kylin;

async function start(...models: IDataObject[]) {
	kylin = await startWithModels(models.length === 0 ? undefined : models);
	shareClock(kylin);
}

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const outcomes = ({ items }: Awaited<ReturnType<typeof build>>) =>
	items.map(({ json }) => [json.outcome, json.range_start, json.range_end]);

test('builds from the end of the last segment until today in Kylin’s time, in milliseconds', async () => {
	await start();
	const run = await build(kylin);
	expect(run.error).toBeUndefined();
	expect(run.items).toEqual([
		{
			json: {
				outcome: 'started',
				reason: 'Not built yet',
				project: 'learn_kylin',
				model: 'sales',
				segment_name: '20261120000000_20261123000000',
				range_start: '2026-11-20T00:00:00+08:00',
				range_end: '2026-11-23T00:00:00+08:00',
				range_start_ms: daysAgo(3),
				range_end_ms: TODAY,
				requested_start: '2026-11-20T00:00:00+08:00',
				requested_end: '2026-11-23T00:00:00+08:00',
				job_id: expect.stringMatching(/^[0-9a-f-]{73}$/),
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(started(kylin)).toEqual([
		{
			method: 'POST',
			project: 'learn_kylin',
			start: String(daysAgo(3)),
			end: String(TODAY),
			tag: {
				n8n: {
					instance: expect.any(String),
					workflow: 'workflow-1',
					execution: 'execution-1',
					node: 'kylin',
					run: 0,
					item: 0,
					range: `${daysAgo(3)}-${TODAY}`,
				},
			},
		},
	]);
});

test('needs four requests and the build, whatever the number of segments', async () => {
	await start(salesModel({ segments: [] }));
	kylin.builds.addSegments(
		'learn_kylin',
		'sales',
		Array.from({ length: 500 }, (_, index) => built(503 - index, 502 - index)),
	);
	await build(kylin, {
		ifBuilt: 'skip',
		range: 'fromUntil',
		from: '2026-01-01',
		until: '2026-11-23',
		ifGap: 'allow',
	});
	expect(kylin.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /kylin/api/admin/instance_info',
		'GET /kylin/api/models',
		'GET /kylin/api/jobs',
		'GET /kylin/api/jobs',
		expect.stringMatching(/^POST \/kylin\/api\/models\/[0-9a-f-]{36}\/segments$/),
	]);
});

test('splits a range into days, one job each, in order', async () => {
	await start();
	const run = await build(kylin, { splitInto: 'day' });
	expect(outcomes(run)).toEqual(
		[3, 2, 1].map((day) => ['started', iso(daysAgo(day)), iso(daysAgo(day - 1))]),
	);
	expect(started(kylin).map(({ start: from }) => from)).toEqual(
		[3, 2, 1].map((day) => String(daysAgo(day))),
	);
});

test('a dry run shows what would happen, and sends nothing', async () => {
	await start();
	kylin.builds.failNext();
	await build(kylin, { range: 'fromUntil', from: '2026-11-20', until: '2026-11-21' });
	kylin.clock.advance(DAY_MS / 24);
	kylin.requests.length = 0;
	const run = await build(kylin, {
		splitInto: 'day',
		options: { dryRun: true },
		ifFailed: 'resume',
	});
	expect(outcomes(run).map(([outcome]) => outcome)).toEqual([
		'would_start',
		'would_start',
		'would_start',
	]);
	expect(run.items[0].json.reason).toMatch(
		/has been ERROR since 2026-11-23T.*; it would be resumed$/,
	);
	const refused = await build(kylin, { splitInto: 'day', options: { dryRun: true } });
	expect(outcomes(refused).map(([outcome]) => outcome)).toEqual([
		'refused',
		'would_start',
		'would_start',
	]);
	expect(started(kylin)).toEqual([]);
});

test('"nothing to do" is a result', async () => {
	await start(salesModel({ segments: [built(10, 0)] }));
	const { items, error } = await build(kylin);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.outcome, json.job_id])).toEqual([['nothing_to_do', null]]);
	expect(started(kylin)).toEqual([]);
});

test('late data: the last days are refreshed first, then the rest is built', async () => {
	await start(salesModel({ segments: [5, 4, 3, 2].map((day) => built(day, day - 1)) }));
	const run = await build(kylin, { refreshLastDays: 2 });
	expect(outcomes(run)).toEqual([
		['started', iso(daysAgo(3)), iso(daysAgo(2))],
		['started', iso(daysAgo(2)), iso(daysAgo(1))],
		['started', iso(daysAgo(1)), iso(TODAY)],
	]);
	expect(started(kylin).map(({ method, type }) => [method, type])).toEqual([
		['PUT', 'REFRESH'],
		['PUT', 'REFRESH'],
		['POST', undefined],
	]);
});

test.each([
	[
		'fail',
		'Build of 2026-11-18T00:00:00+08:00 to 2026-11-20T00:00:00+08:00: Built already as segment 20261118000000_20261120000000',
	],
	['skip', ['already_built', 'started']],
	['refresh', ['started', 'started']],
])('what is built already: %s', async (ifBuilt, expected) => {
	await start();
	const run = await build(kylin, {
		range: 'fromUntil',
		from: '2026-11-19',
		until: '2026-11-22',
		ifBuilt,
	});
	if (Array.isArray(expected)) expect(outcomes(run).map(([outcome]) => outcome)).toEqual(expected);
	else {
		expect(run.error?.message).toContain(expected);
		expect(run.error?.description).toContain('Nothing was started.');
		expect(started(kylin)).toEqual([]);
	}
});

test.each([
	['fail', undefined],
	['attach', 'attached'],
	['skip', 'nothing_to_do'],
])('a job at work on the range: %s', async (ifRunning, outcome) => {
	await start();
	const first = await build(kylin);
	const again = await build(kylin, { ifRunning }, { executionId: 'execution-2' });
	expect(started(kylin)).toHaveLength(1);
	const jobId = first.items[0].json.job_id;
	if (outcome === undefined) {
		expect(again.error?.message).toMatch(
			`Job ${jobId as string} (Load Data) has been PENDING since 2026-11-23T11:00:00+08:00`,
		);
	} else {
		expect(outcomes(again).map(([one]) => one)).toEqual([outcome]);
		if (ifRunning === 'attach') expect(again.items[0].json.job_id).toBe(jobId);
	}
});

test('a failed job is named, and by choice resumed and waited for', async () => {
	await start();
	kylin.builds.failNext();
	const first = await build(kylin, { waitForCompletion: true });
	const [jobId] = Object.keys(kylin.jobs());
	expect(first.error?.message).toMatch(/^Load Data of sales failed/);
	expect(first.error?.description).toContain(
		`Before this failure: Build of ${iso(daysAgo(3))} to ${iso(TODAY)}: job ${jobId} started.`,
	);

	const refused = await build(kylin, {}, { executionId: 'execution-2' });
	expect(refused.error?.message).toContain(`Job ${jobId} (Load Data) has been ERROR since`);
	expect(refused.error?.message).toContain('until it is resumed to its end or discarded');
	expect(refused.error?.description).toMatch(
		new RegExp(`Job ${jobId}: Load Data of sales failed in [A-Z][\\w ]+: `),
	);

	const resumed = await build(
		kylin,
		{ ifFailed: 'resume', waitForCompletion: true },
		{ executionId: 'execution-3' },
	);
	expect(resumed.error).toBeUndefined();
	expect(resumed.items.map(({ json }) => [json.outcome, json.job_id, json.timed_out])).toEqual([
		['resumed', jobId, false],
	]);
	expect(resumed.items[0].json.job).toMatchObject({ id: jobId, status: 'FINISHED' });
	expect(started(kylin)).toHaveLength(1);
});

test('with waiting, not more jobs are open at a time than allowed', async () => {
	await start();
	let open = 0;
	kylin.onRequest = () => {
		const now = Object.values(kylin.jobs()).filter(
			(state) => !['SUCCEED', 'DISCARDED'].includes(state),
		);
		open = Math.max(open, now.length);
	};
	const run = await build(kylin, {
		splitInto: 'day',
		waitForCompletion: true,
		output: 'simplified',
	});
	expect(run.error).toBeUndefined();
	expect(run.items.map(({ json }) => (json.job as IDataObject).status)).toEqual([
		'FINISHED',
		'FINISHED',
		'FINISHED',
	]);
	expect(open).toBe(1);
});

test('a plan with more jobs than allowed is refused before anything is sent, with the count', async () => {
	await start();
	const { error } = await build(kylin, { splitInto: 'day', options: { maxJobs: 2 } });
	expect(error?.message).toBe(
		"'Maximum Jobs' is 2, but the plan would start 3 jobs: nothing was started",
	);
	expect(started(kylin)).toEqual([]);
});

test.each([
	[{ range: 'fromUntil', from: '2026-11-21', until: '2026-11-22' }, 'A gap would be left here'],
	[
		{ model: { __rl: true, mode: 'name', value: 'nope' } },
		'\'Model\' is "nope", which project "learn_kylin" does not have',
	],
	[{ range: 'fromUntil', from: 'yesterday', until: '2026-11-22' }, "'From' must be a date"],
	[
		{ range: 'fromUntil', from: '2026-11-22', until: '2026-11-22' },
		"'Until' must be later than 'From'",
	],
	[{ range: 'fromUntil', until: '2026-11-22' }, "'From' is empty"],
	[{ options: { subPartitionValues: 'a' } }, '\'Sub-Partition Values\' does not fit model "sales"'],
	[{ options: { tag: 'x'.repeat(500) } }, "'Tag' is too long"],
])('%j is refused, and nothing is started', async (parameters, message) => {
	await start();
	const { error } = await build(kylin, parameters as IDataObject);
	expect(error?.message).toContain(message);
	expect(started(kylin)).toEqual([]);
});

test('a full load is loaded whole, and again whole', async () => {
	await start(factsModel());
	const first = await build(kylin, { ...onModel('facts'), waitForCompletion: true });
	expect(
		first.items.map(({ json }) => [json.outcome, json.segment_name, json.range_start]),
	).toEqual([['started', 'FULL_BUILD', null]]);
	const again = await build(
		kylin,
		{ ...onModel('facts'), waitForCompletion: true },
		{ executionId: 'execution-2' },
	);
	expect(again.items[0].json.outcome).toBe('started');
	expect(started(kylin).map(({ start: from }) => from)).toEqual([undefined, undefined]);
	const ranged = await build(kylin, { ...onModel('facts'), range: 'relative' });
	expect(ranged.error?.message).toContain(
		'\'Range\' does not fit "facts": it is a full-load model',
	);
});

test('a READ user is told which right is missing', async () => {
	await start();
	const { error } = await build(
		kylin,
		{},
		{
			credential: { ...kylin.credential, username: 'READER', password: 'reader' },
		},
	);
	expect(error?.description).toContain('OPERATION');
});

test('several items of one model take their turns in order, and start no range twice', async () => {
	await start();
	const { items, error } = await runKylin({
		parameters: {
			resource: 'segment',
			operation: 'build',
			...onModel('sales'),
			range: 'fromUntil',
			from: '={{ $json.from }}',
			until: '={{ $json.until }}',
			ifRunning: 'skip',
			ifGap: 'allow',
		},
		credential: kylin.credential,
		items: [3, 2, 3, 1].map((day) => ({ from: iso(daysAgo(day)), until: iso(daysAgo(day - 1)) })),
	});
	expect(error).toBeUndefined();
	expect(
		items.map(({ json, pairedItem }) => [json.outcome, (pairedItem as { item: number }).item]),
	).toEqual([
		['started', 0],
		['started', 1],
		['nothing_to_do', 2],
		['started', 3],
	]);
	expect(started(kylin).map(({ start: from }) => from)).toEqual(
		[3, 2, 1].map((day) => String(daysAgo(day))),
	);
});
