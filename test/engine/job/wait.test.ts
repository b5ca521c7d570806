import type { IDataObject } from 'n8n-workflow';
import { limitPages } from '../faults/crowd';
import { clock } from '../../../nodes/shared/time/clock';
import { runKylin, type RunOptions } from '../harness';
import { seedJob, seedJobs, startKylin, type Kylin, type SeedJob } from '../kylin';
import { onceAt, recordTimes, shareClock } from '../waiting';

const MINUTE_MS = 60_000;

let kylin: Kylin;

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

/** A stand-in whose time passes while the node sleeps. */
const start = async (jobs: SeedJob[], options: Parameters<typeof startKylin>[1] = {}) => {
	kylin = await startKylin(jobs, { frozen: false, manual: true, ...options });
	return kylin;
};

const running = (minutes: number, more: IDataObject = {}) =>
	seedJob('RUNNING', { shape: 'full', run_ms: minutes * MINUTE_MS, ...more });

const wait = async (jobIds: unknown, parameters: object = {}, more: Partial<RunOptions> = {}) =>
	await runKylin({
		parameters: {
			resource: 'job',
			operation: 'wait',
			output: 'raw',
			jobIds: jobIds as string,
			project: { __rl: true, mode: 'name', value: 'learn_kylin' },
			...parameters,
		},
		credential: kylin.credential,
		...more,
	});

const waitOptions = (options: object) => ({ waitOptions: options });

describe('until the end', () => {
	test('a job that is done needs one request and no wait', async () => {
		const job = seedJob('SUCCEED');
		await start([job]);
		const { sleeps } = shareClock(kylin);
		const { items, error } = await wait(job.id);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: job.id, job_status: 'FINISHED', timed_out: false });
		expect(items[0].pairedItem).toEqual({ item: 0 });
		expect(kylin.requests).toHaveLength(1);
		expect(sleeps).toEqual([]);
	});

	test('jobs by a list in JSON, as a language model writes it', async () => {
		const jobs = [seedJob('SUCCEED'), seedJob('SUCCEED')];
		await start(jobs);
		shareClock(kylin);
		const ids = jobs.map(({ id }) => id);
		const { items } = await wait(JSON.stringify(ids));
		expect(items.map(({ json }) => json.id)).toEqual(ids);
	});

	test('a running job is looked at again and again, at growing intervals', async () => {
		const job = running(20);
		await start([job]);
		shareClock(kylin);
		const times = recordTimes(kylin);
		const { items, error } = await wait(job.id);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ job_status: 'FINISHED', step_ratio: 1 });
		const gaps = times.slice(1).map((time, index) => time - times[index]);
		expect(gaps.slice(0, 5)).toEqual([30, 45, 67.5, 101.25, 120]);
		expect(new Set(gaps.slice(4))).toEqual(new Set([120]));
	});

	test.each([
		['10 seconds', { interval: 10 }, [10, 15, 22.5]],
		['10 minutes stay 10 minutes', { interval: 600 }, [600, 600]],
	])('an interval of %s', async (_name, options, expected) => {
		const job = running(25);
		await start([job]);
		shareClock(kylin);
		const times = recordTimes(kylin);
		await wait(job.id, waitOptions(options));
		const gaps = times.slice(1).map((time, index) => time - times[index]);
		expect(gaps.slice(0, expected.length)).toEqual(expected);
	});

	test('it sleeps in slices of a second, so that a cancelled execution ends at once', async () => {
		const job = running(3);
		await start([job]);
		const { sleeps } = shareClock(kylin);
		await wait(job.id);
		expect(Math.max(...sleeps)).toBe(1_000);
	});

	test('two jobs: one request for both per look, and the ended one is read once', async () => {
		const [short, long] = [running(2), running(6)];
		await start([short, long, ...seedJobs(30, 'RUNNING', { run_ms: 1e9 })]);
		shareClock(kylin);
		const { items, error } = await wait(`${long.id}, ${short.id}`);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.job_status])).toEqual([
			[long.id, 'FINISHED'],
			[short.id, 'FINISHED'],
		]);
		const looks = kylin.requests.filter(({ query }) => query.statuses !== undefined);
		expect(looks[0].query).toEqual({
			time_filter: '4',
			project: 'learn_kylin',
			statuses: 'PENDING,RUNNING,STOPPED',
			page_size: '10000',
			page_offset: '0',
		});
		expect(kylin.requests.filter(({ query }) => query.key === short.id)).toHaveLength(2);
	});

	test('two jobs without a project, where only administrators list all of them', async () => {
		const [short, long] = [running(2), running(6)];
		await start([short, long]);
		Object.assign(kylin.credential, { username: 'OPERATOR', password: 'operator' });
		shareClock(kylin);
		const { items, error } = await wait(`${long.id}, ${short.id}`, { project: '' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.job_status)).toEqual(['FINISHED', 'FINISHED']);
	});

	test('1,000 jobs: one request per look', async () => {
		const jobs = Array.from({ length: 1_000 }, () => running(10));
		await start(jobs, { frozen: true });
		const ids = jobs.map(({ id }) => id);
		const endAll = () => ids.forEach((id) => kylin.state.setState(id, 'SUCCEED'));
		shareClock(kylin, onceAt(10 * MINUTE_MS, endAll));
		const times = recordTimes(kylin);
		const { items, error } = await wait(`={{ ${JSON.stringify(ids)} }}`);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		const looks = [...new Set(times)];
		expect(looks.length).toBeGreaterThanOrEqual(7);
		// One more at the last look, for the records of the jobs that have ended.
		expect(times).toEqual([...looks, looks.at(-1)]);
	});

	test.each(['5.0.0', '5.0.5'] as const)('a submitted job, on profile %s', async (profile) => {
		const job = seedJob('READY', { run_ms: 2 * MINUTE_MS });
		await start([job], { profile });
		shareClock(kylin);
		const { items } = await wait(job.id);
		expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
	});

	test('without a project by a user who may list jobs but not operate them', async () => {
		const jobs = [running(2), running(3)];
		await start(jobs, { profile: '5.0.2' });
		shareClock(kylin);
		const { error, items } = await wait(
			jobs.map(({ id }) => id).join(),
			{ project: undefined },
			{ credential: { ...kylin.credential, username: 'READER', password: 'reader' } },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});

	test('jobs of several projects', async () => {
		const jobs = [running(2), running(3, { project: 'Sales_Mart' })];
		await start(jobs);
		shareClock(kylin);
		const { items } = await wait(jobs.map(({ id }) => id).join(), { project: undefined });
		expect(items.map(({ json }) => json.job_status)).toEqual(['FINISHED', 'FINISHED']);
	});

	test('each item waits for its own jobs, without holding requests of the others back', async () => {
		const jobs = Array.from({ length: 30 }, (_, index) => running(1 + index));
		await start([...jobs]);
		shareClock(kylin);
		const { items, followed } = await wait(
			'={{ $json.id }}',
			{},
			{
				items: jobs.map(({ id }) => ({ id })),
				followed: "={{ $('Start').item.json.id }}",
			},
		);
		expect(items.map(({ json }) => json.id)).toEqual(jobs.map(({ id }) => id));
		expect(followed).toEqual(jobs.map(({ id }) => id));
	});

	test('the output is chosen as everywhere', async () => {
		const job = running(1);
		await start([job]);
		shareClock(kylin);
		const selected = { output: 'selected', outputFields: ['status'] };
		expect((await wait(job.id, selected)).items[0].json).toEqual({
			id: job.id,
			status: 'FINISHED',
			timed_out: false,
			failure: null,
		});
	});
});

describe('failure states', () => {
	const OUTCOMES: Array<[string, string[] | undefined, string | undefined]> = [
		['ERROR', undefined, 'failed in Load Data To Index: Job has stopped'],
		['DISCARDED', undefined, 'is DISCARDED at'],
		['SUICIDAL', undefined, 'is DISCARDED at'],
		['ERROR', [], undefined],
		['ERROR', ['DISCARDED'], undefined],
		['PAUSED', ['STOPPED'], 'is STOPPED at'],
		['SUCCEED', ['ERROR', 'DISCARDED', 'STOPPED'], undefined],
	];

	test.each(OUTCOMES)('%s with %j: %s', async (state, failureStatuses, sentence) => {
		const job = seedJob(state);
		await start([job]);
		const { sleeps } = shareClock(kylin);
		const { error, items } = await wait(job.id, waitOptions({ failureStatuses }));
		expect(sleeps).toEqual([]);
		if (sentence === undefined) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
		} else {
			expect(error?.message).toContain(`Build Index of orders`);
			expect(error?.message).toContain(sentence);
			expect(`${error?.message} ${error?.description}`).toContain(`Job ${job.id} (Build`);
			expect(String(error?.description)).toMatch(/Get Job shows.*item 0/);
		}
	});

	test('a paused job is waited for, because it may go on', async () => {
		const job = seedJob('PAUSED', { shape: 'full', run_ms: 2 * MINUTE_MS });
		await start([job]);
		shareClock(
			kylin,
			onceAt(5 * MINUTE_MS, () => kylin.state.setState(job.id, 'READY')),
		);
		const { items } = await wait(job.id);
		expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
	});

	test('of several jobs all are waited for, then the failed ones are named', async () => {
		const jobs = [running(1, { outcome: 'ERROR' }), running(9), running(2, { outcome: 'ERROR' })];
		await start(jobs);
		const { elapsed } = shareClock(kylin);
		const { error } = await wait(jobs.map(({ id }) => id).join());
		// Seeded half way, the long one has half of its time to go.
		expect(elapsed()).toBeGreaterThanOrEqual(4.5 * MINUTE_MS);
		expect(error?.message).toBe(
			'2 of 3 jobs did not succeed: orders (ERROR at 50 %), orders (ERROR at 50 %)',
		);
		expect(String(error?.description)).toContain(
			`Job ${jobs[0].id} (Build Index of orders) is ERROR`,
		);
		expect(error?.description).toContain(
			`Job ${jobs[2].id}: Build Index of orders failed in Load Data To Index: Job has stopped`,
		);
		expect(String(error?.description)).not.toContain(jobs[1].id);
	});

	test('a job that failed and was resumed meanwhile is waited for to its end', async () => {
		const [failing, long] = [running(1, { outcome: ['ERROR', 'SUCCEED'] }), running(10)];
		await start([failing, long]);
		shareClock(
			kylin,
			onceAt(4 * MINUTE_MS, () => kylin.state.setState(failing.id, 'READY')),
		);
		const { items, error } = await wait([failing.id, long.id].join());
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.job_status)).toEqual(['FINISHED', 'FINISHED']);
	});
});

describe('the maximum duration', () => {
	test('over, the state and progress of each job are told', async () => {
		const jobs = [
			running(1e6, { target_subject: 'orders', job_name: 'INC_BUILD' }),
			seedJob('PAUSED', { shape: 'full', target_subject: 'customers' }),
			seedJob('SUCCEED'),
		];
		await start(jobs);
		const { elapsed } = shareClock(kylin);
		const { error } = await wait(jobs.map(({ id }) => id).join(), waitOptions({ maxDuration: 10 }));
		expect(elapsed()).toBe(10 * MINUTE_MS);
		expect(error?.message).toBe('2 of 3 jobs were not done after 10 minutes');
		const description = String(error?.description);
		expect(description).toContain(`Job ${jobs[0].id} (Load Data of orders) is RUNNING at 50 %;`);
		expect(description).toContain(
			`Job ${jobs[1].id} (Build Index of customers) is STOPPED at 50 %;`,
		);
		expect(description).toContain(
			`Job ${jobs[2].id} (Build Index of orders) is FINISHED at 100 %.`,
		);
	});

	test('over, the jobs can be returned as they are', async () => {
		const jobs = [running(1e6), running(2)];
		await start(jobs);
		shareClock(kylin);
		const { items, error } = await wait(
			jobs.map(({ id }) => id).join(),
			waitOptions({ maxDuration: 10, onTimeout: 'returnJobs' }),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.job_status, json.timed_out])).toEqual([
			['RUNNING', true],
			['FINISHED', false],
		]);
	});

	test('is two hours unless given', async () => {
		const job = running(1e6);
		await start([job]);
		const { elapsed } = shareClock(kylin);
		expect((await wait(job.id)).error?.message).toBe('The job was not done after 120 minutes');
		expect(elapsed()).toBe(120 * MINUTE_MS);
	});

	test('over while Kylin does not answer: the last known states, and what went wrong', async () => {
		const job = running(1e6);
		await start([job]);
		shareClock(kylin);
		kylin.faults.add({ status: 503, after: 2, times: Infinity });
		const { error } = await wait(job.id, waitOptions({ maxDuration: 5 }));
		expect(String(error?.description)).toMatch(
			/is RUNNING at \d+ %\. The last request failed with: The server is not available/,
		);
	});

	test('1,000 jobs are not all named', async () => {
		const jobs = Array.from({ length: 1_000 }, () => running(1e6));
		await start(jobs);
		shareClock(kylin);
		const ids = jobs.map(({ id }) => id);
		const { error } = await wait(ids.join(), waitOptions({ maxDuration: 1 }));
		expect(error?.message).toBe('1000 of 1000 jobs were not done after 1 minute');
		expect(String(error?.description)).toContain('; and 950 more.');
	});
});

describe('trouble on the way', () => {
	const PASSING: Array<[string, object]> = [
		['500 without a code', { status: 500 }],
		['502', { status: 502, html: true }],
		['503', { status: 503 }],
		['504', { status: 504 }],
		['429', { status: 429 }],
		['a connection that drops before the answer', { reset: 'beforeHeaders' }],
		['a connection that drops in the answer', { reset: 'inBody' }],
		[
			'a failing metadata store',
			{
				status: 500,
				body: '{"code":"999","data":null,"msg":"KE-010019002: x","error_code":"KE-010019002"}',
			},
		],
		[
			'maintenance',
			{
				status: 500,
				body: '{"code":"999","data":null,"msg":"KE-040024201: x","error_code":"KE-040024201"}',
			},
		],
	];

	test.each(PASSING)('%s passes, at the first look as later', async (_name, fault) => {
		const job = running(10);
		await start([job]);
		shareClock(kylin);
		const first = kylin.faults.add(fault);
		const later = kylin.faults.add({ ...fault, after: 2, times: 3 });
		const { items, error } = await wait(job.id);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
		expect([first.hits, later.hits]).toEqual([1, 3]);
	});

	const CUT_OFF: Array<[string, object]> = [
		['an empty answer', { empty: true }],
		['an answer that was cut off', { truncate: true }],
	];

	test.each(CUT_OFF)('%s ends it at the first look, and passes later', async (_name, fault) => {
		const job = running(10);
		await start([job]);
		shareClock(kylin);
		kylin.faults.add(fault);
		const { error } = await wait(job.id);
		expect(error?.message).toMatch(/^The answer (was empty|could not be read)/);
		expect(kylin.requests).toHaveLength(1);

		const later = kylin.faults.add({ ...fault, after: 1, times: 3 });
		const { items } = await wait(job.id);
		expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
		expect(later.hits).toBe(3);
	});

	const HOPELESS: Array<[string, object, string]> = [
		['401', { status: 401 }, 'The server asked for a login'],
		['403', { status: 403 }, 'The server refused access'],
		['404', { status: 404, html: true }, 'There is no Kylin API at this address'],
		['a login page', { html: true }, 'A web page came back'],
		['a redirect', { redirect: 'https://sso.example/login' }, 'login page'],
		[
			'a project that is gone',
			{
				status: 500,
				body: '{"code":"999","data":null,"msg":"KE-010001201: Gone.","error_code":"KE-010001201"}',
			},
			'Gone.',
		],
	];

	test.each(HOPELESS)('%s ends the wait', async (_name, fault, sentence) => {
		const job = running(10);
		await start([job]);
		shareClock(kylin);
		kylin.faults.add({ ...fault, after: 3, times: Infinity });
		const { error } = await wait(job.id);
		expect(error?.message).toContain(sentence);
		expect(kylin.requests).toHaveLength(4);
	});

	test('a refused connection ends it at the first look, and passes later', async () => {
		const job = running(10);
		await start([job]);
		shareClock(kylin);
		const nowhere = { ...kylin.credential, host: 'http://127.0.0.1:9' };
		const { error } = await wait(job.id, {}, { credential: nowhere });
		expect(error?.message).toBe('Nothing is listening at the address of Kylin');
	});

	test('a restart of Kylin in between passes', async () => {
		const job = running(10);
		await start([job]);
		const { port } = kylin;
		const goDown = onceAt(2 * MINUTE_MS, async () => await kylin.close());
		const comeBack = onceAt(4 * MINUTE_MS, async () => {
			kylin = await startKylin([seedJob('SUCCEED', { id: job.id })], { port });
		});
		shareClock(kylin, async (sinceStart) => {
			await goDown(sinceStart);
			await comeBack(sinceStart);
		});
		const { items, error } = await wait(job.id);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: job.id, job_status: 'FINISHED' });
	});

	test('a server that asks for time gets it', async () => {
		const job = running(30);
		await start([job]);
		shareClock(kylin);
		const times = recordTimes(kylin);
		kylin.faults.add({ status: 429, headers: { 'Retry-After': '200' }, after: 1 });
		await wait(job.id);
		expect(times.slice(0, 3)).toEqual([0, 30, 230]);
	});

	test('a job that is deleted meanwhile', async () => {
		const jobs = [running(1e6), running(1e6)];
		await start(jobs);
		shareClock(
			kylin,
			onceAt(MINUTE_MS, () => kylin.state.removeJob(jobs[1].id)),
		);
		const { error } = await wait(jobs.map(({ id }) => id).join());
		expect(error?.message).toBe(`Job ${jobs[1].id} was deleted while it was waited for`);
	});

	test('unknown jobs are told at once', async () => {
		const job = running(10);
		await start([job]);
		const { sleeps } = shareClock(kylin);
		const { error } = await wait(`${job.id},nope,neither`);
		expect(error?.message).toBe('Can\'t find job "nope"');
		expect(String(error?.description)).toContain('Not found either: neither.');
		expect(sleeps).toEqual([]);
	});
});

describe('an end from outside', () => {
	test('cancelling the execution in the middle ends the wait at once', async () => {
		const job = running(1e6);
		await start([job]);
		let cancel = () => {};
		const { elapsed } = shareClock(
			kylin,
			onceAt(90_000, () => cancel()),
		);
		const { run } = await wait(
			job.id,
			{},
			{
				onStart: (execution) => (cancel = execution.cancel),
			},
		);
		expect(run.status).toBe('canceled');
		expect(elapsed()).toBeLessThanOrEqual(91_000);
		expect(kylin.requests.length).toBeLessThanOrEqual(4);
	});

	test('the failure of another item ends it too, where the node stops at the first', async () => {
		const [failing, endless] = [running(2, { outcome: 'ERROR' }), running(1e6)];
		await start([failing, endless]);
		const { elapsed } = shareClock(kylin);
		const { error } = await wait(
			'={{ $json.id }}',
			{},
			{
				items: [{ id: failing.id }, { id: endless.id }],
			},
		);
		expect(error?.description).toContain(`Job ${failing.id}`);
		expect(elapsed()).toBeLessThan(10 * MINUTE_MS);
	});

	test('where the node goes on, the other item is waited for', async () => {
		const [failing, good] = [running(2, { outcome: 'ERROR' }), running(10)];
		await start([failing, good]);
		shareClock(kylin);
		const { items } = await wait(
			'={{ $json.id }}',
			{},
			{
				items: [{ id: failing.id }, { id: good.id }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json }) => json.error !== undefined)).toEqual([true, false]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

test.each([20, 25])('%s jobs, although something on the way limits the pages', async (count) => {
	const jobs = seedJobs(40, 'SUCCEED');
	await start(jobs);
	limitPages(kylin, 10);
	const ids = jobs.slice(0, count).map(({ id }) => id);
	const { items, error } = await wait(ids.join());
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.id)).toEqual(ids);
});

test.each([
	['Jobs', '', {}],
	['Jobs', '={{ [] }}', {}],
	['Jobs', '={{ JSON.stringify([]) }}', {}],
	['Jobs', '["x", "y"', {}],
	['Interval (Seconds)', 'x', waitOptions({ interval: 0 })],
	['Interval (Seconds)', 'x', waitOptions({ interval: '={{ "soon" }}' })],
	['Maximum Duration (Minutes)', 'x', waitOptions({ maxDuration: 0 })],
	['Maximum Duration (Minutes)', 'x', waitOptions({ maxDuration: 10_081 })],
	['Fail If a Job Ends As', 'x', waitOptions({ failureStatuses: ['FINISHED'] })],
	['On Timeout', 'x', waitOptions({ onTimeout: '={{ "cry" }}' })],
	['Project', 'x', { project: { __rl: true, mode: 'name', value: '={{ {} }}' } }],
])('%s that does not fit sends nothing', async (field, jobIds, parameters) => {
	await start([]);
	const { error } = await wait(jobIds, parameters);
	expect(error?.message).toContain(`'${field}'`);
	expect(String(error?.description)).toContain('nothing was sent');
	expect(kylin.requests).toHaveLength(0);
});

describe('why a job failed', () => {
	const log = [
		'java.lang.RuntimeException: outer',
		'Caused by: java.lang.RuntimeException: part-0001.parquet is not a Parquet file',
		'\tat org.apache.spark.scheduler.Task.run(Task.scala:136)',
	].join('\n');
	const failed = (more: IDataObject = {}) =>
		seedJob('ERROR', { shape: 'full', logs: { 'Load Data To Index': log }, ...more });
	const why = 'failed in Load Data To Index: part-0001.parquet is not a Parquet file';

	test('is the title of the error', async () => {
		const job = failed();
		await start([job]);
		shareClock(kylin);
		const { error } = await wait(job.id);
		expect(error?.message).toBe(`Build Index of orders ${why} (KE-030001000)`);
		expect(kylin.sent('GET')).toHaveLength(3);
	});

	test('comes with the job where failed jobs are returned', async () => {
		const [job, good] = [failed(), seedJob('SUCCEED')];
		await start([job, good]);
		shareClock(kylin);
		const { items } = await wait(`${job.id},${good.id}`, waitOptions({ failureStatuses: [] }));
		expect(items[0].json.failure).toMatchObject({ summary: expect.stringContaining(why) });
		expect(items[1].json.failure).toBeNull();
	});

	test('is read for 20 jobs at most', async () => {
		const jobs = Array.from({ length: 23 }, () => failed());
		await start(jobs);
		shareClock(kylin);
		await wait(jobs.map(({ id }) => id).join());
		expect(kylin.sent('GET').filter(({ path }) => path.endsWith('/output'))).toHaveLength(20);
	});
});

test('somebody sets the clock of n8n back: the wait goes on as before', async () => {
	const job = running(2);
	await start([job]);
	const { elapsed } = shareClock(kylin);
	jest.spyOn(clock, 'now').mockImplementation(() => kylin.clock.now() - elapsed() * 100);
	const { items, error } = await wait(job.id);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
	expect(elapsed()).toBeLessThan(5 * MINUTE_MS);
});

test('a server that asks for a year is asked again after some minutes', async () => {
	const job = running(2);
	await start([job]);
	const { elapsed } = shareClock(kylin);
	kylin.faults.add({ status: 503, headers: { 'Retry-After': '31536000' }, body: '', after: 1 });
	const { error } = await wait(job.id);
	expect(error).toBeUndefined();
	expect(elapsed()).toBeLessThan(7 * MINUTE_MS);
});
