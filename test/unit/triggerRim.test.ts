import type { IDataObject, IPollFunctions, NodeApiError } from 'n8n-workflow';
import { isDurable } from '../../nodes/ApacheKylinTrigger/activation';
import { eventItems } from '../../nodes/ApacheKylinTrigger/eventItems';
import { toPollError } from '../../nodes/ApacheKylinTrigger/pollError';
import { pollSender } from '../../nodes/ApacheKylinTrigger/pollSender';
import { sampleEvents } from '../../nodes/ApacheKylinTrigger/sampleEvents';
import { readSettings } from '../../nodes/ApacheKylinTrigger/settings';
import type { JobEvent } from '../../nodes/shared/events/jobEvent';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { clock } from '../../nodes/shared/time/clock';

const job = (id: string, more: object = {}): JobRecord => ({
	id,
	job_status: 'ERROR',
	project: 'sales',
	last_modified: 1,
	create_time: 1,
	...more,
});

test.each([
	[{}, false],
	[{ getPollBudgetMs: () => undefined }, false],
	[{ getPollBudgetMs: () => 300_000 }, false],
	[{ getPollBudgetMs: () => 299_999 }, true],
	[{ getPollBudgetMs: () => 300_001 }, true],
])('%# is the durable scheduler: %s', (context, expected) => {
	expect(isDurable(context as IPollFunctions)).toBe(expected);
});

const failing = {
	getNode: () => ({ id: 'trigger', name: 'Kylin', type: 'x', typeVersion: 1 }),
} as unknown as IPollFunctions;

test.each([
	[{ httpStatus: 401 }, { cause: 'credential-invalid' }],
	[{ httpStatus: 429 }, { cause: 'rate-limited' }],
	[
		{ httpStatus: 429, retryAfterMs: 7 },
		{ cause: 'rate-limited', retryAfterMs: 7 },
	],
	[{ httpStatus: 503 }, { cause: 'temporarily-unavailable' }],
	[
		{ httpStatus: 503, retryAfterMs: 7 },
		{ cause: 'temporarily-unavailable', retryAfterMs: 7 },
	],
	[{ networkCode: 'ECONNREFUSED' }, { cause: 'temporarily-unavailable' }],
	[{ httpStatus: 500, code: 'KE-010021006' }, { cause: 'temporarily-unavailable' }],
	[{ httpStatus: 500, code: 'KE-010001201' }, { cause: 'configuration-invalid' }],
	[{ httpStatus: 404 }, { cause: 'configuration-invalid' }],
])('n8n is told why a poll failed with %j', (facts, cause) => {
	const error = toPollError(failing, new KylinFailure('No.', facts)) as NodeApiError;
	expect(error.message).toBe('No.');
	expect(error.failure).toStrictEqual(cause);
});

test('a bug stays what it is', () => {
	const error = toPollError(failing, new TypeError('x is not a function'));
	expect(error.message).toBe('x is not a function');
	expect(error).not.toHaveProperty('failure.retryAfterMs');
});

describe('the requests of a poll', () => {
	const NOW = 1_800_000_000_000;
	afterEach(() => jest.restoreAllMocks());

	async function timeoutOf(leftMs: number) {
		jest.spyOn(clock, 'now').mockReturnValue(NOW);
		const timeouts: unknown[] = [];
		const context = {
			getActivationMode: () => 'init',
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { timeout }: IDataObject) => {
					timeouts.push(timeout);
					return { statusCode: 200, headers: {}, body: '{"code":"000","data":1,"msg":""}' };
				},
			},
		} as unknown as IPollFunctions;
		const login = `login ${leftMs}`;
		const send = pollSender(context, { login, staticData: {}, until: NOW + leftMs });
		const answer = await send({ method: 'GET', url: '/jobs' }).catch((error: unknown) => error);
		return { timeouts, answer };
	}

	test.each([
		[1, 1],
		[59_999, 59_999],
		[60_001, 60_000],
		[Infinity, 60_000],
	])('wait for %d ms, at most a minute', async (leftMs, timeout) => {
		expect(await timeoutOf(leftMs)).toEqual({ timeouts: [timeout], answer: 1 });
	});

	test.each([0, -1])('are not sent when %d ms are left', async (leftMs) => {
		const { timeouts, answer } = await timeoutOf(leftMs);
		expect(timeouts).toEqual([]);
		expect(answer).toBeInstanceOf(KylinFailure);
		expect(answer).toMatchObject({
			message: 'There was no time left in this poll',
			facts: {
				networkCode: 'ECONNABORTED',
				advice: expect.stringMatching(/^Choose projects, .*N8N_SCHEDULER_POLL_TIMEOUT/),
			},
		});
	});
});

describe('the settings of a poll', () => {
	const settings = async (parameters: IDataObject, credential: IDataObject = {}) =>
		await readSettings({
			getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ host: 'http://kylin', password: 'b', ...credential }),
			getTimezone: () => 'UTC',
		} as unknown as IPollFunctions);
	const events = ['jobFailed'];

	test.each([
		[{ username: 'Admin' }, 'admin'],
		[{}, ''],
	])('whose eyes: %j', async (credential, user) => {
		expect((await settings({ events }, credential)).subject.user).toBe(user);
	});

	test.each([
		[{}, false],
		[{ whileInactive: 'deliver' }, false],
		[{ whileInactive: 'skip' }, true],
	])('what happened while inactive: %j', async (options, expected) => {
		expect((await settings({ events, options })).skipsInactiveTime).toBe(expected);
	});

	test.each([
		[{ options: 7 }, "'Options' must be"],
		[{ options: { whileInactive: 'x' } }, "'While the Workflow Was Inactive' must be"],
		[{ options: { failureDetails: 'x' } }, "'Include Failed Step and Log' must be"],
		[{ filters: 7 }, "'Filters' must be"],
	])('%j is refused', async (more, message) => {
		await expect(settings({ events, ...more })).rejects.toThrow(message);
	});
});

describe('what comes out for events', () => {
	const event = (name: JobEvent['event'], index: number): JobEvent => ({
		event: name,
		previousStatus: 'RUNNING',
		job: job(`job-${index}`),
	});
	const output = { job: (record: object, more?: object) => ({ ...record, ...more }) };
	const items = async (events: JobEvent[], addsFailureDetails: boolean) =>
		await eventItems(events, async () => [], { output: output as never, addsFailureDetails });

	test('the job, what happened to it, and what it was before', async () => {
		expect(await items([event('jobFailed', 1)], false)).toStrictEqual([
			{ ...job('job-1'), event: 'jobFailed', previous_status: 'RUNNING' },
		]);
	});

	test('a job that cannot be shaped comes as it is and holds back no other', async () => {
		const shape = (record: { id: string }, more?: object) => {
			if (record.id === 'job-1') throw new URIError('URI malformed');
			return { ...record, ...more };
		};
		const events = [event('jobPaused', 1), event('jobPaused', 2)];
		const found = await eventItems(events, async () => [], {
			output: { job: shape } as never,
			addsFailureDetails: false,
		});
		expect(found).toStrictEqual([
			{
				...job('job-1'),
				event: 'jobPaused',
				previous_status: 'RUNNING',
				job_note: 'The job could not be put into this output: URI malformed',
			},
			{ ...job('job-2'), event: 'jobPaused', previous_status: 'RUNNING' },
		]);
	});

	test('failures in detail, the first twenty of them', async () => {
		const failed = Array.from({ length: 21 }, (_, index) => event('jobFailed', index));
		const found = await items([event('jobPaused', 99), ...failed], true);
		expect(found[0]).not.toHaveProperty('failure');
		expect(found.filter(({ failure_note }) => failure_note !== undefined)).toHaveLength(21);
		expect(found[20].failure_note).not.toBe(found[21].failure_note);
		expect(found[21]).toMatchObject({
			id: 'job-20',
			failure: null,
			failure_note: 'Only the first 20 failures of a poll are read in detail',
		});
	});
});

describe('Fetch Test Event', () => {
	async function sample(list: JobRecord[], parameters: IDataObject) {
		const asked: IDataObject[] = [];
		const context = {
			getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ host: 'http://kylin', username: 'a', password: 'b' }),
			getTimezone: () => 'UTC',
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { qs }: { qs: IDataObject }) => {
					asked.push(qs);
					const fitting = list.filter(
						({ project }) => qs.project === undefined || project === qs.project,
					);
					const value = fitting.slice(0, Number(qs.page_size));
					const data = { value, total_size: fitting.length };
					return { statusCode: 200, headers: {}, body: JSON.stringify({ code: '000', data }) };
				},
			},
		} as unknown as IPollFunctions;
		return { found: async () => (await sampleEvents(context))[0], asked };
	}

	test('is the five latest jobs of all projects, newest first', async () => {
		const list = [3, 9, 5, 7, 1, 8].map((time) =>
			job(`job-${time}`, { last_modified: time, project: time % 2 ? 'odd' : 'even' }),
		);
		const { found, asked } = await sample(list, { events: 'jobFailed', projects: 'even,odd' });
		expect((await found()).map(({ json }) => json.id)).toEqual([
			'job-9',
			'job-8',
			'job-7',
			'job-5',
			'job-3',
		]);
		expect(asked).toMatchObject([
			{ project: 'even', statuses: 'ERROR', sort_by: 'last_modified', page_size: 200 },
			{ project: 'odd', statuses: 'ERROR' },
		]);
	});

	test('a new job may be in any status', async () => {
		const { found, asked } = await sample([job('a', { job_status: 'PENDING' })], {
			events: 'jobCreated',
		});
		expect((await found()).map(({ json }) => [json.id, json.event, json.previous_status])).toEqual([
			['a', 'jobCreated', null],
		]);
		expect(asked[0]).not.toHaveProperty('statuses');
	});

	test('looks on for jobs that fit, as far as two thousand', async () => {
		const misfits = Array.from({ length: 5_000 }, (_, index) => job(`x-${index}`));
		const deep = [
			...misfits.slice(0, 1_990),
			...Array.from({ length: 5 }, (_, i) => job(`fit-${i}`)),
		];
		const parameters = { events: 'jobFailed', filters: { key: 'fit' } };
		const near = await sample(deep, parameters);
		expect(await near.found()).toHaveLength(5);
		const far = await sample(misfits, parameters);
		await expect(far.found()).rejects.toMatchObject({
			message: 'No job fits the chosen events and filters yet',
			facts: { advice: expect.stringMatching(/^Choose more events or fewer filters/) },
		});
		expect(far.asked.map(({ page_size }) => page_size)).toEqual([200, 2_000]);
	});

	test('five that fit are enough', async () => {
		const { found, asked } = await sample(
			Array.from({ length: 300 }, (_, index) => job(index < 5 ? `fit-${index}` : `x-${index}`)),
			{ events: 'jobFailed', filters: { key: 'fit' } },
		);
		expect(await found()).toHaveLength(5);
		expect(asked).toHaveLength(1);
	});
});
