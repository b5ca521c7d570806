import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../nodes/shared/api/kylinRequest';
import { fetchFailureDetails } from '../../nodes/shared/jobs/failureDetails';
import { findJob, readJobReference } from '../../nodes/ApacheKylin/job/oneJob';
import { findJobs } from '../../nodes/shared/jobs/findJobs';
import { fetchUnfinishedJobs } from '../../nodes/ApacheKylin/job/wait/unfinishedJobs';
import { waitForJobs } from '../../nodes/ApacheKylin/job/wait/waitForJobs';
import { readWaitOptions } from '../../nodes/ApacheKylin/job/wait/waitOptions';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { clock, pause } from '../../nodes/shared/time/clock';
import { stepLogRequest, stepsRequest } from '../../nodes/shared/api/jobs';

const job = (id: string, more: object = {}): JobRecord => ({
	id,
	job_status: 'RUNNING',
	project: 'sales',
	last_modified: 1,
	create_time: 1,
	...more,
});

const jobs = (count: number) => Array.from({ length: count }, (_, index) => job(`job-${index}.`));

/** Kylin's list, newest first as given, and what it was asked. */
function kylinWith(list: JobRecord[], pageLimit = Infinity) {
	const asked: IDataObject[] = [];
	const send = async ({ qs = {} }: KylinRequest) => {
		asked.push(qs);
		const { key, project, statuses } = qs as Record<string, string | undefined>;
		const [size, page] = [Math.min(Number(qs.page_size), pageLimit), Number(qs.page_offset)];
		const fitting = list.filter(
			(record) =>
				record.id.includes(key ?? '') &&
				(project === undefined || record.project === project) &&
				(statuses === undefined || statuses.split(',').includes(record.job_status)),
		);
		return {
			value: fitting.slice(page * size, (page + 1) * size),
			total_size: fitting.length,
		};
	};
	return { send, asked };
}

const idsOf = (list: readonly JobRecord[]) => list.map(({ id }) => id);
const ONE = { time_filter: 4, page_size: 10_100, page_offset: 0 };
const NEWEST = { time_filter: 4, sort_by: 'last_modified', reverse: true, page_offset: 0 };

describe('finding jobs', () => {
	test('a few are looked up one by one', async () => {
		const { send, asked } = kylinWith([...jobs(4), job('job-1.5')]);
		const ids = idsOf(jobs(4));
		expect([...(await findJobs(send, ids, undefined)).keys()].sort()).toEqual(ids);
		expect(asked).toEqual(ids.map((key) => ({ ...ONE, key })));
	});

	test('in a project only', async () => {
		const { send, asked } = kylinWith([job('a', { project: 'other' })]);
		expect((await findJobs(send, ['a'], 'sales')).size).toBe(0);
		expect(asked).toEqual([{ ...ONE, project: 'sales', key: 'a' }]);
	});

	test('more of them are looked for among the newest', async () => {
		const { send, asked } = kylinWith(jobs(1_000));
		expect((await findJobs(send, idsOf(jobs(5)), 'sales')).size).toBe(5);
		expect(asked).toEqual([{ ...NEWEST, project: 'sales', page_size: 1_000 }]);
	});

	test('the more jobs, the larger the page', async () => {
		const { send, asked } = kylinWith(jobs(1_200));
		expect((await findJobs(send, idsOf(jobs(600)), undefined)).size).toBe(600);
		expect(asked).toEqual([{ ...NEWEST, page_size: 1_200 }]);
	});

	test('up to twenty that are older are looked up', async () => {
		const { send, asked } = kylinWith(jobs(1_020));
		const ids = idsOf(jobs(1_020).slice(997));
		expect((await findJobs(send, ids, undefined)).size).toBe(23);
		expect(asked.map(({ key }) => key)).toEqual([undefined, ...ids.slice(3)]);
	});

	test('for more, the list is read on, page by page, until few are missing', async () => {
		const { send, asked } = kylinWith(jobs(25_000));
		const ids = idsOf([...jobs(15_000).slice(1_500, 1_521), job('job-20000.'), job('gone')]);
		expect((await findJobs(send, ids, undefined)).size).toBe(22);
		expect(asked.slice(0, 2)).toEqual([
			{ ...NEWEST, page_size: 1_000 },
			{ ...NEWEST, page_size: 10_000 },
		]);
		expect(asked.slice(2).map(({ key }) => key)).toEqual(['job-20000.', 'gone']);
	});

	test('the list is read to its end and no further', async () => {
		const { send, asked } = kylinWith(jobs(10_001));
		const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
		expect((await findJobs(send, gone, undefined)).size).toBe(0);
		expect(asked.map(({ page_size, page_offset }) => [page_size, page_offset])).toEqual([
			[1_000, 0],
			[10_000, 0],
			[10_000, 1],
		]);
		asked.length = 0;
		const small = kylinWith(jobs(999));
		expect((await findJobs(small.send, gone, undefined)).size).toBe(0);
		expect(small.asked).toHaveLength(1);
	});

	test.each([
		[1_000, [1_000, 10_000]],
		[10_000, [1_000, 10_000, 10_000]],
	])('a full page may not be the last one: %d jobs', async (count, pageSizes) => {
		const { send, asked } = kylinWith(jobs(count));
		const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
		await findJobs(send, gone, undefined);
		expect(asked.map(({ page_size }) => page_size)).toEqual(pageSizes);
	});

	test('pages that something on the way limits are read on', async () => {
		const { send, asked } = kylinWith(jobs(30), 10);
		const ids = [...idsOf(jobs(30)), 'gone'];
		expect((await findJobs(send, ids.slice(0, 30), undefined)).size).toBe(30);
		expect(asked.map(({ page_size, page_offset }) => [page_size, page_offset])).toEqual([
			[1_000, 0],
			...ids.slice(10, 30).map(() => [10_100, 0]),
		]);
		const many = kylinWith(jobs(45), 10);
		const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
		expect((await findJobs(many.send, gone, undefined)).size).toBe(0);
		expect(many.asked.map(({ page_offset }) => page_offset)).toEqual([0, 0, 1, 2, 3, 4]);
	});

	test('a list that ends before the number it told is read no further than its end', async () => {
		const { send, asked } = kylinWith(jobs(5));
		const told = async (request: KylinRequest) => ({ ...(await send(request)), total_size: 9 });
		const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
		expect((await findJobs(told, gone, undefined)).size).toBe(0);
		expect(asked.map(({ page_offset }) => page_offset)).toEqual([0, 0, 1]);
	});

	test('one that is not there is told with where it was looked for', async () => {
		const { send } = kylinWith([]);
		const failing = (message: string, advice: RegExp) =>
			expect.objectContaining({ message, facts: { advice: expect.stringMatching(advice) } });
		await expect(findJob(send, { jobId: 'a' })).rejects.toEqual(
			failing('Can\'t find job "a"', /^Check the ID in 'Job', .* may not read\.$/),
		);
		await expect(findJob(send, { jobId: 'a', project: 'sales' })).rejects.toEqual(
			failing(
				'Can\'t find job "a" in project "sales"',
				/ read\. It may also belong to another project than 'Project'\.$/,
			),
		);
		await expect(findJob(kylinWith([job('a')]).send, { jobId: 'a' })).resolves.toEqual(job('a'));
	});

	const reference = (query: IDataObject) =>
		readJobReference({ fields: { query, body: {} } } as Parameters<typeof readJobReference>[0]);

	test('which job', () => {
		expect(reference({ key: ' a ', project: 'p' })).toEqual({ jobId: 'a', project: 'p' });
		const refusal = {
			message: "'Job' is empty: choose a job from the list, or give its ID",
			advice: 'If an expression fills it, check what the node before returned.',
		};
		expect(() => reference({})).toThrow(expect.objectContaining(refusal));
		expect(() => reference({ key: {} })).toThrow("'Job' must be text");
		expect(() => reference({ key: 'a b' })).toThrow(
			"'Job' has a space in it: give the ID of a single job",
		);
		expect(() => reference({ key: 'a', project: {} })).toThrow("'Project' must be text");
	});
});

test('a job and a step are parts of the address, whatever is in their IDs', () => {
	const odd = job('a/b?c');
	expect(stepsRequest(odd)).toEqual({
		method: 'GET',
		url: '/jobs/a%2Fb%3Fc/detail',
		qs: { project: 'sales' },
	});
	expect(stepLogRequest(odd, 's/1', 'log')).toEqual({
		method: 'GET',
		url: '/jobs/a%2Fb%3Fc/steps/s%2F1/log',
		qs: { project: 'sales' },
	});
});

describe('why a job failed', () => {
	const steps = [{ id: 's', name: 'Build', step_status: 'ERROR' }];
	const failure = {
		step: 'Build',
		step_id: 's',
		stage: null,
		code: null,
		reason: null,
		suggestion: null,
	};
	const details = async (detail: unknown, log: unknown) =>
		await fetchFailureDetails(async ({ url }) => {
			const answer = url.endsWith('/detail') ? detail : log;
			return answer instanceof Error ? await Promise.reject(answer) : answer;
		}, job('a'));

	test.each([
		[steps, { cmd_output: 'the end\n' }, { failure: { ...failure, log_end: 'the end' } }],
		[steps, null, { failure: { ...failure, log_end: null } }],
		[
			steps,
			new KylinFailure('No log.'),
			{ failure: { ...failure, log_end: null, log_note: 'No log.' } },
		],
		[[], null, { failure: null, failure_note: 'The job has been resumed or restarted since' }],
		[new KylinFailure('Gone.'), null, { failure: null, failure_note: 'Gone.' }],
	])('with %j and %j', async (detail, log, expected) => {
		expect(await details(detail, log)).toEqual(expected);
	});
});

describe('watched jobs', () => {
	const list = [
		job('a'),
		job('b', { job_status: 'PENDING' }),
		job('c', { job_status: 'FINISHED' }),
		job('d', { job_status: 'ERROR' }),
		job('e'),
	];

	test('one is looked up', async () => {
		const { send, asked } = kylinWith(list);
		const found = await fetchUnfinishedJobs(send, { open: ['a'], halted: [] }, undefined, [
			'RUNNING',
		]);
		expect([...found.keys()]).toEqual(['a']);
		expect(asked).toEqual([{ ...ONE, key: 'a' }]);
	});

	test.each([undefined, 'sales'])('several are read at once, in project %s', async (project) => {
		const { send, asked } = kylinWith(list);
		const watched = { open: ['a', 'b'], halted: ['d', 'e'] };
		const found = await fetchUnfinishedJobs(send, watched, project, ['RUNNING', 'PENDING']);
		expect([...found.keys()].sort()).toEqual(['a', 'b', 'e']);
		expect(asked).toEqual([
			{
				time_filter: 4,
				...(project === undefined ? {} : { project }),
				statuses: 'RUNNING,PENDING',
				page_size: 10_000,
				page_offset: 0,
			},
		]);
	});

	test('one that has left the list of open ones is looked up', async () => {
		const { send, asked } = kylinWith(list);
		const found = await fetchUnfinishedJobs(send, { open: ['a', 'c'], halted: [] }, undefined, [
			'RUNNING',
		]);
		expect(found.get('c')?.job_status).toBe('FINISHED');
		expect([...found.keys()]).toEqual(['a', 'c']);
		expect(asked.map(({ key }) => key)).toEqual([undefined, 'c']);
	});

	test('one open job beside a halted one is no look-up', async () => {
		const { send, asked } = kylinWith(list);
		await fetchUnfinishedJobs(send, { open: ['a'], halted: ['d'] }, undefined, ['RUNNING']);
		expect(asked.map(({ statuses }) => statuses)).toEqual(['RUNNING']);
	});
});

describe('waiting', () => {
	let now = 0;
	let pauses: number[] = [];
	let asked: IDataObject[] = [];

	beforeEach(() => {
		[now, pauses, asked] = [1_000_000, [], []];
		jest.spyOn(clock, 'now').mockImplementation(() => now);
		jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
			now += ms;
		});
	});
	afterEach(() => jest.restoreAllMocks());

	type Look = JobRecord[] | Error;

	/** Each look sees the next state of the jobs, the last one again and again. */
	async function wait(looks: Look[], more: Partial<Parameters<typeof waitForJobs>[1]> = {}) {
		let look = 0;
		let lookedAt = now;
		const send = async (request: KylinRequest) => {
			if (asked.length > 0 && now > lookedAt) {
				look += 1;
				pauses.push(now - lookedAt);
			}
			lookedAt = now;
			const seen = looks[Math.min(look, looks.length - 1)];
			if (seen instanceof Error) {
				asked.push({});
				throw seen;
			}
			const kylin = kylinWith(seen);
			const answer = await kylin.send(request);
			asked.push(...kylin.asked);
			return answer;
		};
		return await waitForJobs(
			{ send, pause: async (ms) => await pause(ms, () => {}) },
			{
				jobIds: ['a'],
				intervalMs: 30_000,
				maxDurationMs: 3_600_000,
				failureStates: ['ERROR', 'DISCARDED'],
				onTimeout: 'fail',
				...more,
			},
		);
	}

	const is = (job_status: string, more: object = {}) => job('a', { job_status, ...more });
	const busy = new KylinFailure('Busy.', { httpStatus: 503 });

	test.each(['FINISHED', 'STOPPED'])('from RUNNING through %s to FINISHED', async (status) => {
		const options = { failureStates: status === 'STOPPED' ? [] : ['ERROR' as const] };
		const looks = [[is('RUNNING')], [is(status)], [is('FINISHED')]];
		const { jobs: ended, isDone } = await wait(looks, options);
		expect(ended.get('a')?.job_status).toBe('FINISHED');
		expect(isDone('a')).toBe(true);
		expect(isDone('b')).toBe(false);
		expect(pauses).toHaveLength(status === 'FINISHED' ? 1 : 2);
	});

	describe('asks for no more than it has to', () => {
		const b = (job_status: string) => job('b', { job_status });
		const both = { jobIds: ['a', 'b'], failureStates: [] };
		const keys = () => asked.map(({ key }) => key);

		test.each(['FINISHED', 'DISCARDED'])('a job that is %s is not looked at again', async (end) => {
			await wait(
				[
					[is(end), b('RUNNING')],
					[is(end), b('RUNNING')],
					[is(end), b('FINISHED')],
				],
				both,
			);
			expect(keys()).toEqual(['a', 'b', 'b', 'b']);
		});

		test('jobs that may go on are read at once, those in failure states left out', async () => {
			const running = [is('RUNNING'), b('RUNNING')];
			const options = { ...both, failureStates: ['STOPPED' as const] };
			await wait([running, running, [is('FINISHED'), b('FINISHED')]], options);
			expect(asked[2].statuses).toBe('PENDING,RUNNING');
		});

		test('a halted one is looked at again when the others are done', async () => {
			const looks = ['RUNNING', 'RUNNING', 'FINISHED'].map((status) => [is('ERROR'), b(status)]);
			await wait(looks, both);
			expect(keys()).toEqual(['a', 'b', undefined, undefined, 'b', 'a']);
		});

		const untilTimeOut = { ...both, maxDurationMs: 60_000, onTimeout: 'returnJobs' as const };

		test('a halted one is looked at again when the time is over', async () => {
			await wait([[is('ERROR'), b('RUNNING')]], untilTimeOut);
			expect(keys()).toEqual(['a', 'b', undefined, undefined, 'a']);
		});

		test('one that was just seen to go on is not', async () => {
			const halted = [is('ERROR'), b('RUNNING')];
			await wait([halted, halted, [is('RUNNING'), b('RUNNING')]], untilTimeOut);
			expect(keys()).toEqual(['a', 'b', undefined, undefined]);
		});

		test('a failed job is the end of a wait, also if it does not count as failure', async () => {
			await wait([[is('ERROR')]], { failureStates: [] });
			expect(pauses).toEqual([]);
		});
	});

	test('a wait goes on if the last look at a halted job fails', async () => {
		const b = (job_status: string) => job('b', { job_status });
		let lookUpsOfA = 0;
		const states = ['RUNNING', 'FINISHED'];
		const send = async (request: KylinRequest) => {
			const isOfA = request.qs?.key === 'a';
			if (isOfA) lookUpsOfA += 1;
			if (isOfA && lookUpsOfA === 2) throw busy;
			return await kylinWith([is('ERROR'), b(states[now > 1_000_000 ? 1 : 0])]).send(request);
		};
		const { jobs: ended } = await waitForJobs(
			{ send, pause: async (ms) => await pause(ms, () => {}) },
			{
				jobIds: ['a', 'b'],
				intervalMs: 30_000,
				maxDurationMs: 3_600_000,
				failureStates: [],
				onTimeout: 'fail',
			},
		);
		expect([...ended.values()].map(({ job_status }) => job_status)).toEqual(['ERROR', 'FINISHED']);
		expect(lookUpsOfA).toBe(3);
	});

	test('a record from before an action does not count as failure when the time is over', async () => {
		const { isDone } = await wait([[is('ERROR')]], {
			before: new Map([['a', is('ERROR')]]),
			maxDurationMs: 60_000,
			onTimeout: 'returnJobs',
		});
		expect(isDone('a')).toBe(false);
	});

	test('the intervals grow up to two minutes', async () => {
		const running = Array.from({ length: 7 }, () => [is('RUNNING')]);
		await wait([...running, [is('FINISHED')]]);
		expect(pauses).toEqual([30_000, 45_000, 67_500, 101_250, 120_000, 120_000, 120_000]);
	});

	test('a longer interval stays as it is', async () => {
		await wait([[is('RUNNING')], [is('RUNNING')], [is('FINISHED')]], { intervalMs: 200_000 });
		expect(pauses).toEqual([200_000, 200_000]);
	});

	test('a server that asks for more time gets it', async () => {
		const later = new KylinFailure('Later.', { httpStatus: 503, retryAfterMs: 90_000 });
		await wait([later, [is('FINISHED')]]);
		expect(pauses).toEqual([90_000]);
	});

	test('the last look is at the end of the time', async () => {
		const late = wait([[is('RUNNING')]], { maxDurationMs: 60_000 });
		await expect(late).rejects.toThrow('The job was not done after 1 minute');
		expect(pauses).toEqual([30_000, 30_000]);
	});

	test('a time-out returns the jobs if that was asked for', async () => {
		const options = { maxDurationMs: 60_000, onTimeout: 'returnJobs' as const };
		const { jobs: seen, isDone } = await wait([[is('RUNNING')]], options);
		expect(seen.get('a')?.job_status).toBe('RUNNING');
		expect(isDone('a')).toBe(false);
		await expect(wait([busy], options)).rejects.toThrow('was not done after 1 minute');
	});

	test.each<[string, Look[], string]>([
		['unknown', [[]], 'Can\'t find job "a"'],
		['deleted meanwhile', [[is('RUNNING')], []], 'Job a was deleted while it was waited for'],
		['failed', [[is('ERROR')]], 'Job a is ERROR'],
		['discarded', [[is('DISCARDED')]], 'Job a is DISCARDED'],
		['refused', [new KylinFailure('No.', { httpStatus: 403 })], 'No.'],
		['not read because of a bug', [new TypeError('x is not a function')], 'x is not a function'],
		['nowhere', [new KylinFailure('Nothing.', { networkCode: 'ECONNREFUSED' })], 'Nothing.'],
	])('a job that is %s', async (_what, looks, message) => {
		await expect(wait(looks)).rejects.toThrow(message);
	});

	test('Kylin may restart meanwhile', async () => {
		const away = new KylinFailure('Nothing.', { networkCode: 'ECONNREFUSED' });
		const { isDone } = await wait([[is('RUNNING')], away, busy, [is('FINISHED')]]);
		expect(isDone('a')).toBe(true);
	});

	test('a record from before an action tells nothing', async () => {
		const before = new Map([['a', is('ERROR')]]);
		const { isDone } = await wait([[is('ERROR')], [is('FINISHED', { last_modified: 2 })]], {
			before,
		});
		expect(isDone('a')).toBe(true);
		expect(pauses).toHaveLength(1);
	});

	test.each([undefined, 'sales'])(
		'every look asks for what the first one was allowed to read (project %s)',
		async (project) => {
			const jobs = (status: string) => [
				job('a', { job_status: status }),
				job('b', { job_status: status }),
			];
			const looks = [jobs('RUNNING'), jobs('RUNNING'), jobs('FINISHED')];
			await wait(looks, { jobIds: ['a', 'b'], project });
			expect(new Set(asked.map((query) => query.project))).toEqual(new Set([project]));
		},
	);

	test('a failed job that goes on and ends between two looks is judged by its end', async () => {
		const b = (job_status: string) => job('b', { job_status });
		const looks = [
			[is('ERROR'), b('RUNNING')],
			[is('FINISHED'), b('RUNNING')],
			[is('FINISHED'), b('FINISHED')],
		];
		const { jobs: ended } = await wait(looks, { jobIds: ['a', 'b'] });
		expect(ended.get('a')?.job_status).toBe('FINISHED');
		await expect(
			wait([looks[0], [is('ERROR'), b('FINISHED')]], { jobIds: ['a', 'b'] }),
		).rejects.toThrow('1 of 2 jobs ended in a state that counts as failure');
	});

	test('a failure counts also when others are not done in time, and their return was asked for', async () => {
		const options = {
			jobIds: ['a', 'b'],
			maxDurationMs: 60_000,
			onTimeout: 'returnJobs' as const,
		};
		const b = job('b', { job_status: 'RUNNING' });
		await expect(wait([[is('ERROR'), b]], options)).rejects.toThrow(
			'1 of 2 jobs ended in a state that counts as failure',
		);
		const { jobs: seen, isDone } = await wait([[is('FINISHED'), b]], options);
		expect([...seen.keys()].map(isDone)).toEqual([true, false]);
	});

	test('right after an action Kylin has answered, so an outage passes', async () => {
		const away = new KylinFailure('Nothing.', { networkCode: 'ECONNREFUSED' });
		const before = new Map([['a', is('ERROR')]]);
		const { isDone } = await wait([away, [is('FINISHED')]], { before });
		expect(isDone('a')).toBe(true);
		await expect(wait([away])).rejects.toThrow('Nothing.');
	});

	test('jobs that are resumed while others are waited for are waited for again', async () => {
		const b = (job_status: string) => job('b', { job_status });
		const looks = [
			[is('STOPPED'), b('RUNNING')],
			[is('RUNNING'), b('RUNNING')],
			[is('RUNNING'), b('FINISHED')],
			[is('FINISHED'), b('FINISHED')],
		];
		const { jobs: ended } = await wait(looks, {
			jobIds: ['a', 'b'],
			failureStates: ['ERROR', 'STOPPED'],
		});
		expect([...ended.values()].map(({ job_status }) => job_status)).toEqual([
			'FINISHED',
			'FINISHED',
		]);
	});

	test('the clock sleeps', async () => {
		jest.restoreAllMocks();
		const before = performance.now();
		await clock.sleep(20);
		expect(performance.now() - before).toBeGreaterThan(15);
	});

	test('a pause is in slices, so that it can be given up', async () => {
		let wanted = 3;
		const giveUp = () => {
			wanted -= 1;
			if (wanted === 0) throw new Error('given up');
		};
		await expect(pause(60_000, giveUp)).rejects.toThrow('given up');
		expect(now).toBe(1_002_000);
		await pause(1_500, () => {});
		expect(now).toBe(1_003_500);
		expect(jest.mocked(clock.sleep).mock.calls.slice(-2)).toEqual([[1_000], [500]]);
	});
});

test('the options of a wait', () => {
	expect(readWaitOptions({})).toEqual({
		intervalMs: 30_000,
		maxDurationMs: 7_200_000,
		failureStates: ['ERROR', 'DISCARDED'],
		onTimeout: 'fail',
	});
	const all = { interval: 1, maxDuration: 10_080, failureStates: [], onTimeout: 'returnJobs' };
	expect(readWaitOptions(all)).toEqual({
		intervalMs: 1_000,
		maxDurationMs: 604_800_000,
		failureStates: [],
		onTimeout: 'returnJobs',
	});
	expect(readWaitOptions({ interval: 3_600, maxDuration: 1 })).toMatchObject({
		intervalMs: 3_600_000,
		maxDurationMs: 60_000,
	});
});

test.each([
	[{ interval: 0 }, "'Interval (Seconds)' must be a whole number from 1 to 3600"],
	[{ interval: 3_601 }, "'Interval (Seconds)' must be"],
	[{ maxDuration: 0 }, "'Maximum Duration (Minutes)' must be a whole number from 1 to 10080"],
	[{ maxDuration: 10_081 }, "'Maximum Duration (Minutes)' must be"],
	[{ failureStates: ['FINISHED'] }, "'Failure Statuses' must be one of ERROR, DISCARDED, STOPPED"],
	[{ onTimeout: 'x' }, "'On Timeout' must be one of fail, returnJobs"],
])('a wait with %j is refused', (options, message) => {
	expect(() => readWaitOptions(options)).toThrow(message);
});
