import {
	createdSince,
	eventsOf,
	detectChanges,
	reachesIdleJobs,
	reachesSettledJobs,
	firstState,
	type ScopeState,
} from '../../../../nodes/ApacheKylinTrigger/watch/changes';
import { shortKey } from '../../../../nodes/shared/events/shortKey';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

const job = (
	id: string,
	job_status: string,
	last_modified: number,
	create_time = 1,
): JobRecord => ({
	id,
	job_status,
	last_modified,
	create_time,
	project: 'p',
});

const stateOf = (...jobs: JobRecord[]): ScopeState => firstState({ jobs, isComplete: true });

const eventsIn = (state: ScopeState, ...jobs: JobRecord[]) =>
	detectChanges(state, jobs)
		.changes.flatMap(eventsOf)
		.map(({ event, previousStatus }) => `${previousStatus} ${event}`);

test.each([
	{ before: job('a', 'RUNNING', 5), now: job('a', 'RUNNING', 5), events: [] },
	{ before: job('a', 'RUNNING', 5), now: job('a', 'ERROR', 6), events: ['RUNNING jobFailed'] },
	{ before: job('a', 'ERROR', 5), now: job('a', 'ERROR', 9), events: ['ERROR jobFailed'] },
	{ before: job('a', 'ERROR', 5), now: job('a', 'PENDING', 9), events: [] },
	{ before: job('a', 'STOPPED', 5), now: job('a', 'RUNNING', 9), events: ['STOPPED jobStarted'] },
	{ before: job('a', 'PENDING', 0, 5), now: job('a', 'PENDING', 0, 5), events: [] },
	{
		before: job('a', 'PENDING', 0, 5),
		now: job('a', 'STOPPED', 5, 5),
		events: ['PENDING jobPaused'],
	},
	{
		before: job('a', 'RUNNING', 5),
		now: job('a', 'DISCARDED', 4),
		events: ['RUNNING jobDiscarded'],
	},
	{ before: job('a', 'RUNNING', 5), now: job('a', 'UNHEARD_OF', 6), events: [] },
	{ before: job('a', 'UNHEARD_OF', 5), now: job('a', 'FINISHED', 6), events: ['null jobFinished'] },
	{
		before: job('b', 'RUNNING', 5),
		now: job('a', 'FINISHED', 6),
		events: ['null jobCreated', 'null jobFinished'],
	},
])(
	'$before.job_status at $before.last_modified, then $now.job_status at $now.last_modified: $events',
	({ before, now, events }) => {
		expect(eventsIn(stateOf(before), now)).toEqual(events);
		const { state } = detectChanges(stateOf(before), [now]);
		expect(eventsIn(state, now)).toEqual([]);
	},
);

test('a job that is not known and changed up to the floor is old', () => {
	const state = { ...stateOf(), floorMs: 100 };
	expect(eventsIn(state, job('a', 'ERROR', 100))).toEqual([]);
	expect(eventsIn(state, job('a', 'ERROR', 101))).toEqual(['null jobFailed']);
});

describe('below the first snapshot', () => {
	const MINUTE_MS = 60_000;
	const seen = (index: number, minute: number) =>
		job(`seen-${index}`, 'FINISHED', minute * MINUTE_MS);

	test('a job to which Kylin wrote a little after its end is old as well', () => {
		const jobs = Array.from({ length: 200 }, (_, index) => seen(index, index < 150 ? 1 : 100));
		const state = firstState({ jobs, isComplete: false });
		expect(eventsIn(state, job('late', 'ERROR', 5 * MINUTE_MS))).toEqual([]);
		expect(eventsIn(state, job('new', 'ERROR', 8 * MINUTE_MS))).toEqual(['null jobFailed']);
	});

	test('running jobs that began long ago do not lower the floor', () => {
		const running = Array.from({ length: 110 }, (_, index) =>
			job(`running-${index}`, 'RUNNING', MINUTE_MS),
		);
		const ended = Array.from({ length: 90 }, (_, index) => seen(index, 100));
		const state = firstState({ jobs: [...running, ...ended], isComplete: false });
		expect(state.floorMs).toBe(100 * MINUTE_MS);
	});

	test('jobs with times in the future hide nothing after a burst', () => {
		const future = Array.from({ length: 9 }, (_, index) => seen(index, 1_000_000));
		const burst = Array.from({ length: 191 }, (_, index) => seen(100 + index, 100));
		const state = firstState({ jobs: [...future, ...burst], isComplete: false });
		expect(state.floorMs).toBe(100 * MINUTE_MS);
		expect(eventsIn(state, job('new', 'ERROR', 101 * MINUTE_MS))).toEqual(['null jobFailed']);
	});
});

describe('far down, below ten settled jobs', () => {
	const known = Array.from({ length: 10 }, (_, index) => job(`known-${index}`, 'FINISHED', 50));
	const state = stateOf(...known);
	const news = (count: number) =>
		Array.from({ length: count }, (_, index) => job(`new-${index}`, 'FINISHED', 100));
	const odd = job('odd', 'ERROR', 100);

	test.each([
		{ what: 'the 50th job is compared', jobs: [...known, ...news(39), odd], isEvent: true },
		{ what: 'the 51st job is old', jobs: [...known, ...news(40), odd], isEvent: false },
		{ what: 'above them every job is compared', jobs: [...news(60), odd, ...known], isEvent: true },
		{ what: 'right below them a job is old', jobs: [...news(60), ...known, odd], isEvent: false },
		{ what: 'without settled jobs every job is compared', jobs: [...news(60), odd], isEvent: true },
	])('$what', ({ jobs, isEvent }) => {
		const { changes, state: next } = detectChanges(state, jobs);
		expect(changes.some((change) => change.job.id === 'odd')).toBe(isEvent);
		expect(eventsIn(next, { ...odd, last_modified: 101 })).toEqual(['ERROR jobFailed']);
	});
});

describe('how far down a poll has to read:', () => {
	const old = Array.from({ length: 40 }, (_, index) =>
		job(`old-${index}`, 'FINISHED', 100 - index),
	);
	const state = stateOf(...old);

	test.each([
		{ what: 'ten unchanged jobs are enough', jobs: old.slice(0, 10), isEnough: true },
		{
			what: 'nine are not: they may have been written to late',
			jobs: old.slice(0, 9),
			isEnough: false,
		},
		{
			what: 'changed ones do not count',
			jobs: [...old.slice(0, 9), job('old-9', 'FINISHED', 500)],
			isEnough: false,
		},
		{
			what: 'new ones do not count',
			jobs: [...old.slice(0, 9), job('new', 'FINISHED', 500)],
			isEnough: false,
		},
		{
			what: 'running ones do not count',
			jobs: Array.from({ length: 20 }, (_, index) => job(`r-${index}`, 'RUNNING', 1)),
			isEnough: false,
		},
	])('$what', ({ jobs, isEnough }) => {
		expect(reachesSettledJobs(state, jobs)).toBe(isEnough);
	});

	test('jobs that changed just before the last poll count from the next one on', () => {
		const jobs = old.map(({ id }, index) => job(id, 'FINISHED', 1_000 + index));
		const once = detectChanges(state, jobs).state;
		expect(reachesSettledJobs(once, jobs)).toBe(false);
		expect(reachesSettledJobs(detectChanges(once, jobs).state, jobs)).toBe(true);
	});
});

test('for the first poll ten jobs that are not running are enough', () => {
	const ended = Array.from({ length: 10 }, (_, index) => job(`e-${index}`, 'FINISHED', 1));
	const running = Array.from({ length: 20 }, (_, index) => job(`r-${index}`, 'RUNNING', 1));
	expect(reachesIdleJobs([...running, ...ended.slice(1)])).toBe(false);
	expect(reachesIdleJobs([...running, ...ended])).toBe(true);
});

test.each([
	['PENDING', true],
	['STOPPED', true],
	['FINISHED', false],
	['NEW', false],
])('an old job in %s is known from now on: %s', (status, expected) => {
	const { changes, state } = detectChanges({ floorMs: 10, known: new Map() }, [
		job('a', status, 5),
	]);
	expect(changes).toEqual([]);
	expect(state.known.has(shortKey('a'))).toBe(expected);
});

describe('how far down the first snapshot reaches:', () => {
	const ended = (...times: number[]) => times.map((time, at) => job(`e-${at}`, 'FINISHED', time));
	const running = (...times: number[]) => times.map((time, at) => job(`r-${at}`, 'RUNNING', time));
	const floorOf = (jobs: JobRecord[], isComplete: boolean) =>
		firstState({ jobs, isComplete }).floorMs;
	const SHUFFLED = [70, 10, 90, 30, 50, 20, 100, 40, 80, 60];

	test('in a complete list of nine no time is trusted', () => {
		expect(floorOf(ended(...SHUFFLED.slice(0, 9)), true)).toBe(0);
	});

	test('in a complete list of ten the floor is the middle of the times, whatever their order', () => {
		expect(floorOf(ended(...SHUFFLED), true)).toBe(60);
	});

	test('in a part of the list the floor is five minutes after the tenth job that does not run', () => {
		const minutes = (time: number) => time * 60_000;
		const jobs = [
			...running(...SHUFFLED.map((time) => minutes(time))),
			...ended(...Array.from({ length: 40 }, (_, index) => minutes(1_000 + index))),
		];
		expect(floorOf(jobs, false)).toBe(minutes(1_015));
		expect(floorOf(jobs.slice(0, 19), false)).toBe(minutes(100));
	});
});

describe('an unknown job among the newest', () => {
	const known = Array.from({ length: 60 }, (_, index) =>
		job(`known-${index}`, index < 46 ? 'RUNNING' : 'FINISHED', 1_000 - index),
	);
	const state = { ...stateOf(...known), floorMs: 10 };
	const withNewAt = (index: number) => [
		...known.slice(0, index),
		job('new', 'ERROR', 2_000, 2_000),
		...known.slice(index),
	];

	test('is new down to the last of the ten settled jobs', () => {
		expect(eventsIn(state, ...withNewAt(55))).toEqual(['null jobCreated', 'null jobFailed']);
	});

	test('is old below them', () => {
		expect(eventsIn(state, ...withNewAt(57))).toEqual([]);
	});

	test('a known job below them has changed all the same', () => {
		const jobs = known.map((one, index) => (index === 58 ? job(one.id, 'ERROR', 3_000) : one));
		expect(eventsIn(state, ...jobs)).toEqual(['FINISHED jobFailed']);
	});
});

test('a job that was created at the floor is not new', () => {
	const state = { ...stateOf(), floorMs: 100 };
	expect(eventsIn(state, job('a', 'ERROR', 101, 100))).toEqual(['null jobFailed']);
	expect(eventsIn(state, job('a', 'ERROR', 101, 101))).toEqual([
		'null jobCreated',
		'null jobFailed',
	]);
});

test('unknown jobs up to the floor count as settled', () => {
	const state = { ...stateOf(), floorMs: 100 };
	const tenAt = (time: number) =>
		Array.from({ length: 10 }, (_, index) => job(`old-${index}`, 'FINISHED', time));
	expect(reachesSettledJobs(state, tenAt(100))).toBe(true);
	expect(reachesSettledJobs(state, tenAt(101))).toBe(false);
	const paused = tenAt(100).map(({ id }) => job(id, 'STOPPED', 100));
	expect(reachesSettledJobs(detectChanges(state, paused).state, paused)).toBe(true);
});

describe('whether jobs were created is decided', () => {
	const state = { ...stateOf(job('known', 'RUNNING', 500, 500)), floorMs: 100 };
	const candidates = new Set(['a', 'b']);
	const old = (time: number, count = 10) =>
		Array.from({ length: count }, (_, index) => job(`old-${index}`, 'FINISHED', 1, time));
	const decide = (...jobs: JobRecord[]) => {
		const { created, isDecided } = createdSince(state, jobs, candidates);
		return [[...created], isDecided];
	};

	test.each<[string, JobRecord[], unknown]>([
		['by ten jobs up to the floor', old(100), [[], true]],
		['not by jobs after the floor', old(101), [[], false]],
		['not by nine', old(100, 9), [[], false]],
		['by a known job as well', [job('known', 'RUNNING', 500, 500), ...old(100, 9)], [[], true]],
		[
			'as soon as all are found',
			[job('a', 'RUNNING', 300, 300), job('b', 'RUNNING', 299, 299)],
			[['a', 'b'], true],
		],
		[
			'of candidates only',
			[job('c', 'RUNNING', 300, 300), job('a', 'RUNNING', 299, 299)],
			[['a'], false],
		],
	])('%s', (_how, jobs, expected) => {
		expect(decide(...jobs)).toEqual(expected);
	});
});

test('without candidates nothing has to be read', () => {
	expect(createdSince(stateOf(), [], new Set())).toMatchObject({ isDecided: true });
	expect(createdSince(stateOf(), [], new Set(['a']))).toMatchObject({ isDecided: false });
});

test('a restart is no creation: the job keeps its position in the order of creation', () => {
	const old = Array.from({ length: 30 }, (_, index) => job(`old-${index}`, 'FINISHED', 50, 50));
	const state = stateOf(...old);
	const created = job('new', 'PENDING', 0, 99);
	const restarted = job('restarted', 'PENDING', 99, 99);
	const inOrder = [created, ...old, restarted];
	expect(createdSince(state, inOrder, new Set(['new', 'restarted']))).toEqual({
		created: new Set(['new']),
		isDecided: true,
	});
});
