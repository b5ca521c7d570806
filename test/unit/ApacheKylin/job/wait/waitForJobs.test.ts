import type { IDataObject } from 'n8n-workflow';
import { fetchUnfinishedJobs } from '../../../../../nodes/ApacheKylin/job/wait/unfinishedJobs';
import { waitForJobs } from '../../../../../nodes/ApacheKylin/job/wait/waitForJobs';
import type { KylinRequest } from '../../../../../nodes/shared/api/kylinRequest';
import { KylinFailure } from '../../../../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../../../../nodes/shared/kylin/job';
import { clock, pause } from '../../../../../nodes/shared/time/clock';
import { job, kylinOf } from '../../../support';

const ONE = { time_filter: 4, page_size: 1, page_offset: 0 };

describe('watched jobs', () => {
	const list = [
		job('a'),
		job('b', { job_status: 'PENDING' }),
		job('c', { job_status: 'FINISHED' }),
		job('d', { job_status: 'ERROR' }),
		job('e'),
	];

	test('one is looked up', async () => {
		const { send, asked } = kylinOf(list);
		const found = await fetchUnfinishedJobs(send, { unfinished: ['a'], resumable: [] }, undefined, [
			'RUNNING',
		]);
		expect([...found.keys()]).toEqual(['a']);
		expect(asked).toEqual([{ ...ONE, key: 'a' }]);
	});

	test.each([undefined, 'sales'])('several are read at once, in project %s', async (project) => {
		const { send, asked } = kylinOf(list);
		const watched = { unfinished: ['a', 'b'], resumable: ['d', 'e'] };
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

	test('one that has left the list of unfinished ones is looked up', async () => {
		const { send, asked } = kylinOf(list);
		const found = await fetchUnfinishedJobs(
			send,
			{ unfinished: ['a', 'c'], resumable: [] },
			undefined,
			['RUNNING'],
		);
		expect(found.get('c')?.job_status).toBe('FINISHED');
		expect([...found.keys()]).toEqual(['a', 'c']);
		expect(asked.map(({ key }) => key)).toEqual([undefined, 'c']);
	});

	test('one unfinished job beside a resumable one is no look-up', async () => {
		const { send, asked } = kylinOf(list);
		await fetchUnfinishedJobs(send, { unfinished: ['a'], resumable: ['d'] }, undefined, [
			'RUNNING',
		]);
		expect(asked.map(({ statuses }) => statuses)).toEqual(['RUNNING']);
	});
});

describe('waiting', () => {
	let now = 0;
	let pauses: number[] = [];
	let asked: IDataObject[] = [];

	beforeEach(() => {
		[now, pauses, asked] = [1_000_000, [], []];
		jest.spyOn(clock, 'elapsed').mockImplementation(() => now);
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
			const kylin = kylinOf(seen);
			const answer = await kylin.send(request);
			asked.push(...kylin.asked);
			return answer;
		};
		return await waitForJobs(
			{ sendWithin: () => send, pause: async (ms) => await pause(ms, () => {}) },
			{
				jobIds: ['a'],
				intervalMs: 30_000,
				maxDurationMs: 3_600_000,
				failureStatuses: ['ERROR', 'DISCARDED'],
				onTimeout: 'fail',
				...more,
			},
		);
	}

	const is = (job_status: string, more: object = {}) => job('a', { job_status, ...more });
	const busy = new KylinFailure('Busy.', { httpStatus: 503 });

	describe('asks for no more than it has to', () => {
		const b = (job_status: string) => job('b', { job_status });
		const both = { jobIds: ['a', 'b'], failureStatuses: [] };
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
			const options = { ...both, failureStatuses: ['STOPPED' as const] };
			await wait([running, running, [is('FINISHED'), b('FINISHED')]], options);
			expect(asked[2].statuses).toBe('PENDING,RUNNING');
		});

		test('a resumable one is looked at again when the others are done', async () => {
			const looks = ['RUNNING', 'RUNNING', 'FINISHED'].map((status) => [is('ERROR'), b(status)]);
			await wait(looks, both);
			expect(keys()).toEqual(['a', 'b', undefined, undefined, 'b', 'a']);
		});

		const untilTimeOut = { ...both, maxDurationMs: 60_000, onTimeout: 'returnJobs' as const };

		test('a resumable one is looked at again when the time is over', async () => {
			await wait([[is('ERROR'), b('RUNNING')]], untilTimeOut);
			expect(keys()).toEqual(['a', 'b', undefined, undefined, 'a']);
		});

		test('one that was just seen to go on is not', async () => {
			const atFirst = [is('ERROR'), b('RUNNING')];
			await wait([atFirst, atFirst, [is('RUNNING'), b('RUNNING')]], untilTimeOut);
			expect(keys()).toEqual(['a', 'b', undefined, undefined]);
		});

		test('a failed job is the end of a wait, also if it does not count as failure', async () => {
			await wait([[is('ERROR')]], { failureStatuses: [] });
			expect(pauses).toEqual([]);
		});
	});

	test('a wait goes on if the last look at a resumable job fails', async () => {
		const b = (job_status: string) => job('b', { job_status });
		let lookUpsOfA = 0;
		const states = ['RUNNING', 'FINISHED'];
		const send = async (request: KylinRequest) => {
			const isOfA = request.qs?.key === 'a';
			if (isOfA) lookUpsOfA += 1;
			if (isOfA && lookUpsOfA === 2) throw busy;
			return await kylinOf([is('ERROR'), b(states[now > 1_000_000 ? 1 : 0])]).send(request);
		};
		const { jobs: ended } = await waitForJobs(
			{ sendWithin: () => send, pause: async (ms) => await pause(ms, () => {}) },
			{
				jobIds: ['a', 'b'],
				intervalMs: 30_000,
				maxDurationMs: 3_600_000,
				failureStatuses: [],
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

	test('a time-out returns the jobs if that was asked for', async () => {
		const options = { maxDurationMs: 60_000, onTimeout: 'returnJobs' as const };
		const { jobs: seen, isDone } = await wait([[is('RUNNING')]], options);
		expect(seen.get('a')?.job_status).toBe('RUNNING');
		expect(isDone('a')).toBe(false);
		await expect(wait([busy], options)).rejects.toThrow('was not done after 1 minute');
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
		).rejects.toThrow('1 of 2 jobs did not succeed: a (ERROR)');
	});

	test('a failure counts also when others are not done in time, and their return was asked for', async () => {
		const options = {
			jobIds: ['a', 'b'],
			maxDurationMs: 60_000,
			onTimeout: 'returnJobs' as const,
		};
		const b = job('b', { job_status: 'RUNNING' });
		await expect(wait([[is('ERROR'), b]], options)).rejects.toThrow(
			'1 of 2 jobs did not succeed: a (ERROR)',
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

	test.each([
		['while time is left, only what is left', 10_000, 60_000],
		['for the last look 5 seconds more', 60_000, 65_000],
	])('a request that hangs is given %s', async (_what, intervalMs, tookMs) => {
		const began = now;
		const waiting = waitForJobs(
			{
				sendWithin: (leftMs) => async () => {
					if (now === began) return { value: [is('RUNNING')], total_size: 1 };
					now += leftMs();
					throw new KylinFailure('No answer.', { networkCode: 'ETIMEDOUT' });
				},
				pause: async (ms) => await pause(ms, () => {}),
			},
			{
				jobIds: ['a'],
				intervalMs,
				maxDurationMs: 60_000,
				failureStatuses: ['ERROR'],
				onTimeout: 'fail',
			},
		);
		await expect(waiting).rejects.toThrow('The job was not done after 1 minute');
		expect(now - began).toBe(tookMs);
	});
});
