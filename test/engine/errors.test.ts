/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { gzipSync } from 'node:zlib';
import { LoggerProxy, sleep, type IDataObject } from 'n8n-workflow';
import {
	AUTHORIZATION,
	PASSWORD,
	expectNoSecret,
	recordLog,
	startGuardedKylin,
} from './faults/secret';
import { runKylin } from './harness';
import { seedJob, seedOf, startKylin, type Kylin } from './kylin';

const STACK_TRACE = /\n\tat |org\.apache\.kylin/;

let kylin: Kylin;

beforeEach(async () => (kylin = await startKylin([seedJob('ERROR')])));
afterEach(async () => await kylin.close());

const list = async (parameters: object = {}, credential: object = {}) => {
	const result = await runKylin({
		parameters: { resource: 'job', operation: 'list', ...parameters },
		credential: { ...kylin.credential, ...credential },
	});
	return { ...result, title: result.error?.message, advice: String(result.error?.description) };
};

const project = (value: string) => ({ project: { __rl: true, mode: 'name', value } });

const TRIED_AGAIN = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const kylinSays = (msg: string, status = 500, error_code: string | null = null) => ({
	status,
	body: JSON.stringify({ code: '999', data: null, msg, error_code, stacktrace: `${msg}\n\tat x` }),
});

describe("Kylin's own sentence is the title", () => {
	test.each<[string, object, object, string, string[]]>([
		[
			'unknown project',
			project('nope'),
			{},
			'Can\'t find project "nope". Please check and try again.',
			['KE-010001201', 'HTTP 500', 'item 0', "'Project'"],
		],
		[
			'no access',
			project('learn_kylin'),
			{ username: 'READER', password: 'reader' },
			"The user doesn't have access.",
			['KE-010024001', 'OPERATION', "'Project'"],
		],
		[
			'wrong password',
			{},
			{ password: 'wrong' },
			'Invalid username or password. Please check and try again.',
			['KE-010003208', 'credential', 'HTTP 401'],
		],
	])('%s', async (_name, parameters, credential, title, advice) => {
		const result = await list(parameters, credential);
		expect(result.title).toBe(title);
		for (const part of advice) expect(result.advice).toContain(part);
		expect(result.stored).not.toMatch(STACK_TRACE);
	});

	test('a wrong password costs one request', async () => {
		await list({ returnAll: true }, { password: 'wrong' });
		expect(kylin.requests).toHaveLength(1);
	});

	test.each([undefined, 'continueRegularOutput'] as const)(
		'a wrong password costs one request, whatever would be asked at once (%s)',
		async (onError) => {
			const wrong = { ...kylin.credential, password: 'wrong' };
			const items = Array.from({ length: 30 }, () => ({}));
			for (const parameters of [
				{ operation: 'list' },
				{ operation: 'operate', jobIds: 'one, two, three, four' },
			]) {
				kylin.requests.length = 0;
				kylin.seed(seedOf([]));
				const result = await runKylin({
					parameters: { resource: 'job', ...parameters } as IDataObject,
					credential: wrong,
					items,
					settings: { onError },
				});
				expect(kylin.requests.map(({ status }) => status)).toEqual([401]);
				const messages = result.items.map(({ json }) => json.error);
				const message = 'Invalid username or password. Please check and try again.';
				const later = expect.stringMatching(/^This login was refused at .* UTC: Invalid username/);
				if (onError === undefined) expect(result.error?.message).toBe(message);
				else expect(messages).toEqual([message, ...items.slice(1).map(() => later)]);
			}
		},
	);

	test("a wrong password costs one request, whatever n8n's Retry On Fail does", async () => {
		const { error } = await runKylin({
			parameters: { resource: 'job', operation: 'list' },
			credential: { ...kylin.credential, password: 'wrong' },
			settings: TRIED_AGAIN,
		});
		expect(error?.message).toMatch(/^This login was refused at .* UTC: Invalid username/);
		expect(kylin.requests).toHaveLength(1);
	});

	test('a password that is corrected between two tries is sent', async () => {
		const credential = { ...kylin.credential, password: 'wrong' };
		kylin.onRequest = () => {
			void sleep(100).then(() => (credential.password = kylin.credential.password));
		};
		const { items, error } = await runKylin({
			parameters: { resource: 'job', operation: 'list' },
			credential,
			settings: { ...TRIED_AGAIN, waitBetweenTries: 1_000 },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(kylin.requests.map(({ status }) => status)).toEqual([401, 200]);
	});

	test('a locked account says for how long', async () => {
		for (let tries = 0; tries < 3; tries += 1) await list({}, { password: 'wrong' });
		const { title, advice } = await list();
		expect(title).toMatch(/^For security concern, account ADMIN has been locked\./);
		expect(title).toContain('30 seconds');
		expect(advice).toContain('KE-010003005');
	});

	test.each([
		['new', 'KE-010019999: Some sentence.', 'Some sentence.', 'KE-010019999'],
		['old', 'KE-010000003(Invalid Parameter):Some sentence.', 'Some sentence.', 'KE-010000003'],
		['unexpected', 'KE-000000001(UNKNOWN ERRORCODE): Some\nlines', 'Some lines', 'KE-000000001'],
		['without a code', 'Some sentence.', 'Some sentence.', 'HTTP 500'],
		['empty', '', 'Kylin could not process the request', 'HTTP 500'],
	])('message of the %s shape', async (_shape, msg, title, code) => {
		kylin.faults.add({ path: '/api/jobs', ...kylinSays(msg) });
		const result = await list();
		expect(result.title).toBe(title);
		expect(result.advice).toContain(code);
	});
});

describe('answers that are not from Kylin 5', () => {
	const noEnvelope = { code: '000', data: { total_size: 1 }, msg: '' };

	test.each<[string, object, string, string]>([
		['a redirect to a login page', { redirect: '/kylin/login' }, 'login page', 'credential'],
		[
			'a redirect elsewhere',
			{ redirect: 'http://elsewhere.example/x?y=1' },
			'redirects',
			'http://elsewhere.example',
		],
		['a web page', { html: true }, 'web page', "'Host'"],
		['truncated JSON', { truncate: true }, 'could not be read', 'try again'],
		['malformed JSON', { malformed: true }, 'could not be read', 'try again'],
		['an empty body', { empty: true }, 'empty', 'Try again'],
		['text', { body: 'hello' }, 'not Kylin', "'Host'"],
		['a bare array, as Kylin 4 sends', { body: '[]' }, 'not a complete answer', "'Host'"],
		['another code with status 200', { code: '401' }, 'Something is wrong although', 'HTTP 200'],
		['no data.value', { noValue: true }, 'holds no list', 'version of Kylin'],
		['no data', { body: JSON.stringify({ ...noEnvelope, data: null }) }, 'holds no list', "'Host'"],
		[
			'rows that are no jobs',
			{ body: JSON.stringify({ ...noEnvelope, data: { value: [1] } }) },
			'something other than jobs',
			"'Host'",
		],
		['406', { status: 406, body: '{"status":406}' }, 'Kylin 5', 'Kylin 5 is needed'],
		['404', { status: 404, html: true }, 'no Kylin API', "'Host'"],
		['403', { status: 403, body: '' }, 'refused access', 'proxy'],
		[
			'429',
			{ status: 429, body: '', headers: { 'retry-after': '7' } },
			'fewer requests',
			'Batching',
		],
		['502', { status: 502, html: true }, 'proxy in front of Kylin', 'runs'],
		['503', { status: 503, body: '' }, 'not available', 'starting'],
		['504', { status: 504, body: '' }, 'waited too long', 'time limit'],
		['407', { status: 407, body: '' }, 'proxy between n8n and Kylin', 'Proxy'],
		[
			'403 of a gateway with a code of its own',
			{ status: 403, body: '{"code":4031,"message":"Quota is used up."}' },
			'The server refused access: Quota is used up',
			'proxy',
		],
		[
			'429 of a gateway with a code of its own',
			{ status: 429, body: '{"code":"LIMIT","message":"Slow down"}' },
			'fewer requests: Slow down',
			'Batching',
		],
		[
			'a redirect that is no address',
			{ redirect: 'javascript:alert(1)' },
			'redirects',
			'Redirects are not followed',
		],
		[
			'a wrong chunk',
			{ raw: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n' },
			'not valid HTTP',
			'damaged',
		],
		['something that is not HTTP', { raw: 'SSH-2.0-x\r\n' }, 'not valid HTTP', "'Host'"],
		[
			'gzip that is none',
			{ body: 'this is no gzip', headers: { 'content-encoding': 'gzip' } },
			'not valid HTTP',
			'damaged',
		],
		['418', { status: 418, body: '' }, 'HTTP status 418', "'Host'"],
	])('%s', async (_name, fault, title, advice) => {
		kylin.faults.add({ path: '/api/jobs', ...fault });
		const result = await list();
		expect(result.title).toContain(title);
		expect(result.advice).toContain(advice);
		expect(result.items).toHaveLength(0);
		expect(kylin.requests).toHaveLength(1);
	});

	test('a sentence of 10 MB is cut, and its control characters are gone', async () => {
		kylin.faults.add({
			path: '/api/jobs',
			...kylinSays(`a\u0000b\u001b[31m${'x'.repeat(10_000_000)}`),
		});
		const { title, stored } = await list();
		expect(title).toMatch(/^a b \[31mx+…$/);
		expect(stored.length).toBeLessThan(100_000);
	});

	test('a little gzip that is a great deal is not parsed', async () => {
		const body = gzipSync(Buffer.alloc(200_000_001, ' '), { level: 1 });
		kylin.faults.add({ path: '/api/jobs', body, headers: { 'Content-Encoding': 'gzip' } });
		const { title, advice } = await list();
		expect(title).toBe('The answer is too large to be read');
		expect(advice).toContain('Ask for less at once');
	});

	test('a sentence of 200,000 full stops takes no time', async () => {
		kylin.faults.add({ path: '/api/jobs', ...kylinSays(`${'.'.repeat(200_000)}x`) });
		const began = performance.now();
		await list();
		expect(performance.now() - began).toBeLessThan(2_000);
	});

	test('gzip is no obstacle, nor is the content type', async () => {
		kylin.faults.add({ path: '/api/jobs', gzip: true, contentType: 'text/plain' });
		const { items } = await list();
		expect(items).toHaveLength(1);
	});
});

describe('no answer', () => {
	test('nothing listening', async () => {
		await kylin.close();
		const { title, advice } = await list();
		expect(title).toBe('Nothing is listening at the address of Kylin');
		expect(advice).toContain('7070');
		expect(advice).toContain('ECONNREFUSED');
	});

	test.each([
		['dead', 'http://127.0.0.1:9', '127.0.0.1:9'],
		['unknown', 'http://proxy.invalid:3128', 'proxy.invalid'],
	])('a proxy that is %s', async (_how, proxy, address) => {
		const { title, advice } = await list({ requestOptions: { proxy } });
		expect(title).toBe(`The proxy between n8n and Kylin cannot be reached: ${address}`);
		expect(advice).toContain('HTTP_PROXY');
		expect(kylin.requests).toHaveLength(0);
	});

	test('an unknown host name', async () => {
		const { title } = await list({}, { host: 'http://kylin.invalid:7070' });
		expect(title).toMatch(/host name of Kylin/);
	});

	test('a timeout', async () => {
		kylin.faults.add({ path: '/api/jobs', hang: true });
		const { title, advice } = await list({ requestOptions: { timeout: 50 } });
		expect(title).toBe('Kylin did not answer in time');
		expect(advice).toContain('Request Options');
	});

	test.each([
		['beforeHeaders', 'The connection was closed before Kylin answered'],
		['inBody', 'The connection was closed in the middle of the answer'],
	] as const)('a connection closed %s', async (reset, sentence) => {
		kylin.faults.add({ path: '/api/jobs', reset });
		const { title } = await list();
		expect(title).toBe(sentence);
	});
});

describe('secrets', () => {
	beforeEach(async () => {
		await kylin.close();
		kylin = await startGuardedKylin([seedJob('ERROR')]);
	});
	afterEach(() => jest.restoreAllMocks());

	test.each<[string, object, object]>([
		['success', {}, {}],
		['a refusal', project('nope'), {}],
		['a login page', {}, { html: true }],
		['a redirect', {}, { redirect: 'http://127.0.0.1:9/' }],
		['a closed connection', {}, { reset: 'beforeHeaders' }],
		['an internal failure', {}, kylinSays('KE-000000001(UNKNOWN ERRORCODE): null')],
	])('are in nothing that is stored after %s', async (_name, parameters, fault) => {
		const log = recordLog();
		if (Object.keys(fault).length > 0) kylin.faults.add({ path: '/api/jobs', ...fault });
		for (const onError of [
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		] as const) {
			const { stored, run } = await runKylin({
				parameters: { resource: 'job', operation: 'list', ...parameters },
				credential: kylin.credential,
				settings: { onError },
			});
			expectNoSecret(stored, run, log);
		}
		expect(kylin.requests[0].headers.authorization).toBe(AUTHORIZATION);
	});

	test('do not follow a redirect to another host', async () => {
		const other = await startKylin([seedJob('ERROR')]);
		try {
			const elsewhere = other.url.replace('127.0.0.1', 'localhost');
			for (const parameters of [
				{ operation: 'list' },
				{ operation: 'operate', jobIds: 'x', options: { return: 'confirmation' } },
			]) {
				kylin.faults.add({ path: '/api/jobs', redirect: `${elsewhere}/api/jobs`, status: 307 });
				const { error } = await runKylin({
					parameters: { resource: 'job', ...parameters } as IDataObject,
					credential: kylin.credential,
				});
				expect(error?.message).toContain('redirects');
			}
			expect(other.requests).toHaveLength(0);
		} finally {
			await other.close();
		}
	});

	test('would be found in an error, in its hidden members, and in a log', () => {
		const log = recordLog();
		const hidden = Object.defineProperty(new Error('x'), 'config', { value: { PASSWORD } });
		for (const told of [new Error('x', { cause: hidden }), { request: AUTHORIZATION }]) {
			LoggerProxy.warn('x', { told });
			expect(() => expectNoSecret(told)).toThrow();
			expect(() => expectNoSecret(log.splice(0))).toThrow();
		}
	});
});
