/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts processes and reads seeds from disk */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	get,
	json,
	JOB,
	one,
	OTHER_JOB,
	put,
	SECOND,
	seedOf,
	start,
	START,
	type JobRecord,
	type StandIn,
} from './harness';
import { AS_ADMIN, basic, send, V4_PUBLIC } from './request';

/** What the recordings cannot show: lock-out, logs, faults and the command line. */

describe('lock-out', () => {
	const WRONG = { Accept: V4_PUBLIC, Authorization: basic('ADMIN', 'wrong') };
	const login = async (standIn: StandIn, headers: Record<string, string>) =>
		await get(standIn, 'user/authentication', headers);

	async function failToLogIn(standIn: StandIn, times: number) {
		for (let attempt = 0; attempt < times; attempt++) {
			expect((await login(standIn, WRONG)).status).toBe(401);
		}
	}

	test('the third wrong password locks the account for 30 s, even for the right one', async () => {
		const standIn = await start({ frozen: true, seed: seedOf() });
		await failToLogIn(standIn, 3);
		standIn.clock.advance(10 * SECOND);
		const refused = await login(standIn, AS_ADMIN);
		expect(refused.status).toBe(400);
		expect(json(refused).msg).toBe(
			'KE-010003005(User Locked):For security concern, account ADMIN has been locked. Please try again in 20 seconds. Login failure again will be locked for 1 minutes..',
		);
		standIn.clock.advance(20 * SECOND);
		expect((await login(standIn, AS_ADMIN)).status).toBe(200);
		await failToLogIn(standIn, 2);
		expect((await login(standIn, AS_ADMIN)).status).toBe(200);
	});

	test('each further failure locks for longer, the tenth for good', async () => {
		const standIn = await start({ frozen: true, seed: seedOf() });
		await failToLogIn(standIn, 2);
		const lockSeconds = [30, 60, 300, 600, 1800, 86_400, 259_200];
		for (const seconds of lockSeconds) {
			await failToLogIn(standIn, 1);
			standIn.clock.advance(seconds * SECOND - 1);
			expect((await login(standIn, WRONG)).status).toBe(400);
			standIn.clock.advance(1);
		}
		await failToLogIn(standIn, 1);
		standIn.clock.advance(365 * 86_400 * SECOND);
		expect(json(await login(standIn, AS_ADMIN)).msg).toBe(
			'KE-010003005(User Locked):User ADMIN is locked permanently. Please contact to your administrator to reset.',
		);
	});

	test('only failures in a row count, and only those of that user', async () => {
		const standIn = await start({ frozen: true, seed: seedOf() });
		await failToLogIn(standIn, 2);
		expect((await login(standIn, AS_ADMIN)).status).toBe(200);
		await failToLogIn(standIn, 2);
		const operator = { Accept: V4_PUBLIC, Authorization: basic('operator', 'operator') };
		expect((await login(standIn, operator)).status).toBe(200);
	});

	test('a disabled user is refused', async () => {
		const users = [{ username: 'GONE', password: 'gone', disabled: true }];
		const standIn = await start({ frozen: true, seed: seedOf(), users });
		const refused = await login(standIn, {
			Accept: V4_PUBLIC,
			Authorization: basic('GONE', 'gone'),
		});
		expect(refused.status).toBe(401);
		expect(json(refused).msg).toContain('KE-010003008(Login Failed)');
	});
});

describe('logs and statistics', () => {
	const log = Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n');

	test('output samples a long log, log sends it as a file', async () => {
		const job = { raw_state: 'ERROR', start_time: START - 5000, end_time: START, logs: { 1: log } };
		const standIn = await start({ frozen: true, seed: seedOf(job) });
		const output = await get(standIn, `jobs/${JOB}/steps/${JOB}_01/output?project=learn_kylin`);
		const { cmd_output } = json(output).data as { cmd_output: string };
		const lines = cmd_output.split('\n');
		expect(lines).toHaveLength(201);
		expect([lines[0], lines[99], lines[101], lines[200]]).toEqual([
			'line 0',
			'line 99',
			'line 200',
			'line 299',
		]);
		expect(lines[100]).toMatch(/^=+$/);

		const file = await get(standIn, `jobs/${JOB}/steps/${JOB}_01/log?project=LEARN_KYLIN`);
		expect(file.headers).toMatchObject({
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="learn_kylin_${JOB}_01.log"`,
		});
		expect(file.text).toBe(log);
		const octets = { ...AS_ADMIN, Accept: 'application/octet-stream' };
		const refused = await get(
			standIn,
			`jobs/${JOB}/steps/${JOB}_01/log?project=learn_kylin`,
			octets,
		);
		expect(refused.status).toBe(406);
	});

	test('statistics include the start of the window and exclude its end', async () => {
		const ended = (end_time: number) => ({
			raw_state: 'SUCCEED',
			start_time: end_time - 3000,
			end_time,
			byte_size: 1500,
		});
		const seed = seedOf(ended(START), ended(START + 1), ended(START + 2));
		const standIn = await start({ frozen: true, seed });
		const window = `project=learn_kylin&start_time=${START}&end_time=${START + 2}`;
		expect(json(await get(standIn, `jobs/statistics?${window}`)).data).toEqual({
			count: 2,
			total_duration: 6000,
			total_byte_size: 3000,
		});
		const byModel = await get(standIn, `jobs/statistics/count?${window}&dimension=model`);
		expect(json(byModel).data).toEqual({ orders: 2 });
		const perByte = await get(
			standIn,
			`jobs/statistics/duration_per_byte?${window}&dimension=month`,
		);
		expect(Object.values(json(perByte).data)).toEqual([2]);
	});
});

describe('projects and models', () => {
	test('projects are found by a piece of the name and by permission', async () => {
		const standIn = await start({ frozen: true, seed: seedOf() });
		const names = async (question: string, headers: Record<string, string>) => {
			const { value } = json(await get(standIn, `projects?${question}`, headers)).data as {
				value: Array<{ name: string; permission: string }>;
			};
			return value.map(({ name, permission }) => `${name} ${permission}`);
		};
		const reader = { Accept: V4_PUBLIC, Authorization: basic('READER', 'reader') };
		expect(await names('project=KYLIN', AS_ADMIN)).toEqual(['learn_kylin ADMINISTRATION']);
		expect(await names('project=KYLIN&exact=true', AS_ADMIN)).toEqual([]);
		expect(await names('', reader)).toEqual(['learn_kylin READ']);
		expect(await names('permission=OPERATION', reader)).toEqual([]);
		expect(await names('', { Accept: V4_PUBLIC })).toEqual([]);
		expect((await get(standIn, 'projects?permission=OWN')).text).toContain('KE-010024002');
	});

	test('models of a project', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}, { target_subject: 'web_logs' }) });
		const { value } = json(await get(standIn, 'models?project=learn_kylin')).data as {
			value: Array<{ alias: string }>;
		};
		expect(value.map(({ alias }) => alias)).toEqual(['orders', 'web_logs']);
		const missing = await get(standIn, 'models');
		expect([missing.status, missing.text]).toEqual([400, expect.stringContaining('KE-010000003')]);
	});
});

describe('paging of projects and models', () => {
	const askers = async (list: string) => {
		const standIn = await start({ frozen: true, seed: seedOf({}, { target_subject: 'web_logs' }) });
		return async (question: string) => {
			const answer = await get(standIn, list + question);
			const { data, msg } = json(answer) as { data: { value: unknown[] } | null; msg: string };
			return [answer.status, data?.value.length ?? msg];
		};
	};

	test('the list of models is empty for a page that cannot be', async () => {
		const ask = await askers('models?project=learn_kylin&');
		expect(await ask('page_size=1&page_offset=1')).toEqual([200, 1]);
		expect(await ask('page_size=0')).toEqual([200, 0]);
		expect(await ask('page_size=-1')).toEqual([200, 0]);
		expect(await ask('page_offset=-1')).toEqual([200, 0]);
	});

	test('the list of projects refuses such a page', async () => {
		const ask = await askers('projects?');
		expect(await ask('page_size=1&page_offset=1')).toEqual([200, 1]);
		expect(await ask('page_size=0')).toEqual([200, 0]);
		expect(await ask('page_offset=9')).toEqual([200, 0]);
		expect(await ask('page_size=-1')).toEqual([
			400,
			'KE-010000003(Invalid Parameter):fromIndex(0) > toIndex(-1)',
		]);
		expect(await ask('page_offset=-1')).toEqual([
			500,
			'KE-000000001(UNKNOWN ERRORCODE): fromIndex = -10',
		]);
	});
});

describe('failures', () => {
	const steps = ['SUCCEED', 'ERROR', 'ERROR'].map((status, index) => ({
		name: `s${index}`,
		status,
	}));
	const failure = {
		reason: 'no memory',
		suggestion: 'add some',
		cn: { reason: '内存不足', suggestion: '加内存' },
	};
	const seed = seedOf({
		raw_state: 'ERROR',
		start_time: START - 9000,
		end_time: START,
		steps,
		failure,
	});

	test('every step in ERROR tells them', async () => {
		const standIn = await start({ frozen: true, seed });
		const detail: JobRecord[] = json(
			await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`),
		).data;
		expect(detail.map(({ failed_reason }) => failed_reason)).toEqual([
			null,
			'no memory',
			'no memory',
		]);
		expect(detail.map(({ failed_step_id }) => failed_step_id)).toEqual([
			null,
			`${JOB}_01`,
			`${JOB}_01`,
		]);
	});

	test('reason and advice follow Accept-Language, for cn alone', async () => {
		const standIn = await start({ frozen: true, seed });
		const told = async (language: string) => {
			const headers = { ...AS_ADMIN, 'Accept-Language': language };
			const [, step]: JobRecord[] = json(
				await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`, headers),
			).data;
			return [step.failed_reason, step.failed_resolve];
		};
		expect(await told('cn')).toEqual(['内存不足', '加内存']);
		for (const language of ['zh', 'zh-CN', 'cn,en', 'en'])
			expect(await told(language)).toEqual(['no memory', 'add some']);
	});
});

describe('DELETE', () => {
	const jobs = [
		{ raw_state: 'SUCCEED' },
		{ raw_state: 'SUCCEED', project: 'Sales_Mart' },
		{ raw_state: 'ERROR' },
	];
	const remove = async (standIn: StandIn, question: string) =>
		await send(standIn.port, {
			method: 'DELETE',
			path: `/kylin/api/jobs?${question}`,
			headers: AS_ADMIN,
		});

	test('with a project and no match empties the history of every project', async () => {
		const standIn = await start({ frozen: true, seed: seedOf(...jobs) });
		expect((await remove(standIn, 'project=learn_kylin&job_ids=nope')).status).toBe(200);
		expect(Object.values(standIn.jobs())).toEqual(['ERROR']);
	});

	test('with a job that has not ended drops none', async () => {
		const standIn = await start({ frozen: true, seed: seedOf(...jobs) });
		expect((await remove(standIn, 'project=learn_kylin')).status).toBe(500);
		expect(Object.values(standIn.jobs())).toHaveLength(3);
	});
});

describe('faults', () => {
	const QUESTION = 'jobs?time_filter=4';
	const standing = async () => await start({ frozen: true, seed: seedOf({}) });

	test('match by method, path and page, let some pass, and are used up', async () => {
		const standIn = await standing();
		const fault = standIn.faults.add({ path: '/jobs', page: 1, after: 1, times: 2, status: 503 });
		const statuses = [];
		for (const page of [0, 1, 1, 0, 1, 1]) {
			statuses.push((await get(standIn, `${QUESTION}&page_offset=${page}`)).status);
		}
		expect(statuses).toEqual([200, 200, 503, 200, 503, 200]);
		expect(fault.hits).toBe(2);
		expect(standIn.requests.map(({ status }) => status)).toEqual(statuses);
	});

	test.each([
		['status and body', { status: 502, body: 'bad gateway' }, 502, 'bad gateway'],
		['html', { html: true }, 200, '<!DOCTYPE html>'],
		['empty', { empty: true }, 200, ''],
		['code', { code: '401' }, 200, '{"code":"401"'],
		['noValue', { noValue: true }, 200, '{"code":"000","data":{"offset":0'],
		['redirect', { redirect: '/login' }, 302, ''],
	])('%s', async (_name, fault, status, text) => {
		const standIn = await standing();
		standIn.faults.add(fault);
		const answer = await get(standIn, QUESTION);
		expect(answer.status).toBe(status);
		expect(answer.text.startsWith(text)).toBe(true);
	});

	test('spoiled bodies: truncated, malformed, big, gzip, another type', async () => {
		const standIn = await standing();
		const whole = (await get(standIn, QUESTION)).text;
		standIn.faults.add({ truncate: true });
		expect(whole.startsWith((await get(standIn, QUESTION)).text)).toBe(true);
		standIn.faults.add({ malformed: true });
		const malformed = (await get(standIn, QUESTION)).text;
		expect(() => JSON.parse(malformed) as unknown).toThrow();
		standIn.faults.add({ bigBodyBytes: 2_000_000 });
		const big = await get(standIn, QUESTION);
		expect(big.text.length).toBeGreaterThan(2_000_000);
		expect(json(big).code).toBe('000');
		standIn.faults.add({ gzip: true, contentType: 'text/plain' });
		const response = await fetch(`${standIn.url}/api/${QUESTION}`, { headers: AS_ADMIN });
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(await response.text()).toBe(whole);
		expect(response.headers.get('content-encoding')).toBe('gzip');
	});

	test('a lost answer: the PUT has worked unless the connection broke before', async () => {
		const standIn = await standing();
		const pause = { action: 'PAUSE', job_ids: [JOB] };
		standIn.faults.add({ method: 'PUT', reset: 'beforeHandling' });
		await expect(put(standIn, pause)).rejects.toThrow();
		expect(standIn.jobs()[JOB]).toBe('READY');
		standIn.faults.add({ method: 'PUT', reset: 'beforeHeaders' });
		await expect(put(standIn, pause)).rejects.toThrow();
		expect(standIn.jobs()[JOB]).toBe('PAUSED');
		standIn.faults.add({ reset: 'inBody' });
		await expect(get(standIn, QUESTION)).rejects.toThrow();
	});

	test('slow and hanging answers', async () => {
		const standIn = await standing();
		standIn.faults.add({ slowHeadersMs: 60 });
		standIn.faults.add({ slowBodyMs: 60 });
		for (let round = 0; round < 2; round++) {
			const before = Date.now();
			expect((await get(standIn, QUESTION)).status).toBe(200);
			expect(Date.now() - before).toBeGreaterThanOrEqual(55);
		}
		standIn.faults.add({ hang: true });
		const impatient = fetch(`${standIn.url}/api/${QUESTION}`, { signal: AbortSignal.timeout(80) });
		await expect(impatient).rejects.toThrow();
		expect(standIn.requests.at(-1)?.status).toBeNull();
	});
});

describe('options', () => {
	test('requests are logged as received', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		await get(standIn, 'jobs?time_filter=4&statuses=ERROR&statuses=STOPPED&key=a%20b');
		expect(standIn.requests).toEqual([
			expect.objectContaining({
				method: 'GET',
				path: '/kylin/api/jobs',
				rawQuery: 'time_filter=4&statuses=ERROR&statuses=STOPPED&key=a%20b',
				query: { time_filter: '4', statuses: ['ERROR', 'STOPPED'], key: 'a b' },
				body: '',
				status: 200,
			}),
		]);
		expect(standIn.requests[0].headers.accept).toBe(V4_PUBLIC);
	});

	test('hooks change the state between two pages', async () => {
		const standIn = await start({
			frozen: true,
			seed: seedOf({}, {}),
			onRequest: (state, { query }) => {
				if (query.page_offset === '1') state.setState(JOB, 'RUNNING');
			},
			mutate: (state) => state.update(OTHER_JOB, (job) => void (job.submitter = 'BOB')),
		});
		expect(await one(standIn)).toMatchObject({ job_status: 'PENDING' });
		expect(await one(standIn, OTHER_JOB)).toMatchObject({ submitter: 'BOB' });
		await get(standIn, 'jobs?time_filter=4&page_size=1&page_offset=1');
		expect(await one(standIn)).toMatchObject({ job_status: 'RUNNING' });
	});

	test('pageCost none answers as the default does, also after a change', async () => {
		const seed = seedOf({}, { raw_state: 'SUCCEED' }, { raw_state: 'PAUSED' });
		const plain = await start({ frozen: true, seed });
		const prepared = await start({ frozen: true, seed, pageCost: 'none' });
		const question = 'jobs?time_filter=4&page_size=2&page_offset=1';
		expect((await get(prepared, question)).text).toBe((await get(plain, question)).text);
		for (const standIn of [plain, prepared])
			await put(standIn, { action: 'DISCARD', job_ids: [JOB] });
		expect((await get(prepared, question)).text).toBe((await get(plain, question)).text);
	});

	test('a reverse proxy path and latency', async () => {
		const standIn = await start({ basePath: '/olap/kylin', latencyMs: 40, seed: seedOf({}) });
		const before = Date.now();
		const answer = await fetch(`${standIn.url}/api/jobs?time_filter=4`, { headers: AS_ADMIN });
		expect(answer.status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(35);
		expect((await get(standIn, 'jobs?time_filter=4')).status).toBe(404);
	});

	test('a latency may depend on what is asked for', async () => {
		const latencyMs = ({ query }: { query: object }) => ('page_size' in query ? 60_000 : 0);
		const standIn = await start({ latencyMs, seed: seedOf({}) });
		const slow = get(standIn, 'jobs?time_filter=4&page_size=1').catch(() => 'no answer');
		expect((await get(standIn, 'jobs?time_filter=4')).status).toBe(200);
		await standIn.close();
		expect(await slow).toBe('no answer');
	});

	test('the stack trace of an error is long', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const { stacktrace } = json(
			await get(standIn, 'jobs?time_filter=4&statuses=NO'),
		) as unknown as {
			stacktrace: string;
		};
		expect(stacktrace.split('\n\tat ').length).toBeGreaterThan(40);
	});

	test('control endpoints need no login and put the clock back', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}, {}) });
		standIn.clock.advance(5000);
		const body = JSON.stringify(seedOf({ raw_state: 'SUICIDAL' }));
		const answer = await send(standIn.port, { method: 'POST', path: '/_seed', body });
		expect(JSON.parse(answer.text)).toEqual({ jobs: 1 });
		expect(standIn.clock.now()).toBe(START);
		expect((await send(standIn.port, { path: '/_jobs' })).text).toBe(`{"${JOB}":"SUICIDAL"}`);
	});
});

describe('command line', () => {
	async function firstLine(args: string[]) {
		const child = spawn(process.execPath, [path.join(__dirname, 'cli.js'), '--port', '0', ...args]);
		const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
		const line = await new Promise<string>((resolve, reject) => {
			child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
			child.stderr.once('data', (data: Buffer) => reject(new Error(data.toString())));
		});
		const port = Number(/127\.0\.0\.1:(\d+)/.exec(line)?.[1]);
		return { child, exited, line, port };
	}

	test('serves a seed frozen at its recording, and ends on SIGTERM', async () => {
		const file = path.join(__dirname, '../wire/b-seed.json');
		const { recorded_at, jobs } = JSON.parse(readFileSync(file, 'utf8')) as {
			recorded_at: number;
			jobs: unknown[];
		};
		const { child, exited, line, port } = await firstLine([
			'--seed',
			file,
			'--frozen',
			'--profile',
			'5.0.0',
		]);
		expect(line).toMatch(/profile 5.0.0.*http:\/\/127\.0\.0\.1:\d+\/kylin/);
		const states = JSON.parse((await send(port, { path: '/_jobs' })).text) as object;
		expect(Object.keys(states)).toHaveLength(jobs.length);
		const notFound = await send(port, { path: '/kylin/api/nope', headers: AS_ADMIN });
		expect(JSON.parse(notFound.text)).toMatchObject({ timestamp: recorded_at });
		child.kill('SIGTERM');
		expect(await exited).toBe(0);
	});

	test('without a seed it shows two projects with jobs in every state', async () => {
		const { child, exited, port } = await firstLine([]);
		const { data } = JSON.parse(
			(await send(port, { path: '/kylin/api/jobs?time_filter=1&page_size=50', headers: AS_ADMIN }))
				.text,
		) as { data: { value: JobRecord[] } };
		expect(new Set(data.value.map(({ job_status }) => job_status))).toEqual(
			new Set(['PENDING', 'RUNNING', 'FINISHED', 'ERROR', 'STOPPED', 'DISCARDED']),
		);
		expect(new Set(data.value.map(({ project }) => project)).size).toBe(2);
		child.kill('SIGINT');
		expect(await exited).toBe(0);
	});

	test('refuses an unknown profile', async () => {
		await expect(firstLine(['--profile', 'c'])).rejects.toThrow(
			'--profile must be one of 5.0.0, 5.0.2, 5.0.4, 5.0.5',
		);
	});
});
