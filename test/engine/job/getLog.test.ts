import type { IDataObject } from 'n8n-workflow';
import { openBinaryStore } from '../binaryStore';
import { runKylin } from '../harness';
import { seedJob, startKylin, type Kylin } from '../kylin';

const REASON = 'Container killed by YARN';
const LONG_LOG = [
	...Array.from({ length: 1_000 }, (_, line) => `INFO line ${line}`),
	`ERROR ${REASON}`,
].join('\n');

const failedJob = (more: IDataObject = {}) =>
	seedJob('ERROR', {
		shape: 'full',
		failure: { step: 'Build indexes by layer', reason: REASON },
		logs: { 'Detect Resource': 'all is well', 'Load Data To Index': LONG_LOG },
		...more,
	});

let kylin: Kylin;
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => (store = await openBinaryStore()));

afterAll(() => store.close());

afterEach(async () => await kylin.close());

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

const getLog = async (job: unknown, parameters: object = {}, more: object = {}) =>
	await runKylin({
		parameters: {
			resource: 'job',
			operation: 'getLog',
			job: byId(job),
			logFormat: 'excerpt',
			...parameters,
		},
		credential: kylin.credential,
		...more,
	});

const chosen = (step: unknown) => ({ stepChoice: 'chosenStep', step });
const AS_FILE = { logFormat: 'file' };

const WITHOUT_LOG = [
	['ERROR', 'failedStep', 'job output not found, please check kylin.log'],
	['RUNNING', 'chosenStep', 'Wait a moment ... '],
];

describe('the excerpt', () => {
	test('of the failed step, as text: look-up, steps, output', async () => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { items, error } = await getLog(job.id);
		expect(error).toBeUndefined();
		expect(kylin.requests.map(({ path, query }) => [path, query.project])).toEqual([
			['/kylin/api/jobs', undefined],
			[`/kylin/api/jobs/${job.id}/detail`, 'learn_kylin'],
			[`/kylin/api/jobs/${job.id}/steps/${job.id}_01/output`, 'learn_kylin'],
		]);
		const { log, ...about } = items[0].json;
		expect(about).toEqual({
			id: job.id,
			project: 'learn_kylin',
			step_id: `${job.id}_01`,
			step_name: 'Load Data To Index',
			step_status: 'ERROR',
			has_log: true,
		});
		expect(String(log).split('\n')).toHaveLength(201);
		expect(log).toContain(`ERROR ${REASON}`);
		expect(items[0].binary).toBeUndefined();
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});

	test.each([
		['its name', 'Detect Resource'],
		['its name in another letter case', ' detect resource '],
		['its number', 1],
		['its number as text', '1'],
	])('of a step chosen by %s', async (_name, step) => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { items } = await getLog(job.id, chosen(step));
		expect(items[0].json).toMatchObject({ step_name: 'Detect Resource', log: 'all is well' });
	});

	test('of a step chosen by its ID', async () => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { items } = await getLog(job.id, chosen(`${job.id}_00`));
		expect(items[0].json).toMatchObject({ step_name: 'Detect Resource' });
	});

	test.each(WITHOUT_LOG)('of a job in %s without a log', async (state, stepChoice, log) => {
		const job = seedJob(state, { shape: 'full', logs: {} });
		kylin = await startKylin([job]);
		const { items } = await getLog(job.id, { stepChoice, step: 'Load Data To Index' });
		expect(items[0].json).toMatchObject({ has_log: false, log });
	});
});

test.each(['{"cmd_output":null}', 'null'])('an answer without a log: %s', async (data) => {
	const job = failedJob();
	kylin = await startKylin([job]);
	kylin.faults.add({ after: 2, body: `{"code":"000","data":${data},"msg":""}` });
	const { items } = await getLog(job.id);
	expect(items[0].json).toMatchObject({ has_log: false, log: '' });
});

describe('the whole log', () => {
	test('goes into the field "data" if none is named', async () => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { items } = await getLog(job.id, { ...AS_FILE, binaryPropertyName: ' ' });
		expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
	});

	test('goes as a file into the binary store', async () => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { items, error } = await getLog(job.id, { ...AS_FILE, binaryPropertyName: 'log' });
		expect(error).toBeUndefined();
		const { path, headers } = kylin.requests[2];
		expect(path).toBe(`/kylin/api/jobs/${job.id}/steps/${job.id}_01/log`);
		expect(headers.accept).toBe('application/vnd.apache.kylin-v4-public+json');
		expect(items[0].json).toEqual({
			id: job.id,
			project: 'learn_kylin',
			step_id: `${job.id}_01`,
			step_name: 'Load Data To Index',
			step_status: 'ERROR',
			has_log: true,
		});
		expect(items[0].pairedItem).toEqual({ item: 0 });
		const file = items[0].binary?.log;
		expect(file).toMatchObject({
			fileName: `learn_kylin_${job.id}_01.log`,
			mimeType: 'text/plain',
		});
		expect(await store.read(file!)).toBe(LONG_LOG);
		expect(file?.id).toContain('filesystem');
	});

	test('of 60 MB is a reference in the execution', async () => {
		const log = `${'x'.repeat(1023)}\n`.repeat(60 * 1024);
		const job = failedJob({ logs: { 'Load Data To Index': log } });
		kylin = await startKylin([job]);
		const { items, error } = await getLog(job.id, AS_FILE);
		expect(error).toBeUndefined();
		expect((await store.read(items[0].binary!.data)).length).toBe(60 * 1024 * 1024);
		// The store holds it: what n8n keeps of the execution is a reference.
		expect(JSON.stringify(items[0]).length).toBeLessThan(2_000);
	});

	test.each(WITHOUT_LOG)('of a job in %s without a log', async (state, stepChoice, log) => {
		const job = seedJob(state, { shape: 'full', logs: {} });
		kylin = await startKylin([job]);
		const step = { stepChoice, step: 'Load Data To Index' };
		const { items } = await getLog(job.id, { ...AS_FILE, ...step });
		expect(items[0].json).toMatchObject({ has_log: false });
		expect(await store.read(items[0].binary!.data)).toBe(log);
	});

	test('that is empty is an empty file', async () => {
		const job = failedJob({ logs: { 'Load Data To Index': '' } });
		kylin = await startKylin([job]);
		const { items, error } = await getLog(job.id, AS_FILE);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ has_log: false });
		expect(await store.read(items[0].binary!.data)).toBe('');
	});

	test('several items each get their own', async () => {
		const jobs = [failedJob(), failedJob({ logs: { 'Load Data To Index': 'the second' } })];
		kylin = await startKylin(jobs);
		const { items } = await getLog('={{ $json.id }}', AS_FILE, {
			items: jobs.map(({ id }) => ({ id })),
		});
		const texts = await Promise.all(
			items.map(async ({ binary }) => await store.read(binary!.data)),
		);
		expect(texts).toEqual([LONG_LOG, 'the second']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	const FAILURES: Array<[string, object, string]> = [
		['503', { status: 503 }, 'The server is not available at the moment'],
		['401', { status: 401 }, 'The server asked for a login'],
		[
			"Kylin's own refusal",
			{
				status: 400,
				body: '{"code":"999","data":null,"msg":"KE-010024001(No access):The user doesn\'t have access.","error_code":"KE-010024001"}',
			},
			"The user doesn't have access.",
		],
		[
			'a proxy whose page passes for a file',
			{ status: 502, body: 'x', headers: { 'Content-Type': 'application/octet-stream' } },
			'The proxy in front of Kylin got no valid answer',
		],
		['a login page', { html: true }, 'A web page came back'],
		['a redirect', { redirect: 'https://sso.example/login' }, 'login page'],
		[
			'an envelope that is no log',
			{ body: '{"code":"000","data":"","msg":""}' },
			'Something other than a log',
		],
		['a break before the answer', { reset: 'beforeHeaders' }, 'closed before Kylin answered'],
		['a break in the middle', { reset: 'inBody' }, 'closed'],
	];

	test.each(FAILURES)('%s', async (_name, fault, sentence) => {
		const job = failedJob();
		kylin = await startKylin([job]);
		kylin.faults.add({ path: '/log', ...fault });
		const { error } = await getLog(job.id, AS_FILE);
		expect(error?.message).toContain(sentence);
		expect(String(error?.description)).toContain('item 0');
	});
});

describe('what cannot be answered', () => {
	test('no step has failed', async () => {
		const job = seedJob('SUCCEED', { shape: 'full' });
		kylin = await startKylin([job]);
		const { error } = await getLog(job.id);
		expect(error?.message).toBe(`No step of job "${job.id}" has failed: the job is FINISHED`);
		expect(String(error?.description)).toContain(
			'Its steps are: 1 Detect Resource (FINISHED), 2 Load Data To Index (FINISHED), 3 Update Metadata (FINISHED).',
		);
	});

	test.each(['4', '0', 'Detect', 'nope'])('no step "%s"', async (step) => {
		const job = failedJob();
		kylin = await startKylin([job]);
		const { error } = await getLog(job.id, chosen(step));
		expect(error?.message).toBe(`Job "${job.id}" has no step "${step}"`);
		expect(String(error?.description)).toContain('2 Load Data To Index (ERROR)');
	});

	test('an unknown job', async () => {
		kylin = await startKylin([]);
		expect((await getLog('nope')).error?.message).toBe('Can\'t find job "nope"');
	});

	test.each([
		['Job', { job: byId('={{ null }}') }],
		['Step', { stepChoice: '={{ "last" }}' }],
		['Step Name or Number', chosen(' ')],
		['Step Name or Number', chosen('={{ [1] }}')],
		['Return', { logFormat: '={{ "all" }}' }],
		['Lines', { logFormat: 'lastLines', lines: '={{ 101 }}' }],
	])('%s that does not fit sends nothing', async (field, parameters) => {
		kylin = await startKylin([]);
		const { error } = await getLog('x', parameters);
		expect(error?.message).toContain(`'${field}'`);
		expect(kylin.requests).toHaveLength(0);
	});
});

describe('the last lines', () => {
	const LINES = Array.from({ length: 120 }, (_, index) => `line ${index}`);
	const logOf = async (parameters: IDataObject) => {
		const job = seedJob('ERROR', {
			shape: 'full',
			logs: { 'Load Data To Index': `${LINES.join('\n')}\n` },
		});
		kylin = await startKylin([job]);
		const { items } = await runKylin({
			parameters: { resource: 'job', operation: 'getLog', job: byId(job.id), ...parameters },
			credential: kylin.credential,
		});
		return items[0].json;
	};

	test('are the 100 last ones unless another number is given', async () => {
		expect(await logOf({})).toMatchObject({ has_log: true, log: LINES.slice(20).join('\n') });
	});

	test('are as many as are asked for', async () => {
		expect((await logOf({ lines: 2 })).log).toBe('line 118\nline 119');
	});
});
