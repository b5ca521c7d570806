/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setImmediate as settled } from 'node:timers/promises';
import type { IDataObject, IHttpRequestOptions, IPollFunctions, NodeApiError } from 'n8n-workflow';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { isDurable } from '../../nodes/ApacheKylinTrigger/activations';
import { eventItems } from '../../nodes/ApacheKylinTrigger/eventItems';
import { toPollError } from '../../nodes/ApacheKylinTrigger/pollError';
import { pollSender } from '../../nodes/ApacheKylinTrigger/pollSender';
import { sampleEvents } from '../../nodes/ApacheKylinTrigger/sampleEvents';
import { readSettings } from '../../nodes/ApacheKylinTrigger/settings';
import type { JobEvent } from '../../nodes/shared/events/jobEvent';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { clock } from '../../nodes/shared/time/clock';
import { isByPerson } from '../../nodes/shared/n8n/triggerNode';

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
		const send = pollSender(context, { login, staticData: {}, until: () => NOW + leftMs });
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

	test('by a login that is refused says when it is sent again', async () => {
		const context = {
			getNodeParameter: (name: string, fallback?: unknown) =>
				name === 'events' ? ['jobFailed'] : fallback,
			getCredentials: async () => ({ host: 'http://kylin', username: 'refused' }),
			getTimezone: () => 'UTC',
			helpers: {
				httpRequestWithAuthentication: async () => ({
					statusCode: 401,
					headers: {},
					body: JSON.stringify({ code: '999', data: null, msg: 'KE-010003208: No.' }),
				}),
			},
		} as unknown as IPollFunctions;
		await expect(sampleEvents(context)).rejects.toMatchObject({
			facts: { advice: expect.stringMatching(/ or a minute has passed\.$/) },
		});
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

test.each([
	['activate', true],
	['create', true],
	['update', true],
	['init', false],
	['leadershipChange', false],
	['manual', false],
] as const)('who set it going: %s', (mode, expected) => {
	expect(isByPerson(mode)).toBe(expected);
});

describe('a poll', () => {
	const START = Date.UTC(2026, 10, 23, 3, 0);
	const MINUTE_MS = 60_000;
	let now = START;
	let workflows = 0;

	beforeEach(() => {
		now = START;
		workflows += 1;
		jest.spyOn(clock, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	type Answer = (options: IHttpRequestOptions) => Promise<unknown> | unknown;

	const listOf =
		(list: JobRecord[]): Answer =>
		() => ({ value: list, total_size: list.length });

	/** A trigger in n8n, whose polls share the static data; each call is an activation. */
	function triggerIn({
		parameters = {},
		budgetMs,
		mode = 'init',
	}: { parameters?: IDataObject; budgetMs?: number; mode?: string } = {}) {
		const staticData: IDataObject = {};
		const warnings: string[] = [];
		const workflow = { id: `polled-${workflows}` };
		const activation = (answer: Answer) => {
			const sent: IHttpRequestOptions[] = [];
			const context = {
				getMode: () => 'trigger',
				getActivationMode: () => mode,
				getPollBudgetMs: () => budgetMs,
				getNode: () => ({ id: 'trigger', name: 'Kylin', type: 'x', typeVersion: 1 }),
				getWorkflow: () => workflow,
				getNodeParameter: (name: string, fallback?: unknown) =>
					({ events: ['jobFailed'], ...parameters })[name] ?? fallback,
				getCredentials: async () => ({ host: 'http://kylin', username: workflow.id }),
				getTimezone: () => 'UTC',
				getWorkflowStaticData: () => staticData,
				logger: { warn: (text: string) => warnings.push(text) },
				helpers: {
					httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
						sent.push(options);
						const data = await answer(options);
						return { statusCode: 200, headers: {}, body: JSON.stringify({ code: '000', data }) };
					},
				},
			} as unknown as IPollFunctions;
			const poll = async () => await new ApacheKylinTrigger().poll.call(context);
			return { poll, sent };
		};
		return { activation, staticData, warnings };
	}

	const before = [job('a', { job_status: 'RUNNING' })];
	const after = [job('a', { last_modified: 2 })];

	test('tells what has changed since the one before', async () => {
		const { activation } = triggerIn();
		expect(await activation(listOf(before)).poll()).toBeNull();
		expect(await activation(listOf(after)).poll()).toMatchObject([
			[{ json: { event: 'jobFailed', id: 'a', previous_status: 'RUNNING' } }],
		]);
	});

	test('that was overtaken by another activation holds it up in nothing, tells nothing and keeps nothing', async () => {
		const { activation, staticData } = triggerIn({
			parameters: { options: { failureDetails: true } },
		});
		await activation(listOf(before)).poll();
		const kept = JSON.stringify(staticData);
		let goOn = () => {};
		const told = new Promise<void>((resolve) => (goOn = resolve));
		const slow = activation(async (options) => {
			if (options.url.endsWith('/jobs')) return listOf(after)(options);
			await told;
			return [];
		});
		const overtaken = slow.poll();
		await settled();
		expect(slow.sent).toHaveLength(2);
		expect(await slow.poll()).toBeNull();
		expect(await activation(listOf(before)).poll()).toBeNull();
		goOn();
		expect(await overtaken).toBeNull();
		expect(JSON.stringify(staticData)).toBe(kept);
	});

	const failing: Answer = () => {
		throw new KylinFailure('Busy.', { httpStatus: 503 });
	};
	const limited: Answer = () => {
		throw new KylinFailure('Too many.', { httpStatus: 429 });
	};
	const refused: Answer = () => {
		throw new KylinFailure('Unknown project.', { code: 'KE-010001201', httpStatus: 500 });
	};

	test('whose first try fails after a start of n8n is noted in its log', async () => {
		const { activation, warnings } = triggerIn();
		expect(await activation(refused).poll()).toBeNull();
		expect(warnings).toEqual(['Apache Kylin Trigger: no events in this poll. Unknown project.']);
	});

	test.each([
		[failing, null],
		[limited, null],
		[refused, 'Unknown project.'],
	])('whose first try fails in front of a person, %#', async (answer, message) => {
		const { poll } = triggerIn({ mode: 'activate' }).activation(answer);
		if (message === null) expect(await poll()).toBeNull();
		else await expect(poll()).rejects.toThrow(message);
	});

	/** Timeouts of a poll whose job failed, and of reading its details. */
	async function timeouts(budgetMs: number | undefined, listTakesMs: number) {
		const { activation } = triggerIn({
			budgetMs,
			parameters: { options: { failureDetails: true } },
		});
		await activation(listOf(before)).poll();
		const { poll, sent } = activation((options) => {
			if (!options.url.endsWith('/jobs')) return [];
			now += listTakesMs;
			return listOf(after)(options);
		});
		await poll();
		return sent.map(({ timeout }) => timeout);
	}

	test.each([
		[undefined, 0, [MINUTE_MS, MINUTE_MS]],
		[undefined, 10 * MINUTE_MS, [MINUTE_MS, MINUTE_MS]],
		[90_000, 50_000, [MINUTE_MS, 40_000]],
		[90_000, 95_000, [MINUTE_MS]],
	])('with a budget of %s ms, after a list of %d ms', async (budgetMs, listTakesMs, expected) => {
		expect(await timeouts(budgetMs, listTakesMs)).toEqual(expected);
	});

	test('reads details for a minute at most', async () => {
		const { activation } = triggerIn({ parameters: { options: { failureDetails: true } } });
		const failed = [1, 2, 3].map((index) => job(`job-${index}`, { last_modified: index }));
		await activation(listOf(failed.map((one) => ({ ...one, job_status: 'RUNNING' })))).poll();
		const { poll, sent } = activation((options) => {
			if (options.url.endsWith('/jobs')) {
				return listOf(failed.map((one) => ({ ...one, last_modified: one.last_modified + 10 })))(
					options,
				);
			}
			now += 45_000;
			return [];
		});
		expect((await poll())?.[0]).toHaveLength(3);
		expect(sent.slice(1).map(({ timeout }) => timeout)).toEqual([MINUTE_MS, 15_000]);
	});
});
