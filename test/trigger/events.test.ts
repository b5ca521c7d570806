import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../engine/harness';
import { startKylin, seedJob, seedJobs, NOW, type Kylin } from '../engine/kylin';
import { TriggerHost } from './pollHarness';

const MINUTE_MS = 60_000;
const ALL_EVENTS = [
	'jobCreated',
	'jobDiscarded',
	'jobFailed',
	'jobFinished',
	'jobPaused',
	'jobStarted',
];

let kylin: Kylin;

afterEach(async () => await kylin.close());

const numbered = (index: number) => ({ id: `${String(index).padStart(8, '0')}-job` });

/** A minute later, the job is in another internal state. */
function change(id: string, ...states: string[]) {
	for (const state of states) {
		kylin.clock.advance(MINUTE_MS / 10);
		kylin.state.setState(id, state);
	}
}

describe.each(['5.0.0', '5.0.5'] as const)('profile %s', (profile) => {
	test('the first poll only arms, and what ended before never fires', async () => {
		kylin = await startKylin([...seedJobs(3, 'ERROR'), ...seedJobs(3, 'SUCCEED')], { profile });
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		await run.poll();
		expect(host.takeEvents()).toEqual([]);
	});

	test('each change fires once, with the status before it', async () => {
		kylin = await startKylin([seedJob('RUNNING', numbered(1))], { profile });
		const host = new TriggerHost(kylin.credential, { events: ALL_EVENTS });
		const run = await host.activated();
		const seen: unknown[] = [];
		const story = [
			['ERROR'],
			['READY'],
			['RUNNING'],
			['PAUSED'],
			['READY', 'RUNNING'],
			['SUCCEED'],
		];
		for (const states of story) {
			change('00000001-job', ...states);
			await run.poll();
			await run.poll();
			seen.push(host.events.map(({ event, previous_status }) => [event, previous_status]));
			host.executions.length = 0;
		}
		expect(seen).toEqual([
			[['jobFailed', 'RUNNING']],
			[],
			[['jobStarted', 'PENDING']],
			[['jobPaused', 'RUNNING']],
			[['jobStarted', 'STOPPED']],
			[['jobFinished', 'RUNNING']],
		]);
	});

	test('a job that is restarted or resumed and fails again between two polls fires again', async () => {
		kylin = await startKylin([seedJob('ERROR', numbered(1))], { profile });
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		change('00000001-job', 'READY', 'RUNNING', 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
		await run.poll();
		expect(host.takeEvents()).toEqual([]);
	});

	test('a new job is created first, whatever became of it meanwhile', async () => {
		kylin = await startKylin(seedJobs(12, 'SUCCEED'), { profile });
		const host = new TriggerHost(kylin.credential, { events: ALL_EVENTS });
		const run = await host.activated();
		kylin.clock.advance(MINUTE_MS);
		kylin.submit(seedNow(1));
		kylin.submit(seedNow(2));
		change('00000002-job', 'PENDING', 'RUNNING', 'SUCCEED');
		await run.poll();
		expect(host.takeEvents().sort()).toEqual([
			'jobCreated 00000001',
			'jobCreated 00000002',
			'jobFinished 00000002',
		]);
	});
});

function seedNow(index: number) {
	return {
		...numbered(index),
		project: 'learn_kylin',
		job_name: 'INC_BUILD',
		target_subject: 'orders',
		create_time: kylin.clock.now(),
	};
}

test('RESTART of an old job that nobody remembers is not a creation', async () => {
	const old = seedJob('ERROR', {
		...numbered(1),
		create_time: NOW - 40 * 86_400_000,
		last_modified: NOW - 39 * 86_400_000,
	});
	kylin = await startKylin([old, ...seedJobs(400, 'SUCCEED')]);
	const host = new TriggerHost(kylin.credential, { events: ['jobCreated', 'jobFailed'] });
	const run = await host.activated();
	kylin.clock.advance(MINUTE_MS);
	kylin.state.update('00000001-job', (job) => {
		job.createTime = kylin.clock.now();
	});
	change('00000001-job', 'READY', 'RUNNING', 'ERROR');
	kylin.submit(seedNow(2));
	await run.poll();
	expect(host.takeEvents().sort()).toEqual(['jobCreated 00000002', 'jobFailed 00000001']);
});

test('the item is the record of the job as Kylin sent it, with the event', async () => {
	kylin = await startKylin([seedJob('RUNNING', numbered(1))]);
	const host = new TriggerHost(kylin.credential, { output: 'raw' });
	const run = await host.activated();
	change('00000001-job', 'ERROR');
	await run.poll();
	expect(host.events).toEqual([
		expect.objectContaining({
			event: 'jobFailed',
			previous_status: 'RUNNING',
			id: '00000001-job',
			job_status: 'ERROR',
			last_modified: kylin.clock.now(),
			project: 'learn_kylin',
			scheduler_state: 'ERROR',
		}),
	]);
});

test('simplified output keeps the event and names a time in the timezone of the workflow', async () => {
	kylin = await startKylin([seedJob('RUNNING', numbered(1))]);
	const host = new TriggerHost(kylin.credential, { output: 'simplified' });
	const run = await host.activated();
	change('00000001-job', 'SUCCEED');
	await run.poll();
	expect(host.events).toEqual([
		expect.objectContaining({
			event: 'jobFinished',
			previous_status: 'RUNNING',
			id: '00000001-job',
			status: 'FINISHED',
			progress_percent: 100,
			ended_at: '2026-11-23T03:00:06+00:00',
		}),
	]);
});

test('a discard by Kylin itself is a discard', async () => {
	kylin = await startKylin([seedJob('RUNNING', numbered(1)), seedJob('ERROR', numbered(2))]);
	const host = new TriggerHost(kylin.credential, { events: ['jobDiscarded'] });
	const run = await host.activated();
	change('00000001-job', 'DISCARDED');
	change('00000002-job', 'SUICIDAL');
	await run.poll();
	expect(host.takeEvents()).toEqual(['jobDiscarded 00000001', 'jobDiscarded 00000002']);
});

describe('filters', () => {
	const jobs = () => [
		seedJob('RUNNING', { ...numbered(1), project: 'learn_kylin', job_name: 'INC_BUILD' }),
		seedJob('RUNNING', { ...numbered(2), project: 'Sales_Mart', target_subject: 'Revenue' }),
		seedJob('RUNNING', { ...numbered(3), project: 'other', job_name: 'INC_BUILD' }),
	];

	test.each([
		{ what: 'none', parameters: {}, fired: ['1', '2', '3'] },
		{ what: 'a project', parameters: { projects: ['sales_mart'] }, fired: ['2'] },
		{ what: 'two projects', parameters: { projects: ['Sales_Mart', 'other'] }, fired: ['2', '3'] },
		{
			what: 'projects as text',
			parameters: { projects: 'Sales_Mart, other,OTHER' },
			fired: ['2', '3'],
		},
		{ what: 'a type', parameters: { filters: { jobTypes: ['INC_BUILD'] } }, fired: ['1', '3'] },
		{ what: 'part of the object', parameters: { filters: { key: 'reven' } }, fired: ['2'] },
		{ what: 'part of the ID', parameters: { filters: { key: '00003-J' } }, fired: ['3'] },
		{
			what: 'a type in a project',
			parameters: { projects: ['other', 'Sales_Mart'], filters: { jobTypes: ['INC_BUILD'] } },
			fired: ['3'],
		},
	])('$what', async ({ parameters, fired }) => {
		kylin = await startKylin(jobs());
		const host = new TriggerHost(kylin.credential, parameters);
		const run = await host.activated();
		for (const { id } of [1, 2, 3].map(numbered)) change(id, 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(fired.map((index) => `jobFailed 0000000${index}`));
	});

	test('a chosen project is named to Kylin, so that rights on it are enough', async () => {
		kylin = await startKylin(jobs());
		const host = new TriggerHost(
			{ ...kylin.credential, username: 'OPERATOR', password: 'operator' },
			{ projects: ['learn_kylin'], options: { failureDetails: false } },
		);
		const run = await host.activated();
		change('00000001-job', 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
		expect(kylin.requests.map(({ query }) => query.project)).toEqual([
			'learn_kylin',
			'learn_kylin',
		]);
	});
});

test('failed jobs come with the failed step and the end of its log, if wanted', async () => {
	const log = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`).join('\n');
	const failure = {
		step: 1,
		code: 'KE-030001003(Out of memory):',
		reason: 'Too big',
		suggestion: 'Give more',
		stack: 'x',
	};
	kylin = await startKylin([
		seedJob('RUNNING', { ...numbered(1), failure, logs: { 1: log } }),
		seedJob('RUNNING', numbered(2)),
	]);
	const host = new TriggerHost(kylin.credential, { options: { failureDetails: true } });
	const run = await host.activated();
	kylin.state.update('00000001-job', (job) => {
		job.steps[1].failure = job.failure;
	});
	change('00000001-job', 'ERROR');
	change('00000002-job', 'SUCCEED');
	await run.poll();
	const [failed, finished] = host.events;
	expect(failed.failure).toMatchObject({
		code: 'KE-030001003',
		reason: 'Too big',
		log_end: expect.stringMatching(/^line 171\n[^]*\nline 200$/),
	});
	expect(finished).not.toHaveProperty('failure');
	expect(kylin.requests.slice(-2).map(({ path }) => path)).toEqual([
		expect.stringMatching(/00000001-job\/detail$/),
		expect.stringMatching(/00000001-job\/steps\/.*\/output$/),
	]);
});

test('a detail that cannot be read does not hold an event back', async () => {
	kylin = await startKylin([seedJob('RUNNING', numbered(1))]);
	kylin.faults.add({ path: '/detail', status: 503, times: Infinity });
	const host = new TriggerHost(kylin.credential, { options: { failureDetails: true } });
	const run = await host.activated();
	change('00000001-job', 'ERROR');
	await run.poll();
	expect(host.events).toEqual([
		expect.objectContaining({
			event: 'jobFailed',
			failure: null,
			failure_note: expect.any(String),
		}),
	]);
});

test('a long night needs no more than 20 details', async () => {
	const running = seedJobs(30, 'RUNNING');
	kylin = await startKylin(running);
	const host = new TriggerHost(kylin.credential, { options: { failureDetails: true } });
	const run = await host.activated();
	for (const { id } of running) change(id, 'ERROR');
	await run.poll();
	expect(host.events).toHaveLength(30);
	expect(kylin.requests.filter(({ path }) => path.endsWith('/detail'))).toHaveLength(20);
	const notes = host.events.map(({ failure_note }) => failure_note);
	expect(notes.slice(20)).toEqual(
		Array.from({ length: 10 }, () => 'Only the first 20 failures of a poll are read in detail'),
	);
	expect(notes.slice(0, 20)).not.toContain(notes[20]);
});

test('no event chosen is said at the activation', async () => {
	kylin = await startKylin();
	const host = new TriggerHost(kylin.credential, { events: [] });
	await expect(host.activated()).rejects.toThrow("'Events' is empty");
	expect(kylin.requests).toEqual([]);
});

test('an unknown project is said at the activation, and in every poll once it is gone', async () => {
	kylin = await startKylin();
	const host = new TriggerHost(kylin.credential, { projects: ['nowhere'] });
	await expect(host.activated()).rejects.toMatchObject({
		message: expect.stringContaining('nowhere'),
		failure: { cause: 'configuration-invalid' },
	});
	const known = new TriggerHost(kylin.credential, { projects: ['learn_kylin'] });
	const run = await known.activated();
	kylin.state.projects.delete('learn_kylin');
	await run.poll();
	await run.poll();
	expect(known.errors).toHaveLength(2);
});

describe('nothing is not all:', () => {
	const nothing = ['={{ undefined }}', '={{ null }}', '={{ " " }}', '={{ [] }}'];

	test.each([
		...nothing.flatMap((value) => [
			{ field: 'Events', parameters: { events: value } },
			{ field: 'Project Names or IDs', parameters: { projects: value } },
			{ field: 'Object or Job ID Contains', parameters: { filters: { key: value } } },
			{ field: 'Job Types', parameters: { filters: { jobTypes: value } } },
			{ field: 'Model Names or IDs', parameters: { filters: { models: value } } },
		]),
		{ field: 'Job Types', parameters: { filters: { jobTypes: ['Lod Data'] } } },
		{ field: 'Events', parameters: { events: ['jobNever'] } },
	])('$field: $parameters is refused by name', async ({ field, parameters }) => {
		kylin = await startKylin();
		const host = new TriggerHost(kylin.credential, parameters);
		await expect(host.activated()).rejects.toThrow(`'${field}'`);
		expect(kylin.requests).toEqual([]);
	});

	test.each([
		{ events: '={{ "*" }}', projects: '={{ "*" }}', filters: { jobTypes: '={{ "*" }}' } },
		{ events: 'job failed', projects: 'x，learn_kylin', filters: { jobTypes: 'Build index' } },
		{ filters: { models: ['orders'], jobTypes: ['index_build'] } },
	])('%j fires', async (parameters) => {
		kylin = await startKylin([seedJob('RUNNING', numbered(1))], { profile: '5.0.2' });
		kylin.state.addProject('x');
		const host = new TriggerHost(kylin.credential, parameters);
		const run = await host.activated();
		change('00000001-job', 'ERROR');
		await run.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
	});
});

describe("a job whose model is deleted, so that Kylin's list has lost its name", () => {
	const known = [{ models: ['orders'] }, { key: 'ORD' }];
	const deleteModel = () => kylin.state.removeModel('learn_kylin', 'orders');

	/** Armed, and polled once since, with the job at work. */
	async function watching(filters: object, more: object = {}) {
		kylin = await startKylin([seedJob('RUNNING', numbered(1)), ...seedJobs(12, 'SUCCEED')]);
		const parameters = { events: ['jobDiscarded', 'jobFailed'], filters, output: 'raw', ...more };
		const host = new TriggerHost(kylin.credential, parameters);
		const run = await host.activated();
		await run.poll();
		return { host, run };
	}

	test.each(known)('is judged by the name it was known by, with %j', async (filters) => {
		const { host } = await watching(filters);
		deleteModel();
		change('00000001-job', 'DISCARDED');
		await (await host.activated('init')).poll();
		expect(host.events).toMatchObject([
			{ event: 'jobDiscarded', target_subject: 'The model is deleted', target_subject_error: true },
		]);
	});

	test.each(known)('and polls have seen that before its end, with %j', async (filters) => {
		const { host, run } = await watching(filters);
		deleteModel();
		await run.poll();
		const afterwards = await host.activated('init');
		change('00000001-job', 'ERROR');
		await afterwards.poll();
		change('00000001-job', 'DISCARDED');
		await afterwards.poll();
		expect(host.takeEvents()).toEqual(['jobFailed 00000001', 'jobDiscarded 00000001']);
	});

	test.each([
		{ models: ['other'] },
		{ models: ['The model is deleted'] },
		{ key: 'deleted' },
		{ key: 'model' },
	])('is not judged by what Kylin has in place of the name, with %j', async (filters) => {
		const { host, run } = await watching(filters);
		deleteModel();
		change('00000001-job', 'DISCARDED');
		await run.poll();
		expect(host.events).toEqual([]);
	});
});

describe('an odd record in a list costs itself alone:', () => {
	const ODD_MEMBERS: IDataObject[] = [
		...[7, null, {}, [], true].flatMap((odd) => [
			{ project: odd },
			{ target_subject: odd },
			{ job_name: odd },
			{ last_modified: odd },
			{ create_time: odd },
			{ job_status: odd },
			{ id: odd },
		]),
		{ project: undefined, target_subject: undefined, job_name: undefined, create_time: undefined },
		{ job_status: 'toString', job_name: 'constructor', id: '__proto__' },
		{ target_subject: 'x\ud83d', project: '\ud83d' },
		{ data_range_start: {}, data_range_end: 'x', step_ratio: {}, exec_end_time: [], duration: 'x' },
		{ total_duration: 1e300, exec_end_time: 1e300, data_range_start: -1e300, wait_time: 1e300 },
	];

	/** The records of a list as Kylin sends them. */
	async function records(): Promise<IDataObject[]> {
		const parameters = { resource: 'job', operation: 'list', output: 'raw' };
		const { items } = await runKylin({ parameters, credential: kylin.credential });
		return items.map(({ json }) => json);
	}

	const listing = (value: unknown[]) => ({
		path: /\/jobs$/,
		body: JSON.stringify({ code: '000', data: { value, total_size: value.length }, msg: '' }),
		times: Infinity,
	});

	test.each<IDataObject>([
		{},
		{ projects: ['learn_kylin'] },
		{ filters: { key: 'ord', jobTypes: ['INDEX_BUILD'], models: ['orders'] } },
		{ events: ['jobFailed', 'jobCreated'], output: 'raw' },
		{ output: 'selected', outputFields: ['data_from', 'changed_at', 'progress_percent'] },
	])('%j', async (parameters) => {
		kylin = await startKylin([seedJob('RUNNING', numbered(1)), ...seedJobs(12, 'SUCCEED')]);
		const host = new TriggerHost(kylin.credential, {
			options: { failureDetails: false },
			...parameters,
		});
		const run = await host.activated();
		change('00000001-job', 'ERROR');
		const sound = await records();
		const [failed] = sound.filter(({ id }) => id === '00000001-job');
		const before = kylin.clock.now();
		const odd = ODD_MEMBERS.map((member, index) => ({
			...failed,
			id: `odd-${index}`,
			create_time: before,
			last_modified: before,
			...member,
		}));
		kylin.faults.add(listing([...odd, null, 'x', 7, [], ...sound]));
		await run.poll();
		await run.poll();
		expect(host.errors).toEqual([]);
		const events = host.takeEvents();
		expect(events.filter((event) => event === 'jobFailed 00000001')).toHaveLength(1);
		expect(new Set(events).size).toBe(events.length);
	});
});

test('an older activation of the workflow in the same process gives nothing', async () => {
	kylin = await startKylin([seedJob('RUNNING', numbered(1))]);
	const host = new TriggerHost(kylin.credential);
	const older = await host.activated();
	const newer = await host.activated('update');
	change('00000001-job', 'ERROR');
	await older.poll();
	await newer.poll();
	await older.poll();
	expect(host.takeEvents()).toEqual(['jobFailed 00000001']);
});
