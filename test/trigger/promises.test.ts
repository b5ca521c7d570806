import {
	startKylin,
	seedJob,
	seedJobs,
	seedOf,
	NOW,
	type Kylin,
	type SeedJob,
} from '../engine/kylin';
import { clock } from '../../nodes/shared/time/clock';
import { TriggerHost } from './pollHarness';
import { inN8n2 } from './pollTick';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let kylin: Kylin;

afterEach(async () => await kylin.close());

const numbered = (index: number) => ({ id: `${String(index).padStart(8, '0')}-job` });
const running = (...indexes: number[]) =>
	indexes.map((index) => seedJob('RUNNING', numbered(index)));

function change(index: number, ...states: string[]) {
	for (const state of states) {
		kylin.clock.advance(1_000);
		kylin.state.setState(numbered(index).id, state);
	}
}

const down = () => kylin.faults.add({ reset: 'beforeHandling', times: Infinity });

describe('n8n is restarted', () => {
	test('after polls without events, which it does not save: nothing is lost or doubled', async () => {
		kylin = await startKylin(running(1, 2, 3));
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		change(1, 'ERROR');
		await run.poll();
		change(1, 'READY', 'RUNNING');
		change(2, 'PAUSED');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);

		const again = await host.activated('init');
		expect(host.takeEvents()).toEqual([]);
		change(1, 'SUCCEED');
		await again.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001']);
	});

	test('with events while it was down', async () => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential);
		await host.activated();
		change(1, 'ERROR');
		await host.activated('init');
		await (await host.activated('init')).poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	});

	test.each(['init', 'activate', 'update'] as const)(
		'while Kylin is away (%s): the trigger lives and misses nothing',
		async (activation) => {
			kylin = await startKylin(running(1));
			const host = new TriggerHost(kylin.credential);
			await host.activated();
			const outage = down();
			change(1, 'ERROR');
			const run = await host.activated(activation);
			outage.remove();
			await run.poll();
			expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
			expect(host.errors).toEqual([]);
		},
	);

	test('with a Kylin that was away since the very first activation: the next poll arms', async () => {
		kylin = await startKylin([seedJob('ERROR'), ...running(1)]);
		const host = new TriggerHost(kylin.credential);
		const outage = kylin.faults.add({ status: 502, html: true, times: Infinity });
		const run = await host.activated();
		outage.remove();
		await run.poll();
		change(1, 'SUCCEED');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001']);
	});

	test('with a configuration that became wrong: the trigger lives and says so at the next poll', async () => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential, { projects: ['learn_kylin'] });
		await host.activated();
		kylin.state.projects.delete('learn_kylin');
		const run = await host.activated('init');
		expect(host.errors).toEqual([]);
		await run.poll();
		expect(host.errors).toHaveLength(1);
		kylin.state.addProject('learn_kylin');
		change(1, 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	});
});

describe('a poll that fails', () => {
	test.each([
		{ what: 'before Kylin answers', fault: { reset: 'beforeHandling' as const } },
		{ what: 'within the answer', fault: { reset: 'inBody' as const } },
		{ what: 'with half an answer', fault: { truncate: true } },
		{ what: 'with an answer that is none', fault: { html: true } },
		{ what: 'with an answer without jobs', fault: { noValue: true } },
		{ what: 'with 503', fault: { status: 503, body: '' } },
		{ what: 'halfway, at its second request', fault: { status: 500, body: '', after: 1 } },
	])('$what: nothing is forgotten and nothing doubled', async ({ fault }) => {
		kylin = await startKylin(running(...Array.from({ length: 80 }, (_, index) => index)));
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		for (let index = 0; index < 80; index += 1) change(index, 'ERROR');
		kylin.faults.add(fault);
		await run.poll();
		expect(host.events).toEqual([]);
		expect(host.errors).toHaveLength(1);
		await run.poll();
		await run.poll();
		expect(new Set(host.takeEvents()).size).toBe(80);
	});

	test('tells n8n why, and for how long', async () => {
		kylin = await startKylin();
		const host = new TriggerHost(kylin.credential, {
			options: { whenUnreachable: 'failEveryPoll' },
		});
		const run = await host.activated();
		const causes = [
			{
				fault: { status: 503, headers: { 'Retry-After': '20' } },
				retryAfterMs: 20_000,
				cause: 'temporarily-unavailable',
			},
			{
				fault: { status: 429, headers: { 'Retry-After': '7' } },
				retryAfterMs: 7_000,
				cause: 'rate-limited',
			},
			{ fault: { reset: 'beforeHandling' as const }, cause: 'temporarily-unavailable' },
			{ fault: { redirect: 'https://elsewhere.example/' }, cause: 'configuration-invalid' },
		];
		for (const { fault } of causes) {
			kylin.faults.add(fault);
			await run.poll();
		}
		expect(host.errors.map((error) => (error as { failure?: unknown }).failure)).toEqual(
			causes.map(({ cause, retryAfterMs }) => ({
				cause,
				...(retryAfterMs === undefined ? {} : { retryAfterMs }),
			})),
		);
	});

	test.each([
		{ fault: { status: 503, body: '' }, message: null },
		{ fault: { status: 429, body: '' }, message: null },
		{ fault: { redirect: 'https://elsewhere.example/' }, message: 'redirects' },
	])('as the first one after an activation by a user, $fault: $message', async (first) => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential);
		kylin.faults.add(first.fault);
		const activation = host.activated('activate');
		if (first.message === null) await activation;
		else await expect(activation).rejects.toThrow(first.message);
	});

	test('as the first one after a start of n8n is noted in its log', async () => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential, { projects: ['nowhere'] });
		await host.activated('init');
		expect(host.warnings).toEqual([
			expect.stringMatching(/^Apache Kylin Trigger: no events in this poll\. .*nowhere/),
		]);
	});

	inN8n2('tells n8n that a parameter is wrong', async () => {
		kylin = await startKylin();
		const edited = new TriggerHost(kylin.credential, { events: [] }, { pollBudgetMs: 36_000 });
		await edited.start('update').poll();
		expect(edited.errors).toMatchObject([{ failure: { cause: 'configuration-invalid' } }]);
	});

	inN8n2('in the durable scheduler is shown from the first one on, for its back-off', async () => {
		kylin = await startKylin();
		const host = new TriggerHost(kylin.credential, {}, { pollBudgetMs: 36_000 });
		down();
		await host.start('update').poll();
		expect(host.errors).toHaveLength(1);
	});

	inN8n2(
		'in the durable scheduler gives a Kylin up that does not answer, before n8n drops the poll',
		async () => {
			kylin = await startKylin();
			const host = new TriggerHost(kylin.credential, {}, { pollBudgetMs: 400 });
			kylin.faults.add({ hang: true, times: Infinity });
			await host.start('update').poll();
			expect(host.errors).toMatchObject([{ failure: { cause: 'temporarily-unavailable' } }]);
		},
	);
});

describe('polls at the same time', () => {
	test('are one', async () => {
		kylin = await startKylin(running(1), { latencyMs: 30 });
		const host = new TriggerHost(kylin.credential, { options: { failureDetails: false } });
		const run = await host.activated();
		change(1, 'ERROR');
		const before = kylin.requests.length;
		await Promise.all([run.poll(), run.poll(), run.poll()]);
		expect(kylin.requests.length - before).toBe(1);
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	});

	inN8n2('a workflow that is published anew during a poll delivers its events once', async () => {
		kylin = await startKylin(running(1), { latencyMs: 30 });
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		change(1, 'ERROR');
		const inFlight = run.poll();
		run.stop();
		await inFlight;
		expect(host.takeEvents()).toEqual([]);
		await host.activated('update');
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	});
});

test('a workflow that is activated again during a poll fires its events once, in n8n 1 as well', async () => {
	kylin = await startKylin(running(1));
	const host = new TriggerHost(kylin.credential, { options: { failureDetails: true } });
	const replaced = await host.activated();
	change(1, 'ERROR');
	let replace: Promise<unknown> | undefined;
	kylin.faults.add({
		path: '/detail',
		when: () => {
			replace ??= host.activated('update');
			return false;
		},
		times: Infinity,
	});
	await replaced.poll();
	await replace;
	expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
});

describe('the details of failed jobs', () => {
	let now = NOW;

	beforeEach(() => {
		now = NOW;
		jest.spyOn(clock, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Requests for details of three jobs, when each takes some seconds, as the list before. */
	async function details(secondsEach: number, pollBudgetMs?: number) {
		kylin = await startKylin(running(1, 2, 3));
		const options = { options: { failureDetails: true } };
		const host = new TriggerHost(kylin.credential, options, { pollBudgetMs });
		const run = await host.activated('update');
		for (const index of [1, 2, 3]) change(index, 'ERROR');
		kylin.faults.add({
			when: () => {
				now += secondsEach * 1_000;
				return false;
			},
			times: Infinity,
		});
		const before = kylin.requests.length;
		await run.poll();
		expect(host.takeEvents()).toHaveLength(3);
		return kylin.requests.length - before - 1;
	}

	test.each([
		[10, 6],
		[45, 2],
		[61, 1],
	])(
		'delay an event by a minute at most: of six requests of %d seconds each, %d are sent',
		async (each, count) => {
			expect(await details(each)).toBe(count);
		},
	);

	inN8n2('end with the time that the durable scheduler gives the poll', async () => {
		expect(await details(25, 60_000)).toBe(2);
	});

	inN8n2('end after a minute if the durable scheduler gives more', async () => {
		expect(await details(25, 600_000)).toBe(3);
	});
});

describe.each([
	{ what: 'an hour', ms: DAY_MS / 24 },
	{ what: 'three days', ms: 3 * DAY_MS },
	{ what: 'two weeks', ms: 14 * DAY_MS },
])('the workflow was inactive for $what', ({ ms }) => {
	const away = async (host: TriggerHost) => {
		(await host.activated()).stop();
		kylin.clock.advance(ms / 2);
		change(1, 'ERROR');
		kylin.state.removeJob(numbered(2).id);
		for (const job of seedJobs(300, 'SUCCEED')) {
			const time = kylin.clock.now();
			kylin.submit({ ...job, create_time: time, last_modified: time });
		}
		kylin.clock.advance(ms / 2);
	};

	test('what happened is delivered', async () => {
		kylin = await startKylin([...running(1, 2), ...seedJobs(500, 'SUCCEED')]);
		const host = new TriggerHost(kylin.credential);
		await away(host);
		const run = await host.activated();
		await run.poll();
		expect(host.executions).toHaveLength(1);
		expect(new Set(host.takeEvents()).size).toBe(301);
	});

	test('or skipped, if chosen', async () => {
		kylin = await startKylin([...running(1, 2, 3), ...seedJobs(500, 'SUCCEED')]);
		const host = new TriggerHost(kylin.credential, { options: { whileInactive: 'skip' } });
		await away(host);
		const outage = down();
		const run = await host.activated();
		outage.remove();
		await run.poll();
		expect(host.takeEvents()).toEqual([]);
		change(3, 'SUCCEED');
		await run.poll();
		await host.activated('init');
		expect(host.takeEvents()).toEqual(['jobFinished 00000003']);
	});
});

test.each(['init', 'update'] as const)(
	'Skip Events skips nothing in a workflow that stayed active (%s)',
	async (activation) => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential, { options: { whileInactive: 'skip' } });
		(await host.activated()).stop();
		change(1, 'ERROR');
		await host.activated(activation);
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	},
);

describe('the filters are edited', () => {
	test('what they add begins with the edit, what they keep is not lost', async () => {
		kylin = await startKylin(running(1, 2, 3, 4));
		const host = new TriggerHost(kylin.credential, { events: ['jobFailed'] });
		const run = await host.activated();
		change(1, 'SUCCEED');
		await run.poll();
		change(2, 'SUCCEED');
		change(3, 'ERROR');
		host.parameters = { events: ['jobFailed', 'jobFinished'] };
		const edited = await host.activated('update');
		expect(host.takeEvents()).toEqual(['jobFailed 00000003']);
		change(4, 'SUCCEED');
		await edited.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000004']);
	});

	test('another project begins with the edit', async () => {
		const there = { project: 'Sales_Mart' };
		kylin = await startKylin([
			...running(1),
			seedJob('RUNNING', { ...numbered(2), ...there }),
			...seedJobs(30, 'SUCCEED', there),
			...seedJobs(5, 'SUCCEED'),
		]);
		const host = new TriggerHost(kylin.credential, { projects: ['learn_kylin'] });
		await host.activated();
		kylin.submit({ ...seedJob('ERROR', there), last_modified: NOW + 500 });
		host.parameters = { projects: ['learn_kylin', 'Sales_Mart'] };
		const run = await host.activated('update');
		expect(host.takeEvents()).toEqual([]);
		change(2, 'ERROR');
		change(1, 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000002', 'jobFailed 00000001']);
	});

	test('another Kylin begins anew', async () => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential);
		await host.activated();
		const other = await startKylin([
			...running(1),
			...seedJobs(3, 'ERROR', { last_modified: NOW + 5_000 }),
		]);
		host.credential = other.credential;
		const run = await host.activated('update');
		other.clock.advance(MINUTE_MS);
		other.state.setState(numbered(1).id, 'SUCCEED');
		await run.poll();
		await other.close();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001']);
	});
});

describe('stored state that is not ours', () => {
	type Stored = { watchedScopes?: object[] };
	const withScope = ({ watchedScopes, ...watch }: Stored, more: object) => ({
		...watch,
		watchedScopes: watchedScopes?.map((scope) => ({ ...scope, ...more })),
	});

	test.each([
		{ what: 'nothing', spoil: () => ({}) },
		{
			what: 'of an older version',
			spoil: (watch: object) => ({ watch: { ...watch, version: 0 } }),
		},
		{ what: 'of a newer version', spoil: (watch: object) => ({ watch: { ...watch, version: 5 } }) },
		{
			what: 'with a job that is none',
			spoil: (watch: Stored) => ({ watch: withScope(watch, { known: { aaaaaaaa: null } }) }),
		},
		{
			what: 'with a text for a time',
			spoil: (watch: Stored) => ({ watch: withScope(watch, { floorMs: '0' }) }),
		},
		{ what: 'null', spoil: () => ({ watch: null }) },
		{ what: 'a list', spoil: () => ({ watch: [] }) },
		{
			what: 'with an event nobody knows',
			spoil: (watch: object) => ({ watch: { ...watch, selection: { events: ['x'] } } }),
		},
	])('$what: begins anew without events', async ({ spoil }) => {
		kylin = await startKylin(running(1, 2));
		const host = new TriggerHost(kylin.credential);
		await host.activated();
		const stored = host.staticData as Record<string, Record<string, object>>;
		stored['node:Kylin'] = spoil(stored['node:Kylin'].watch) as Record<string, object>;
		change(1, 'ERROR');
		const run = await host.activated('init');
		expect(host.takeEvents()).toEqual([]);
		change(2, 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000002']);
	});
});

describe('times', () => {
	test.each([
		{ what: 'hours behind', time: Date.UTC(2001, 0, 1) },
		{ what: 'years ahead', time: Date.UTC(2044, 0, 1) },
	])("Kylin's clock is $what of n8n's", async ({ time }) => {
		kylin = await startKylin();
		kylin.clock.set(time);
		const age = (index: number) => ({
			create_time: time - index * MINUTE_MS,
			last_modified: time - index * MINUTE_MS,
		});
		kylin.seed({
			...seedOf([
				...running(1).map((job) => ({ ...job, ...age(0) })),
				...Array.from({ length: 300 }, (_, index) => seedJob('ERROR', age(index + 1))),
			]),
			recorded_at: time,
		});
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		change(1, 'SUCCEED');
		// Not known before, so that only its time tells that it is new.
		const created = kylin.clock.advance(1_000);
		kylin.submit({ ...running(2)[0], create_time: created, last_modified: created });
		change(2, 'SUCCEED');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001', 'jobFinished 00000002']);
	});

	test('equal times', async () => {
		kylin = await startKylin(running(1, 2, 3));
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		kylin.clock.advance(MINUTE_MS);
		kylin.state.setState(numbered(1).id, 'ERROR');
		kylin.state.setState(numbered(2).id, 'ERROR');
		await run.poll();
		kylin.state.setState(numbered(3).id, 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual([
			'jobFailed 00000001',
			'jobFailed 00000002',
			'jobFailed 00000003',
		]);
	});

	test('a job with a time in the far future hides no other', async () => {
		kylin = await startKylin([
			...running(1),
			...seedJobs(250, 'SUCCEED'),
			seedJob('ERROR', { last_modified: NOW + 400 * DAY_MS }),
		]);
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		kylin.clock.advance(MINUTE_MS);
		change(1, 'SUCCEED');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001']);
	});

	test('a restart of Kylin puts its running jobs back into the queue', async () => {
		kylin = await startKylin(running(1));
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		change(1, 'READY');
		await run.poll();
		change(1, 'RUNNING', 'SUCCEED');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFinished 00000001']);
	});
});

test('jobs that are created, deleted or sorted anew between two requests of a poll', async () => {
	const count = 120;
	kylin = await startKylin([
		...running(...Array.from({ length: count }, (_, index) => index)),
		...seedJobs(300, 'SUCCEED'),
	]);
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	for (let index = 0; index < count; index += 1) change(index, 'ERROR');
	let turn = 0;
	kylin.mutate = (state) => {
		turn += 1;
		const jobs = [...state.jobs.values()].sort((one, other) => other.writtenAt - one.writtenAt);
		for (const job of jobs.slice(40, 46)) job.writtenAt = kylin.clock.advance(1);
		const ended = jobs.filter(({ state: inner }) => inner === 'SUCCEED');
		for (const job of ended.slice(0, 5)) state.removeJob(job.id);
		const time = kylin.clock.now();
		kylin.submit({
			...(seedJob('READY') as SeedJob),
			id: `new-${turn}`,
			create_time: time,
			last_modified: undefined,
		});
	};
	await run.poll();
	await run.poll();
	const events = host.takeEvents();
	expect(events).toHaveLength(count);
	expect(new Set(events).size).toBe(count);
});
