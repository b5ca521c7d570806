import { sleep, type IDataObject } from 'n8n-workflow';
import { forgetLogins } from '../../nodes/shared/login/loginGuard';
import { clock } from '../../nodes/shared/time/clock';
import { NOW, startKylin, seedJob, type Kylin } from '../engine/kylin';
import { basic } from '../stand-in/request';
import { WebhookHost } from './webhookHarness';
import { TriggerHost } from './pollHarness';
import { testCallbackLogin } from '../../nodes/ApacheKylinCallbackTrigger/callbackLogin';

const END = Date.UTC(2026, 10, 23, 3, 0);

/** As JobSyncListener writes it for a model's job. */
const callback = (more: object = {}) => ({
	job_id: '00000001-1111-4000-8000-000000000000',
	project: 'learn_kylin',
	model_id: '82fa7671-a935-45f5-8779-85703601f49a',
	segment_ids: ['seg-1', 'seg-2'],
	index_ids: [1, 20_000_000_001],
	duration: 31_000,
	start_time: END - 31_000,
	end_time: END,
	job_state: 'SUCCEED',
	job_type: 'INC_BUILD',
	segment_time_range: [
		{ segment_id: 'seg-1', data_range_start: 100, data_range_end: 200 },
		{ segment_id: 'seg-2', data_range_start: 200, data_range_end: 300 },
	],
	segment_partition_info: [],
	snapshot_job_info: null,
	tag: null,
	error_code: null,
	msg: null,
	suggestion: null,
	code: null,
	stacktrace: null,
	...more,
});

const failed = callback({
	job_state: 'ERROR',
	error_code: 'KE-030001003',
	msg: 'Container out of memory',
	suggestion: 'Give more',
	code: '999',
	stacktrace: 'java.lang.…',
});

const ALL = ['jobDiscarded', 'jobFailed', 'jobFinished', 'jobPaused'];

let host: WebhookHost;

/** The least that a callback can start with: what Kylin sends, as it is. */
const PLAIN = {
	authentication: 'none',
	events: ['jobFailed', 'jobFinished'],
	jobData: 'callback',
	output: 'raw',
};

async function open(
	parameters: IDataObject = {},
	credentials: ConstructorParameters<typeof WebhookHost>[1] = {},
) {
	host = await new WebhookHost({ ...PLAIN, ...parameters }, credentials).open();
	return host;
}

let kylin: Kylin | undefined;

async function openKylin(...args: Parameters<typeof startKylin>) {
	kylin = await startKylin(...args);
	return kylin;
}

afterEach(async () => {
	await host.close();
	await kylin?.close();
	kylin = undefined;
	jest.restoreAllMocks();
});

test.each([
	{ job_state: 'SUCCEED', event: 'jobFinished', job_status: 'FINISHED' },
	{ job_state: 'ERROR', event: 'jobFailed', job_status: 'ERROR' },
	{ job_state: 'PAUSED', event: 'jobPaused', job_status: 'STOPPED' },
	{ job_state: 'DISCARDED', event: 'jobDiscarded', job_status: 'DISCARDED' },
	{ job_state: 'SUICIDAL', event: 'jobDiscarded', job_status: 'DISCARDED' },
])('$job_state is answered with 200 and starts as $event', async ({ job_state, ...item }) => {
	await open({ events: ALL });
	expect((await host.post(callback({ job_state }))).status).toBe(200);
	expect(host.executions).toEqual([[expect.objectContaining(item)]]);
});

test.each([
	{ field: 'Events', parameters: { events: [] } },
	{ field: 'Projects', parameters: { projects: '={{ [{}] }}' } },
	{ field: 'Job Types', parameters: { filters: { jobTypes: '={{ [{}] }}' } } },
	{ field: 'Output', parameters: { output: 'x' } },
	{ field: 'Fields', parameters: { output: 'selected', outputFields: '={{ [[]] }}' } },
])('$field that does not fit: told as an error, and the event is not lost', async (wrong) => {
	await open({ events: ALL, ...wrong.parameters });
	expect((await host.post(callback())).status).toBe(500);
	expect(host.errors).toEqual([
		expect.objectContaining({
			name: 'NodeOperationError',
			message: expect.stringContaining(`'${wrong.field}'`),
		}),
	]);
	expect(host.executions).toEqual([]);

	host.parameters = { ...PLAIN, events: ALL };
	expect((await host.post(callback())).status).toBe(200);
	expect(host.executions).toHaveLength(1);
});

test('the item has the members of the record that a callback knows', async () => {
	await open();
	await host.post(failed);
	expect(host.executions[0]).toEqual([
		{
			event: 'jobFailed',
			previous_status: 'RUNNING',
			id: '00000001-1111-4000-8000-000000000000',
			job_name: 'INC_BUILD',
			job_status: 'ERROR',
			project: 'learn_kylin',
			target_model: '82fa7671-a935-45f5-8779-85703601f49a',
			target_segments: ['seg-1', 'seg-2'],
			related_segment: 'seg-1,seg-2',
			data_range_start: 100,
			data_range_end: 300,
			exec_start_time: END - 31_000,
			exec_end_time: END,
			last_modified: END,
			duration: 31_000,
			tag: null,
			failure: {
				summary: 'Load Data failed: Container out of memory (KE-030001003)',
				message: 'Container out of memory',
				reason: 'Container out of memory',
				root_cause: null,
				code: 'KE-030001003',
				step: null,
				step_id: null,
				stage: null,
				suggestion: 'Give more',
			},
		},
	]);
});

test('a table job: nulls, its table, and an unbounded range', async () => {
	await open();
	const body = JSON.stringify(
		callback({
			job_type: 'SNAPSHOT_BUILD',
			model_id: null,
			segment_ids: null,
			index_ids: null,
			segment_time_range: [{ segment_id: 'x', data_range_start: 0, data_range_end: 'MAX' }],
			snapshot_job_info: { database: 'SALES', table: 'CUSTOMERS', status: 'ONLINE' },
		}),
	).replace('"MAX"', '9223372036854775807');
	await host.post(body);
	expect(host.executions[0]).toEqual([
		expect.objectContaining({
			target_model: 'SALES.CUSTOMERS',
			target_subject: 'SALES.CUSTOMERS',
			target_segments: [],
			data_range_end: '9223372036854775807',
		}),
	]);
});

test('simplified, without the link that only Kylin’s address gives', async () => {
	await open({ output: 'simplified' });
	await host.post(callback());
	expect(host.executions[0]).toEqual([
		expect.objectContaining({
			event: 'jobFinished',
			job_type: 'Load Data',
			status: 'FINISHED',
			ended_at: '2026-11-23T03:00:00+00:00',
			duration_seconds: 31,
			link: null,
		}),
	]);
});

test('read from Kylin, it is the item that a poll gives', async () => {
	const kylin = await openKylin([
		seedJob('RUNNING', { id: '00000001-1111-4000-8000-000000000000' }),
	]);
	const polled = new TriggerHost(kylin.credential, { output: 'raw' });
	const run = await polled.activated();
	kylin.clock.advance(1_000);
	kylin.state.setState('00000001-1111-4000-8000-000000000000', 'SUCCEED');
	await run.poll();
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	await host.post(callback({ end_time: kylin.clock.now() }));
	expect(host.executions[0]).toEqual(polled.events);
});

test('a job that Kylin has deleted meanwhile comes with what the callback says', async () => {
	const kylin = await openKylin([]);
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	await host.post(callback());
	expect(host.executions[0]).toEqual([
		expect.objectContaining({
			id: '00000001-1111-4000-8000-000000000000',
			job_status: 'FINISHED',
			job_note: 'The job is not in the list of Kylin any more',
		}),
	]);
});

test('an unreachable Kylin costs details, not the event', async () => {
	const kylin = await openKylin();
	kylin.faults.add({ reset: 'beforeHandling', times: Infinity });
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	await host.post(callback());
	expect(host.executions[0]).toEqual([
		expect.objectContaining({
			event: 'jobFinished',
			job_note: expect.stringMatching(/^(?!The job is not)[A-Z]/),
		}),
	]);
});

test('Kylin has its answer before it is asked, as it waits for three seconds only', async () => {
	const kylin = await openKylin();
	kylin.faults.add({ hang: true, times: Infinity });
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	host.onAnswer = kylin.close;
	expect((await host.post(callback())).status).toBe(200);
	expect(host.executions).toHaveLength(1);
});

describe('with a password that Kylin refuses', () => {
	const told =
		'Invalid username or password. Please check and try again. Check Username and Password in the credential. Three wrong tries in a row lock the account. So that the account is not locked, n8n does not send this login again until the credential is changed, somebody runs or activates a workflow with it, or n8n is restarted.';
	const refused = expect.stringMatching(
		new RegExp(`^(This login was refused at [^.]+ UTC: )?${told}$`),
	);

	async function openRefused() {
		const kylin = await openKylin([
			seedJob('SUCCEED', { id: '00000001-1111-4000-8000-000000000000' }),
		]);
		await open(
			{ jobData: 'kylin' },
			{ apacheKylinApi: { ...kylin.credential, password: 'mistyped' } },
		);
		return kylin;
	}

	const ends = (count: number) =>
		Array.from({ length: count }, (_, index) => callback({ end_time: END + index }));

	test('one callback tries it, and the others come with what Kylin said', async () => {
		const kylin = await openRefused();
		await Promise.all(ends(3).map(async (end) => await host.post(end)));
		for (const end of ends(6).slice(3)) await host.post(end);
		expect(host.executions).toHaveLength(6);
		expect(host.executions.flat().map(({ job_note }) => job_note)).toEqual(
			Array.from({ length: 6 }, () => refused),
		);
		expect(kylin.state.users.get('ADMIN')).toMatchObject({ wrongTime: 1, locked: false });
	});

	test('a restart of n8n allows one more try', async () => {
		const kylin = await openRefused();
		await host.post(callback());
		forgetLogins();
		for (const end of ends(3)) await host.post(end);
		expect(kylin.requests).toHaveLength(2);
		expect(JSON.stringify(host.staticData)).not.toMatch(/mistyped|refus/);
	});

	test.each([
		['activate', 'the record'],
		['update', 'the record'],
		['init', 'a note'],
	] as const)('it is tried again once the workflow is activated (%s): %s', async (mode, found) => {
		let now = NOW;
		jest.spyOn(clock, 'now').mockImplementation(() => now);
		const kylin = await openRefused();
		await host.post(callback());
		const user = kylin.state.users.get('ADMIN');
		if (user) user.password = 'mistyped';
		now += 30_000;
		await host.activate(mode);
		await host.post(callback({ end_time: END + 1 }));
		await host.post(callback({ end_time: END + 2 }));
		jest.restoreAllMocks();
		const notes = host.executions.flat().map(({ job_note }) => job_note);
		expect(notes).toEqual(
			found === 'the record' ? [refused, undefined, undefined] : [refused, refused, refused],
		);
	});

	test('the editor, in front of which a user waits, tries it again', async () => {
		const kylin = await openRefused();
		host.mode = 'manual';
		for (const count of [1, 2]) {
			await host.post(callback());
			expect(kylin.requests).toHaveLength(count);
		}
	});

	test('a poll does not try what a callback has tried', async () => {
		const kylin = await openRefused();
		await host.post(callback());
		const polled = new TriggerHost({ ...kylin.credential, password: 'mistyped' });
		await expect(polled.activated()).rejects.toThrow('Invalid username or password.');
		expect(kylin.requests).toHaveLength(1);
	});
});

describe('once Kylin has its 200, the event is not lost', () => {
	test('a host that does not fit is told before', async () => {
		await open(
			{ jobData: 'kylin', output: 'simplified' },
			{ apacheKylinApi: { host: 'kylin:7070', username: 'a', password: 'b' } },
		);
		expect((await host.post(callback())).status).toBe(500);
		expect(host.errors).toEqual([
			expect.objectContaining({ message: expect.stringContaining("'Host'") }),
		]);
		expect(host.executions).toEqual([]);
	});

	test('a name cut within a character costs the link alone', async () => {
		const kylin = await openKylin([
			seedJob('ERROR', {
				id: '00000001-1111-4000-8000-000000000000',
				target_subject: 'half a \ud800 character',
			}),
		]);
		await open({ jobData: 'kylin', output: 'simplified' }, { apacheKylinApi: kylin.credential });
		expect((await host.post(failed)).status).toBe(200);
		expect(host.errors).toEqual([]);
		expect(host.executions).toMatchObject([
			[
				{
					id: '00000001-1111-4000-8000-000000000000',
					event: 'jobFailed',
					status: 'ERROR',
					link: null,
					failure: { reason: 'Container out of memory' },
				},
			],
		]);
	});
});

describe('filters', () => {
	test.each([
		{ what: 'events', parameters: { events: ['jobFailed'] }, starts: false },
		{ what: 'default events', parameters: {}, starts: true },
		{ what: 'a project', parameters: { projects: 'Learn_Kylin, x' }, starts: true },
		{ what: 'another project', parameters: { projects: 'Sales_Mart' }, starts: false },
		{ what: 'a type', parameters: { filters: { jobTypes: ['INC_BUILD'] } }, starts: true },
		{ what: 'another type', parameters: { filters: { jobTypes: ['INDEX_BUILD'] } }, starts: false },
	])('$what: starts $starts, and is answered with 200', async ({ parameters, starts }) => {
		await open(parameters);
		expect(await host.post(callback())).toMatchObject({
			status: 200,
			message: starts ? 'Received' : 'Not one of the chosen events',
		});
		expect(host.executions).toHaveLength(starts ? 1 : 0);
	});
});

describe('repeats', () => {
	test('of Kylin start nothing, and are answered with 200 so that they end', async () => {
		await open();
		const answers = [await host.post(failed), await host.post(failed), await host.post(failed)];
		expect(answers.map(({ status, message }) => [status, message])).toEqual([
			[200, 'Received'],
			[200, 'Received before'],
			[200, 'Received before'],
		]);
		expect(host.executions).toHaveLength(1);
	});

	test('at the same time start one execution', async () => {
		// While Kylin is asked, the first call has not been saved yet.
		const kylin = await openKylin([], { latencyMs: 200 });
		await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
		await Promise.all(Array.from({ length: 10 }, async () => await host.post(failed)));
		expect(host.executions).toHaveLength(1);
	});

	test('are known after a restart of n8n', async () => {
		await open();
		await host.post(failed);
		const restarted = new WebhookHost(PLAIN);
		restarted.staticData = host.staticData;
		await restarted.open();
		await restarted.post(failed);
		await restarted.close();
		expect(restarted.executions).toEqual([]);
	});

	test('are not the same job failing again, or another state', async () => {
		await open({ events: ALL });
		await host.post(failed);
		await host.post({ ...failed, end_time: END + 60_000 });
		await host.post({ ...failed, job_state: 'DISCARDED' });
		expect(host.executions).toHaveLength(3);
	});

	test('are recognised among 200 callbacks, in 2.3 kB', async () => {
		await open();
		for (let index = 0; index < 250; index += 1) await host.post({ ...failed, end_time: index });
		expect(host.executions).toHaveLength(250);
		expect(JSON.stringify(host.staticData).length).toBeLessThan(2_350);
		await host.post({ ...failed, end_time: 60 });
		expect(host.executions).toHaveLength(250);
	});

	test('spoiled static data do no harm', async () => {
		await open();
		host.staticData = { 'node:Kylin': { seen: { x: 1 } } };
		await host.post(failed);
		expect(host.executions).toHaveLength(1);
	});

	test('in a test in the editor start again', async () => {
		await open();
		host.mode = 'manual';
		await host.post(failed);
		await host.post(failed);
		expect(host.executions).toHaveLength(2);
	});
});

describe('what is not from Kylin gets 400 and starts nothing', () => {
	test.each([
		{ what: 'an empty object', body: {} },
		{ what: 'a list', body: [callback()] },
		{ what: 'null', body: null },
		{ what: 'a text', body: '"job"' },
		{ what: 'another state', body: callback({ job_state: 'RUNNING' }) },
		{ what: 'a state of every object', body: callback({ job_state: 'constructor' }) },
		{ what: 'no job', body: callback({ job_id: undefined }) },
		{ what: 'a project that is no text', body: callback({ project: { a: 1 } }) },
		{ what: 'an end that is no time', body: callback({ end_time: 'now' }) },
	])('$what', async ({ body }) => {
		await open();
		expect(await host.post(body)).toMatchObject({
			status: 400,
			message: 'This is not what Kylin sends when a job is over',
		});
		expect(host.executions).toEqual([]);
	});

	test('another content type', async () => {
		await open();
		const { status } = await host.post(JSON.stringify(callback()), {
			'Content-Type': 'text/plain',
		});
		expect(status).toBe(400);
	});
});

describe('with Basic Auth', () => {
	const login = { username: 'kylin', password: 'pässword:with colon' };
	const secured = async () =>
		await open({ authentication: 'basicAuth' }, { apacheKylinCallbackApi: login });

	test('the right login starts', async () => {
		await secured();
		const { status } = await host.post(callback(), {
			Authorization: basic(login.username, login.password),
		});
		expect(status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	test.each([
		{ what: 'none', headers: {} },
		{ what: 'a wrong password', headers: { Authorization: basic('kylin', 'wrong') } },
		{ what: 'another user', headers: { Authorization: basic('x', login.password) } },
		{ what: 'no Base64', headers: { Authorization: 'Basic ???' } },
		{ what: 'another scheme', headers: { Authorization: 'Bearer x' } },
		{ what: 'nothing behind the scheme', headers: { Authorization: 'Basic' } },
	])('$what: 401 and no execution', async ({ headers }) => {
		await secured();
		const answer = await host.post(callback(), headers as Record<string, string>);
		expect(answer).toMatchObject({ status: 401, message: 'Wrong or no user name and password' });
		expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Kylin"');
		expect(host.executions).toEqual([]);
	});

	test('a login that is refused again and again is one warning an hour, for each trigger', async () => {
		let elapsed = 0;
		jest.spyOn(clock, 'elapsed').mockImplementation(() => elapsed);
		await secured();
		const other = await new WebhookHost(host.parameters, {
			apacheKylinCallbackApi: login,
		}).open();
		const knock = async (minutes: number) => {
			elapsed += minutes * 60_000;
			for (const one of [host, other]) {
				await one.post(callback(), { Authorization: basic('kylin', 'another secret') });
			}
			return [host.warnings.length, other.warnings.length];
		};
		try {
			expect(await knock(0)).toEqual([1, 1]);
			expect(await knock(1)).toEqual([1, 1]);
			expect(await knock(58)).toEqual([1, 1]);
			expect(await knock(1)).toEqual([2, 2]);
			await host.post(callback(), { Authorization: basic(login.username, login.password) });
			expect(host.warnings).toHaveLength(2);
		} finally {
			await other.close();
		}
		const [warning] = host.warnings;
		expect(warning).toMatch(/'Kylin'.*refused.*kylin\.job\.finished-notifier-username/);
		expect(warning).not.toContain(login.password);
		expect(warning).not.toContain('another secret');
	});

	test.each([
		['', ''],
		['kylin', ''],
		['', 'x'],
	])('an empty login is nobody’s: %j, %j', async (username, password) => {
		const empty = { username, password };
		await open({ authentication: 'basicAuth' }, { apacheKylinCallbackApi: empty });
		const { status } = await host.post(callback(), { Authorization: basic(username, password) });
		expect(status).toBe(401);
		expect(host.executions).toEqual([]);
	});

	test.each([
		{ data: login, status: 'OK' },
		{ data: { username: 'kylin', password: '' }, status: 'Error' },
		{ data: { username: 'a:b', password: 'x' }, status: 'Error' },
	])('the credential test: $data.username, $status', async ({ data, status }) => {
		await open();
		const credential = { id: '1', name: 'x', type: 'apacheKylinCallbackApi', data };
		expect(await testCallbackLogin.call({} as never, credential)).toMatchObject({ status });
	});
});

describe('nothing opens the webhook, or widens it, by accident', () => {
	test.each([
		...[
			'={{ undefined }}',
			'={{ null }}',
			'={{ "" }}',
			'={{ [] }}',
			'',
			'BasicAuth',
			'NONE',
			'x',
		].map((authentication) => ({ field: 'Authentication', parameters: { authentication } })),
		...['={{ undefined }}', '={{ null }}', '={{ " " }}', '={{ [] }}', 'undefined'].flatMap(
			(value) => [
				{ field: 'Projects', parameters: { projects: value } },
				{ field: 'Job Types', parameters: { filters: { jobTypes: value } } },
			],
		),
		{ field: 'Events', parameters: { events: '={{ undefined }}' } },
		{ field: 'Events', parameters: { events: ['jobNever'] } },
		{ field: 'Job Types', parameters: { filters: { jobTypes: ['Lod Data'] } } },
		{ field: 'Projects', parameters: { projects: 'a b' } },
	])('$field: $parameters is refused by name', async ({ field, parameters }) => {
		await open({ events: ALL, ...parameters });
		expect((await host.post(callback())).status).toBe(500);
		expect(host.executions).toEqual([]);
		expect(host.errors).toMatchObject([{ message: expect.stringContaining(`'${field}'`) }]);
	});

	test.each([
		{ projects: '={{ "*" }}', filters: { jobTypes: '={{ "*" }}' }, events: '={{ "*" }}' },
		{ projects: 'x，Learn_Kylin', filters: { jobTypes: ['load data'] }, events: ['Job Finished'] },
		{ projects: '["learn_kylin"]', filters: { jobTypes: 'Inc_Build' }, events: 'jobfinished' },
	])('%j starts', async (parameters) => {
		await open(parameters);
		await host.post(callback());
		expect(host.executions).toHaveLength(1);
	});
});

describe("Kylin's housekeeping", () => {
	const META = { job_type: 'META', model_id: null, segment_ids: null };

	test.each([META, { job_type: 'SPRING_SESSION_CLEAN_EXPIRED', project: '_global' }])(
		'%j is left alone',
		async (more) => {
			await open({ events: ALL });
			expect(await host.post(callback(more))).toMatchObject({ status: 200 });
			expect(host.executions).toEqual([]);
		},
	);

	test('starts if its type is chosen', async () => {
		await open({ events: ALL, filters: { jobTypes: ['META'] } });
		await host.post(callback(META));
		expect(host.executions).toHaveLength(1);
	});
});

describe('what a caller sends is checked', () => {
	let nested: unknown = 1;
	for (let depth = 0; depth < 1_000; depth += 1) nested = [nested];

	test.each([
		{ what: 'an ID of one letter', more: { job_id: 'a' } },
		{ what: 'an ID of 1 MB', more: { job_id: 'a'.repeat(1_000_000) } },
		{ what: 'segments that are no texts', more: { segment_ids: [{ toString: 1 }] } },
		{ what: 'segments nested deep', more: { segment_ids: nested } },
		{ what: 'a model that is none', more: { model_id: { toString: 1 } } },
		{ what: 'a tag of 1 MB', more: { tag: 'a'.repeat(1_000_000) } },
		{ what: 'a project of 1 MB', more: { project: 'a'.repeat(1_000_000) } },
	])('$what: 400', async ({ more }) => {
		await open({ events: ALL });
		expect((await host.post(callback(more))).status).toBe(400);
		expect([host.executions, host.errors]).toEqual([[], []]);
	});
});

test('300 callbacks at once have eight requests under way', async () => {
	const kylin = await openKylin([], { latencyMs: 5 });
	let [underWay, most] = [0, 0];
	kylin.faults.add({
		when: () => {
			underWay += 1;
			most = Math.max(most, underWay);
			void sleep(4).then(() => (underWay -= 1));
			return false;
		},
		times: Infinity,
	});
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	const ends = Array.from({ length: 300 }, (_, index) => callback({ end_time: END + index }));
	await Promise.all(ends.map(async (end) => await host.post(end)));
	expect(host.executions).toHaveLength(300);
	expect(most).toBeLessThanOrEqual(8);
});

test('while Kylin is asked for the job, what a trigger beside it has stored is not overwritten', async () => {
	const kylin = await openKylin([seedJob('SUCCEED', { id: callback().job_id })]);
	await open({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	host.staticData = { 'node:Poll': { watch: 'older' } };
	kylin.faults.add({
		when: () => {
			host.staticData = { 'node:Poll': { watch: 'newer' } };
			return false;
		},
	});
	await host.post(callback());
	expect(host.executions).toHaveLength(1);
	expect(host.staticData).toEqual({ 'node:Poll': { watch: 'newer' } });
});
