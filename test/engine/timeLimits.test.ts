/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { getEventListeners } from 'node:events';
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { contextSender } from '../../nodes/shared/n8n/contextSender';
import { loadOptionsContext, runKylin } from './harness';
import { openBinaryStore } from './binaryStore';
import { seedJob, seedOf, startKylin, type Kylin } from './kylin';

const TIMEOUT_MS = 300;

/** Beyond this the limit was not kept, however busy the machine is. */
const AT_MOST_MS = 4_000;

const failedJob = seedJob('ERROR');

let kylin: Kylin;

beforeEach(async () => (kylin = await startKylin([failedJob])));
afterEach(async () => await kylin.close());

const UPGRADE = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n';

const ENDLESS_HEAD = `HTTP/1.1 200 OK\r\nX-Filler: ${'x'.repeat(10_000)}`;

const ENDLESS: Array<[string, object]> = [
	['drips its body', { drip: true }],
	['drips its headers', { raw: ENDLESS_HEAD, drip: true }],
	['stalls within its body', { stall: true }],
	['never comes', { hang: true }],
	['is another protocol', { raw: UPGRADE, stall: true }],
];

async function timed(parameters: IDataObject) {
	const began = performance.now();
	const result = await runKylin({
		parameters: { resource: 'job', requestOptions: { timeout: TIMEOUT_MS }, ...parameters },
		credential: kylin.credential,
	});
	return { ...result, took: performance.now() - began };
}

describe.each(ENDLESS)('an answer that %s', (_how, fault) => {
	test('ends with the Timeout of the node', async () => {
		kylin.faults.add({ path: '/api/jobs', ...fault });
		const { error, took } = await timed({ operation: 'list' });
		expect(error?.message).toBe('Kylin did not answer in time');
		expect(error?.description).toContain('Request Options');
		expect(took).toBeLessThan(AT_MOST_MS);
		await expectNoSocket();
	});

	test('ends a request outside of an execution, as polls and pickers send it', async () => {
		kylin.faults.add({ path: '/api/projects', ...fault });
		const context = loadOptionsContext(kylin.credential) as unknown as ILoadOptionsFunctions;
		const send = contextSender(context, TIMEOUT_MS);
		const began = performance.now();
		await expect(send({ method: 'GET', url: '/projects' })).rejects.toMatchObject({
			message: 'Kylin did not answer in time',
		});
		expect(performance.now() - began).toBeLessThan(AT_MOST_MS);
		await expectNoSocket();
	});
});

describe('the file of a log', () => {
	let store: Awaited<ReturnType<typeof openBinaryStore>>;

	beforeAll(async () => (store = await openBinaryStore()));
	afterAll(() => store.close());

	const getFile = async () =>
		await timed({
			operation: 'getLog',
			logFormat: 'file',
			job: { __rl: true, mode: 'id', value: failedJob.id },
		});

	test.each(ENDLESS.filter(([, fault]) => !('drip' in fault)))(
		'that %s ends when it has paused for the Timeout',
		async (_how, fault) => {
			kylin.faults.add({ path: /\/log$/, ...fault });
			const { error, took } = await getFile();
			expect(error?.message).toBe('Kylin did not answer in time');
			expect(took).toBeLessThan(AT_MOST_MS);
			await expectNoSocket();
		},
	);

	test('may take longer than that, as long as it goes on', async () => {
		kylin.faults.add({ path: /\/log$/, drip: true });
		kylin.seed(
			seedOf([
				seedJob('ERROR', {
					id: failedJob.id,
					shape: 'full',
					logs: { 'Load Data To Index': 'twenty letters of it' },
				}),
			]),
		);
		const { error, items, took } = await getFile();
		expect(error).toBeUndefined();
		expect(items[0].binary).toBeDefined();
		expect(took).toBeGreaterThan(TIMEOUT_MS);
	});
});

describe('a thousand requests leave no timer, socket or listener:', () => {
	const BUSY_MS = 120_000;

	/** Everything that was listened to for its end. */
	const signals = new Set<AbortSignal>();

	beforeEach(() => {
		signals.clear();
		const { timeout } = AbortSignal;
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			const signal = timeout.call(AbortSignal, ms);
			signals.add(signal);
			return signal;
		});
		const listen = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener')
			?.value as EventTarget['addEventListener'];
		jest.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
			this: EventTarget,
			...how: Parameters<typeof listen>
		) {
			if (this instanceof AbortSignal) signals.add(this);
			return listen.apply(this, how);
		});
	});

	afterEach(() => jest.restoreAllMocks());

	async function expectNothingLeft(before: number) {
		await expectNoSocket();
		expect(signals.size).toBeGreaterThanOrEqual(1_000);
		const left = [...signals].filter((signal) => getEventListeners(signal, 'abort').length > 0);
		expect(left).toEqual([]);
		expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before + 1);
	}

	const resources = () => process.getActiveResourcesInfo().length;

	test('outside of an execution', async () => {
		const context = loadOptionsContext(kylin.credential) as unknown as ILoadOptionsFunctions;
		const send = contextSender(context, 60_000);
		const before = resources();
		for (let round = 0; round < 20; round += 1) {
			await Promise.all(
				Array.from({ length: 50 }, async () => await send({ method: 'GET', url: '/projects' })),
			);
		}
		await expectNothingLeft(before);
	});

	test.each<[string, number, IDataObject]>([
		['of an action', 1_000, { operation: 'list', pageSize: 1, output: 'raw' }],
		[
			'that fail',
			1_000,
			{ operation: 'list', project: { __rl: true, mode: 'name', value: 'none' } },
		],
		[
			'of which some are files',
			400,
			{
				operation: 'getLog',
				logFormat: 'file',
				job: { __rl: true, mode: 'id', value: failedJob.id },
			},
		],
	])(
		'%s',
		async (_what, items, parameters) => {
			const store = await openBinaryStore();
			const before = resources();
			const run = await runKylin({
				parameters: { resource: 'job', ...parameters },
				credential: kylin.credential,
				items: Array.from({ length: items }, () => ({})),
				settings: { onError: 'continueRegularOutput' },
			});
			store.close();
			expect(run.items).toHaveLength(items);
			expect(kylin.requests.length).toBeGreaterThanOrEqual(1_000);
			await expectNothingLeft(before);
		},
		BUSY_MS,
	);
});

/** The server's end of each connection closes a moment after the node's. */
async function expectNoSocket() {
	const open = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap');
	for (let tries = 0; tries < 20 && open().length > 0; tries += 1) await sleep(50);
	expect(open()).toEqual([]);
}
