/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate as settled } from 'node:timers/promises';
import type {
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INode,
} from 'n8n-workflow';
import { openLogAnswer } from '../../nodes/ApacheKylin/job/getLog/openLogAnswer';
import { storeLog } from '../../nodes/ApacheKylin/job/getLog/storeLog';
import { list as listOperation } from '../../nodes/ApacheKylin/job/list/list.operation';
import { wait as waitOperation } from '../../nodes/ApacheKylin/job/wait/wait.operation';
import { contextSender } from '../../nodes/shared/n8n/contextSender';
import { runPerItemWithFiles, runPerItem } from '../../nodes/ApacheKylin/item/runPerItem';
import { openEnvelope } from '../../nodes/ApacheKylin/item/openEnvelope';
import type { InputItem } from '../../nodes/ApacheKylin/item/inputItem';
import { RequestQueue } from '../../nodes/ApacheKylin/item/requestQueue';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import { getProjects } from '../../nodes/shared/pickers/getProjects';
import { forgetLogins } from '../../nodes/shared/login/loginGuard';
import { searchJobs } from '../../nodes/ApacheKylin/pickers/searchJobs';
import { searchProjects } from '../../nodes/ApacheKylin/pickers/searchProjects';
import { clock } from '../../nodes/shared/time/clock';

const NODE: INode = {
	id: 'kylin',
	name: 'Kylin',
	type: 'n8n-nodes-apache-kylin.apacheKylin',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

type PostReceive = (
	this: IExecuteSingleFunctions,
	items: [],
	response: IN8nHttpFullResponse,
) => Promise<unknown>;
type Answer = (options: IHttpRequestOptions) => unknown;
type Pagination = (
	this: IExecutePaginationFunctions,
	data: object,
) => Promise<Array<{ json: IDataObject; pairedItem: unknown }>>;

/** n8n, running an operation for one input item. */
function runOf(
	operation: unknown,
	answer: Answer,
	{
		index = 0,
		signal,
		hasSignal = true,
		continues = false,
		parameters = {},
		options = {},
		credential = { host: 'http://kylin' },
	}: {
		index?: number;
		signal?: AbortSignal;
		hasSignal?: boolean;
		continues?: boolean;
		parameters?: IDataObject;
		options?: IDataObject;
		credential?: IDataObject;
	} = {},
) {
	const sent: Array<IHttpRequestOptions & { maxResults?: unknown }> = [];
	const context = {
		getItemIndex: () => index,
		getNode: () => NODE,
		continueOnFail: () => continues,
		...(hasSignal ? { getExecutionCancelSignal: () => signal } : {}),
		getNodeParameter: (name: string, fallback?: unknown, how?: { rawExpressions?: boolean }) =>
			(how?.rawExpressions ? parameters[`raw ${name}`] : parameters[name]) ?? fallback,
		getTimezone: () => 'UTC',
		getMode: () => 'trigger',
		getCredentials: async (type: string) => {
			if (type !== 'apacheKylinApi') throw new Error(`No credential of type ${type}`);
			return credential;
		},
		makeRoutingRequest: async (data: { options: IHttpRequestOptions }) => {
			sent.push(data.options);
			return [{ json: { data: await answer(data.options) }, binary: { data: 'file' } }];
		},
	} as unknown as IExecutePaginationFunctions;
	const requestData = {
		options: { headers: { Accept: 'kylin' }, url: '/declared', method: 'GET', ...options },
	};
	const running = (operation as Pagination).call(context, requestData);
	return { running, sent };
}

beforeEach(forgetLogins);

const one = (send: (item: InputItem) => Promise<unknown>) =>
	runPerItem(async (item) => [{ answer: await send(item) } as IDataObject]);

const REQUEST = { method: 'GET' as const, url: '/jobs' };

describe('an operation', () => {
	test('links what comes out to its input item', async () => {
		const twice = runPerItem(async () => [{ a: 1 }, { a: 2 }]);
		expect(await runOf(twice, () => null, { index: 7 }).running).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 7 } },
			{ json: { a: 2 }, pairedItem: { item: 7 } },
		]);
		const file = runPerItemWithFiles(async () => [{ json: {}, binary: {} }]);
		expect(await runOf(file, () => 'x', { index: 1 }).running).toEqual([
			{ json: {}, binary: {}, pairedItem: { item: 1 } },
		]);
	});

	test('sends what it is asked to, with the headers of a body only beside one', async () => {
		const both = one(async ({ send }) => {
			await send({ ...REQUEST, qs: { a: 1 } });
			return await send({ method: 'PUT', url: '/jobs/status', body: { b: 2 } });
		});
		const { running, sent } = runOf(both, ({ method }) => method, { options: { timeout: 5 } });
		expect(await running).toEqual([{ json: { answer: 'PUT' }, pairedItem: { item: 0 } }]);
		expect(sent).toEqual([
			{
				method: 'GET',
				url: '/jobs',
				qs: { a: 1 },
				timeout: 5,
				headers: { Accept: 'kylin' },
				endSignal: expect.anything(),
			},
			{
				method: 'PUT',
				url: '/jobs/status',
				body: { b: 2 },
				timeout: 5,
				headers: { Accept: 'kylin', 'Content-Type': 'application/json;charset=utf-8' },
				endSignal: expect.anything(),
			},
		]);
	});

	test('is given fields, parameters and what readable output needs', async () => {
		const look = one(async ({ fields, parameter, isExpression, outputContext }) => ({
			...fields,
			parameters: [parameter('a'), parameter('c', 'd')],
			expressions: [isExpression('a'), isExpression('b'), isExpression('none')],
			...(await outputContext()),
		}));
		const options = { qs: { q: 1 }, body: { b: 2 } };
		const [{ json }] = await runOf(look, () => null, {
			parameters: { a: 1, 'raw a': '={{ 1 }}', b: '=', 'raw b': 'x=' },
			options,
		}).running;
		expect(json.answer).toEqual({
			query: { q: 1 },
			body: { b: 2 },
			parameters: [1, 'd'],
			expressions: [true, false, false],
			timezone: 'UTC',
			host: 'http://kylin',
		});
		const [{ json: bare }] = await runOf(look, () => null).running;
		expect(bare.answer).toMatchObject({ query: {}, body: {} });
	});

	const failing = one(async ({ send }) => await send(REQUEST));
	const no = () => {
		throw new KylinFailure('No.', { advice: 'Wait.', httpStatus: 503 });
	};

	test('that fails stops the node, or becomes an item', async () => {
		await expect(runOf(failing, no, { index: 2 }).running).rejects.toMatchObject({
			message: 'No.',
			description: 'Wait. [HTTP 503, item 2]',
		});
		expect(await runOf(failing, no, { index: 2, continues: true }).running).toEqual([
			{
				json: { error: 'No.', message: 'Wait. [HTTP 503, item 2]' },
				pairedItem: { item: 2 },
			},
		]);
	});

	/** Sends its first request, waits, and goes on when it is told to. */
	function paused(item: { index: number; signal: AbortSignal }, askFirst = false) {
		let goOn = () => {};
		const told = new Promise<void>((resolve) => (goOn = resolve));
		const operation = one(async ({ send, pause }) => {
			await send(REQUEST);
			await told;
			if (askFirst) await pause(0);
			return await send(REQUEST);
		});
		return { ...runOf(operation, () => 'done', item), goOn };
	}

	test('of which another item failed sends nothing, and ends what it has begun', async () => {
		const { signal } = new AbortController();
		const begun = paused({ index: 0, signal });
		const waiting = paused({ index: 1, signal }, true);
		await settled();
		await expect(runOf(failing, no, { index: 2, signal }).running).rejects.toThrow('No.');
		const late = runOf(failing, no, { index: 3, signal });
		await expect(late.running).rejects.toThrow(
			'Nothing was sent for this item, because another item failed',
		);
		expect(late.sent).toEqual([]);
		begun.goOn();
		waiting.goOn();
		expect(await begun.running).toMatchObject([{ json: { answer: 'done' } }]);
		await expect(waiting.running).rejects.toThrow(
			'This item was given up, because another item failed',
		);
	});

	test('says of what was never sent that it was not', async () => {
		const { signal } = new AbortController();
		await expect(runOf(failing, no, { index: 0, signal }).running).rejects.toThrow('No.');
		const caught: unknown[] = [];
		const late = one(async ({ send }) => {
			return await send(REQUEST).catch(async (error: unknown) => {
				caught.push(error);
				return await Promise.reject(error as Error);
			});
		});
		await expect(runOf(late, no, { index: 1, signal }).running).rejects.toThrow();
		expect(caught).toEqual([expect.objectContaining({ facts: { isUnsent: true } })]);
	});

	test('that fails by itself after another one says why', async () => {
		const { signal } = new AbortController();
		let fail = () => {};
		const failure = new Promise<never>((_resolve, reject) => {
			fail = () => reject(new KylinFailure('Its own.', { httpStatus: 503 }));
		});
		const twice = one(async ({ send }) => [await send(REQUEST), await send(REQUEST)]);
		const answers = [Promise.resolve('first'), failure];
		const begun = runOf(twice, async () => await answers.shift(), { index: 0, signal });
		await settled();
		await expect(runOf(failing, no, { index: 1, signal }).running).rejects.toThrow('No.');
		fail();
		await expect(begun.running).rejects.toThrow('Its own.');
	});

	test('whose request is broken off by a cancellation is cancelled', async () => {
		const controller = new AbortController();
		const broken = async () => {
			controller.abort();
			throw new KylinFailure('No answer.', { networkCode: 'ECONNRESET' });
		};
		const { running } = runOf(failing, broken, { signal: controller.signal });
		await expect(running).rejects.toThrow('The execution was canceled');
	});

	test('works in an n8n that has no cancel signal', async () => {
		const { running } = runOf(
			one(async ({ send }) => await send(REQUEST)),
			() => 'done',
			{ hasSignal: false },
		);
		expect(await running).toMatchObject([{ json: { answer: 'done' } }]);
	});

	test('behind one that failed and is over sends nothing', async () => {
		const { signal } = new AbortController();
		await expect(runOf(failing, no, { index: 0, signal }).running).rejects.toThrow('No.');
		const late = runOf(failing, no, { index: 1, signal });
		await expect(late.running).rejects.toThrow('Nothing was sent for this item');
		expect(late.sent).toEqual([]);
	});

	test('that was cancelled sends nothing more', async () => {
		const controller = new AbortController();
		const begun = paused({ index: 0, signal: controller.signal });
		await settled();
		controller.abort();
		begun.goOn();
		await expect(begun.running).rejects.toThrow('The execution was canceled');
		expect(begun.sent).toHaveLength(1);
	});

	test('whose login was refused for another item does not try it again', async () => {
		const { signal } = new AbortController();
		const begun = paused({ index: 0, signal });
		await settled();
		const refused = () => {
			throw new KylinFailure('Wrong.', { httpStatus: 401 });
		};
		const item = { signal, continues: true };
		await runOf(failing, refused, { ...item, index: 1 }).running;
		const next = runOf(failing, () => 'x', { ...item, index: 2 });
		const error = expect.stringMatching(/^This login was refused at .* UTC: Wrong\.$/);
		expect(await next.running).toMatchObject([{ json: { error } }]);
		expect(next.sent).toEqual([]);
		const credential = { host: 'http://kylin', username: 'other' };
		const another = runOf(failing, () => 'x', { ...item, index: 3, credential });
		expect(await another.running).toMatchObject([{ json: { answer: 'x' } }]);
		begun.goOn();
		await expect(begun.running).rejects.toThrow('Wrong.');
	});
});

test('while an item is in trouble, only it goes on', async () => {
	const queue = new RequestQueue();
	const started: number[] = [];
	const run = async (index: number) =>
		await queue.run(index, async () => await Promise.resolve(started.push(index)));
	await run(0);
	queue.holdOthers(1);
	const held = run(2);
	await run(1);
	await settled();
	expect(started).toEqual([0, 1]);
	queue.release(3);
	await settled();
	expect(started).toEqual([0, 1]);
	queue.release(1);
	await held;
	expect(started).toEqual([0, 1, 2]);
});

test('requests of a run: the first alone, then eight at once, first come, first served', async () => {
	const queue = new RequestQueue();
	const started: number[] = [];
	const ends: Array<() => void> = [];
	const all = Array.from({ length: 20 }, async (_, index) => {
		await queue.run(index, async () => {
			started.push(index);
			await new Promise<void>((resolve) => ends.push(resolve));
			if (index === 3) throw new Error('one fails');
		});
	});
	const results = Promise.allSettled(all);
	await settled();
	expect(started).toEqual([0]);
	ends[0]();
	await settled();
	expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	ends[3]();
	ends[1]();
	await settled();
	expect(started).toHaveLength(11);
	while (ends.length < 20) {
		for (const end of ends) end();
		await settled();
	}
	for (const end of ends) end();
	expect((await results).map(({ status }) => status).filter((s) => s === 'rejected')).toHaveLength(
		1,
	);
	expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

const envelope = (data: unknown) => ({ code: '000', data, msg: '' });

test.each([
	[JSON.stringify(envelope([1])), [1]],
	[envelope({ a: 1 }), { a: 1 }],
])('the envelope of %j is opened', async (body, data) => {
	const answer = { body, headers: {}, statusCode: 200 } as IN8nHttpFullResponse;
	const open = (openEnvelope as PostReceive).bind({} as IExecuteSingleFunctions);
	expect(await open([], answer)).toEqual([{ json: { data } }]);
});

test('an answer without a body is empty', async () => {
	const answer = {
		body: undefined,
		headers: {},
		statusCode: 200,
	} as unknown as IN8nHttpFullResponse;
	const open = (openEnvelope as PostReceive).bind({} as IExecuteSingleFunctions);
	await expect(open([], answer)).rejects.toThrow('The answer was empty');
});

describe('the answer to a request for a log', () => {
	const stream = (content: string) => {
		const chunks = content === '' ? [] : [Buffer.from(content)];
		return Readable.from(chunks, { objectMode: false });
	};
	const open = async (statusCode: number, headers: IDataObject, body: unknown) => {
		const helpers = {
			prepareBinaryData: async (data: Readable, fileName: string, mimeType: string) => ({
				data: await text(data),
				fileName,
				mimeType,
			}),
			binaryToBuffer: async (data: Readable) => Buffer.from(await text(data), 'utf8'),
		};
		const answer = { body, headers, statusCode } as unknown as IN8nHttpFullResponse;
		const context = { helpers } as unknown as IExecuteSingleFunctions;
		const opened = (await (openLogAnswer as PostReceive).call(context, [], answer)) as Array<{
			json: IDataObject;
		}>;
		if (!('body' in opened[0].json)) return opened;
		const item = { download: async () => opened[0].json, store: helpers.prepareBinaryData };
		const { has_log, data } = await storeLog(item as unknown as InputItem, REQUEST);
		return [{ json: { has_log }, binary: { data } }];
	};

	test.each([
		['application/octet-stream', 'attachment; filename="sales_s-1.log"', 'sales_s-1.log'],
		['Application/Octet-Stream;charset=utf-8', 'attachment; filename=a.log; x=y', 'a.log'],
		['application/octet-stream', undefined, 'kylin.log'],
		['application/octet-stream', 'inline', 'kylin.log'],
	])('%s, %s is a file', async (type, disposition, fileName) => {
		const headers = { 'content-type': type, 'content-disposition': disposition };
		expect(await open(200, headers, stream('lines'))).toEqual([
			{
				json: { has_log: true },
				binary: { data: { data: 'lines', fileName, mimeType: 'text/plain' } },
			},
		]);
	});

	const FILE = { 'content-type': 'application/octet-stream' };

	test.each([
		['', false],
		['job output not found, please check kylin.log', false],
		['job output broken, please check kylin.log', false],
		['x'.repeat(1_000_000), true],
	])('a file of %s keeps what was looked at', async (content, has_log) => {
		expect(await open(200, FILE, stream(content))).toMatchObject([
			{ json: { has_log }, binary: { data: { data: content } } },
		]);
	});

	test('a file that arrives late, in pieces', async () => {
		const body = new PassThrough();
		const opening = open(200, FILE, body);
		await settled();
		body.write('first, ');
		await settled();
		body.end('last');
		expect(await opening).toMatchObject([
			{ json: { has_log: true }, binary: { data: { data: 'first, last' } } },
		]);
	});

	test('a file that has already been read to its end is empty', async () => {
		const body = stream('lines');
		await text(body);
		expect(await open(200, FILE, body)).toMatchObject([
			{ json: { has_log: false }, binary: { data: { data: '' } } },
		]);
	});

	test.each([
		['breaks', new Error('aborted')],
		['is given up', undefined],
	])('a file that %s before it begins', async (_name, error) => {
		const body = new PassThrough();
		const opening = open(200, FILE, body);
		await settled();
		body.destroy(error);
		await expect(opening).rejects.toThrow(error?.message ?? 'Premature close');
		await expect(open(200, FILE, body)).rejects.toThrow();
	});

	test('that is no stream is opened as any other', async () => {
		expect(await open(200, {}, JSON.stringify(envelope('x')))).toEqual([{ json: { data: 'x' } }]);
		await expect(open(200, {}, null)).rejects.toThrow(KylinFailure);
	});

	const refusal = JSON.stringify({ code: '999', data: null, msg: 'KE-010032219: Gone.' });

	test.each<[number, IDataObject, string, string]>([
		[500, { 'content-type': 'application/json' }, refusal, 'Gone.'],
		[500, { 'content-type': 'application/octet-stream' }, refusal, 'Gone.'],
		[200, {}, '<html>', 'A web page came back instead of an answer from Kylin'],
		[200, { 'content-type': 'x-application/octet-stream' }, '<html>', 'A web page came back'],
		[
			200,
			{ 'content-type': 'application/json' },
			JSON.stringify(envelope(1)),
			'Something other than a log came back',
		],
	])('HTTP %d with %j and %j is a failure', async (status, headers, body, message) => {
		await expect(open(status, headers, stream(body))).rejects.toThrow(message);
	});

	test('that is something else tells where to look', async () => {
		await expect(open(200, {}, stream(JSON.stringify(envelope(1))))).rejects.toMatchObject({
			facts: {
				httpStatus: 200,
				advice: "Check 'Host' in the credential: this may be another version of Kylin than 5.",
			},
		});
	});
});

const JOBS = ['a', 'b', 'c'].map((id) => ({
	id,
	job_status: 'RUNNING',
	project: 'sales',
	scheduler_state: 'RUNNING',
}));

const listing: Answer = ({ qs = {} }) => {
	const [size, page, key] = [Number(qs.page_size), Number(qs.page_offset), qs.key];
	const found = JOBS.filter(({ id }) => key === undefined || id === key);
	return { value: found.slice(page * size, (page + 1) * size), total_size: found.length };
};

describe('List Jobs', () => {
	const list = listOperation.option.routing?.operations?.pagination;

	test('a page of them', async () => {
		const options = { qs: { page_size: 2, project: 'sales' } };
		const parameters = { output: 'raw', options: { pageOffset: 1 } };
		const { running, sent } = runOf(list, listing, { options, parameters });
		expect((await running).map(({ json }) => json)).toEqual([JOBS[2]]);
		expect(sent).toMatchObject([{ method: 'GET', url: '/jobs' }]);
		expect(sent[0].qs).toEqual({
			time_filter: 4,
			project: 'sales',
			sort_by: 'create_time',
			reverse: true,
			page_size: 2,
			page_offset: 1,
		});
	});

	test('all of them, whatever the page', async () => {
		const options = { qs: { page_size: 2 } };
		const { running, sent } = runOf(list, listing, { options, parameters: { returnAll: true } });
		expect((await running).map(({ json }) => json.id)).toEqual(['a', 'b', 'c']);
		expect(sent).toHaveLength(1);
	});

	test.each([
		[{ returnAll: 'x' }, "'Return All' must be true or false"],
		[{ output: 'x' }, "'Output' must be one of"],
	])('%j is refused', async (parameters, message) => {
		const { running, sent } = runOf(list, listing, { parameters });
		await expect(running).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});
});

describe('Wait for Jobs', () => {
	const wait = waitOperation.option.routing?.operations?.pagination;
	let now = 0;

	beforeEach(() => {
		jest.spyOn(clock, 'elapsed').mockImplementation(() => now);
		jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
			now += ms;
		});
	});
	afterEach(() => jest.restoreAllMocks());

	test('tells which were not done in time, in the order they were given in', async () => {
		const ended: Answer = (options) => {
			const { value } = listing(options) as { value: typeof JOBS };
			const jobs = value.map((job) => (job.id === 'a' ? { ...job, job_status: 'FINISHED' } : job));
			return { value: jobs, total_size: jobs.length };
		};
		const { running } = runOf(wait, ended, {
			options: { qs: { key: 'b, a', project: 'sales' } },
			parameters: { waitOptions: { maxDuration: 1, onTimeout: 'returnJobs' } },
		});
		expect((await running).map(({ json }) => [json.id, json.timed_out])).toEqual([
			['b', true],
			['a', false],
		]);
	});

	test.each<[IDataObject, IDataObject, string]>([
		[{}, {}, "'Jobs' is empty"],
		[{ key: 'a', project: {} }, {}, "'Project' must be text"],
		[{ key: 'a' }, { waitOptions: { interval: 0 } }, "'Interval (Seconds)' must be"],
		[{ key: 'a' }, { output: 'x' }, "'Output' must be one of"],
	])('%j with %j is refused', async (qs, parameters, message) => {
		const { running, sent } = runOf(wait, listing, { options: { qs }, parameters });
		await expect(running).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});
});

/** The editor, asking for what to choose from. */
function editorWith(data: unknown, project?: unknown) {
	const sent: Array<{ credential: string; options: IHttpRequestOptions }> = [];
	const context = {
		getNode: () => NODE,
		getCredentials: async () => ({ host: 'http://kylin' }),
		getCurrentNodeParameter: (name: string) => (name === 'project' ? project : undefined),
		helpers: {
			async httpRequestWithAuthentication(credential: string, options: IHttpRequestOptions) {
				expect(this).toBe(context);
				sent.push({ credential, options });
				if (data instanceof Error) throw data;
				return { statusCode: 200, headers: {}, body: JSON.stringify(envelope(data)) };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	return { context, sent };
}

describe('outside of an execution', () => {
	test('a request has the headers of Kylin, and an end', async () => {
		const { context, sent } = editorWith('x');
		expect(await contextSender(context, 30_000)({ ...REQUEST, qs: { a: 1 } })).toBe('x');
		expect(sent).toEqual([
			{
				credential: 'apacheKylinApi',
				options: {
					method: 'GET',
					url: '/jobs',
					qs: { a: 1 },
					headers: {
						Accept: 'application/vnd.apache.kylin-v4-public+json',
						'Accept-Language': 'en',
					},
					encoding: 'text',
					json: false,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					sendCredentialsOnCrossOriginRedirect: false,
					returnFullResponse: true,
					timeout: 30_000,
					endSignal: expect.anything(),
				},
			},
		]);
	});

	test('no body is an empty answer', async () => {
		const { context } = editorWith('x');
		Object.assign(context.helpers, {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {} }),
		});
		await expect(contextSender(context, 30_000)(REQUEST)).rejects.toThrow('The answer was empty');
	});
});

describe('the pickers', () => {
	const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `p${i}` }));

	test.each<[unknown[], number, string | undefined, string | undefined, string | undefined]>([
		[rows(50), 120, undefined, undefined, '1'],
		[rows(50), 101, '1', ' sales ', '2'],
		[rows(50), 100, '1', ' ', undefined],
		[[], 999, '3', '', undefined],
	])('projects, %#', async (value, total_size, token, filter, next) => {
		const { context, sent } = editorWith({ value, total_size });
		const { results, paginationToken } = await searchProjects.call(context, filter, token);
		expect(results).toEqual(
			(value as Array<{ name: string }>).map(({ name }) => ({ name, value: name })),
		);
		expect(paginationToken).toBe(next);
		const { method, url, qs } = sent[0].options;
		expect({ method, url, qs }).toEqual({
			method: 'GET',
			url: '/projects',
			qs: {
				permission: 'OPERATION',
				page_offset: Number(token ?? 0),
				page_size: 50,
				...(filter?.trim() ? { project: 'sales' } : {}),
			},
		});
	});

	test('all projects at once', async () => {
		const { context, sent } = editorWith({ value: rows(2), total_size: 2 });
		expect(await getProjects.call(context)).toEqual([
			{ name: 'p0', value: 'p0' },
			{ name: 'p1', value: 'p1' },
		]);
		const { method, url, qs } = sent[0].options;
		expect({ method, url, qs }).toEqual({
			method: 'GET',
			url: '/projects',
			qs: { permission: 'OPERATION', page_offset: 0, page_size: 1_000 },
		});
	});

	const HOUR = 3_600_000;
	const NOW = 1_000 * HOUR;
	const job = (hoursAgo: number, more: object = {}) => ({
		id: 'a',
		job_status: 'ERROR',
		scheduler_state: 'ERROR',
		project: 'sales',
		job_name: 'INC_BUILD',
		target_subject: 'orders',
		create_time: NOW - hoursAgo * HOUR,
		...more,
	});

	test.each<[object, string]>([
		[job(0.5), 'orders · Load Data · ERROR · 30 min ago · sales · a'],
		[job(-1), 'orders · Load Data · ERROR · 0 min ago · sales · a'],
		[job(59.9 / 60), 'orders · Load Data · ERROR · 59 min ago · sales · a'],
		[job(1), 'orders · Load Data · ERROR · 1 h ago · sales · a'],
		[job(47.5), 'orders · Load Data · ERROR · 47 h ago · sales · a'],
		[job(48), 'orders · Load Data · ERROR · 2 days ago · sales · a'],
		[job(95), 'orders · Load Data · ERROR · 3 days ago · sales · a'],
		[job(2, { target_subject: null, job_name: null }), 'ERROR · 2 h ago · sales · a'],
	])('the job %j', async (record, name) => {
		jest.spyOn(clock, 'now').mockReturnValue(NOW);
		const { context, sent } = editorWith({ value: [record], total_size: 1 });
		const { results } = await searchJobs.call(context);
		expect(results).toMatchObject([{ name, value: 'a' }]);
		expect(sent[0].options.qs).not.toHaveProperty('key');
		jest.restoreAllMocks();
	});

	test.each<[unknown, string | undefined]>([
		[undefined, undefined],
		['', undefined],
		[{ value: ' sales ' }, 'sales'],
		['sales', 'sales'],
		['={{ $json.project }}', undefined],
		[{ value: ' ' }, undefined],
		[{ value: 7 }, undefined],
	])('jobs of the project %j', async (parameter, project) => {
		const { context, sent } = editorWith({ value: [job(1)], total_size: 1 }, parameter);
		await searchJobs.call(context, ' key ', '2');
		const { method, url, qs } = sent[0].options;
		expect({ method, url, qs }).toStrictEqual({
			method: 'GET',
			url: '/jobs',
			qs: {
				time_filter: 4,
				...(project === undefined ? {} : { project }),
				key: 'key',
				sort_by: 'create_time',
				reverse: true,
				page_size: 50,
				page_offset: 2,
			},
		});
	});

	test.each<[number, number, string | undefined, string | undefined]>([
		[50, 120, undefined, '1'],
		[50, 101, '1', '2'],
		[50, 100, '1', '2'],
		[49, 149, '2', undefined],
		[0, 999, '3', undefined],
	])('%d jobs of %d on page %s', async (count, total_size, token, next) => {
		const value = Array.from({ length: count }, (_, index) => job(1, { id: `j${index}` }));
		const { context, sent } = editorWith({ value, total_size });
		const { paginationToken } = await searchJobs.call(context, ' ', token);
		expect(paginationToken).toBe(next);
		expect(sent[0].options.qs).not.toHaveProperty('key');
	});

	test('a failure is told as the node tells it', async () => {
		const { context } = editorWith(new KylinFailure('No.', { advice: 'Wait.' }));
		for (const pick of [searchProjects, searchJobs]) {
			const told = { message: 'No.', description: 'Wait.' };
			await expect(pick.call(context)).rejects.toMatchObject(told);
		}
		await expect(getProjects.call(context)).rejects.toThrow('No. Wait.');
	});
});
