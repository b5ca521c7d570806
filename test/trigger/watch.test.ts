import {
	decodeKnownJobs,
	encodeKnownJobs,
	MAX_RECENT_JOBS,
	MAX_UNFINISHED_JOBS,
	withinBounds,
	type KnownJob,
} from '../../nodes/ApacheKylinTrigger/watch/knownJobs';
import { loadWatch, storeWatch } from '../../nodes/ApacheKylinTrigger/watch/storedWatch';
import {
	bounded,
	createdSince,
	eventsOf,
	observe,
	reachesUnchanged,
	startWatch,
	type Watch,
} from '../../nodes/ApacheKylinTrigger/watch/changes';
import type { JobRecord } from '../../nodes/shared/kylin/job';

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

const watchOf = (...jobs: JobRecord[]): Watch => startWatch({ jobs, isWhole: true });

const eventsIn = (watch: Watch, ...jobs: JobRecord[]) =>
	observe(watch, jobs)
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
		expect(eventsIn(watchOf(before), now)).toEqual(events);
		const { watch } = observe(watchOf(before), [now]);
		expect(eventsIn(watch, now)).toEqual([]);
	},
);

test('up to the floor, a job that is not known is old', () => {
	const watch = { ...watchOf(), floor: 100 };
	expect(eventsIn(watch, job('a', 'ERROR', 100))).toEqual([]);
	expect(eventsIn(watch, job('a', 'ERROR', 101))).toEqual(['null jobFailed']);
});

describe('below what the first look saw', () => {
	const MINUTE_MS = 60_000;
	const seen = (index: number, minute: number) =>
		job(`seen-${index}`, 'FINISHED', minute * MINUTE_MS);

	test('a job to which Kylin wrote a little after its end is old as well', () => {
		const jobs = Array.from({ length: 200 }, (_, index) => seen(index, index < 150 ? 1 : 100));
		const watch = startWatch({ jobs, isWhole: false });
		expect(eventsIn(watch, job('late', 'ERROR', 5 * MINUTE_MS))).toEqual([]);
		expect(eventsIn(watch, job('new', 'ERROR', 8 * MINUTE_MS))).toEqual(['null jobFailed']);
	});

	test('running jobs that began long ago do not tell where that is', () => {
		const running = Array.from({ length: 110 }, (_, index) =>
			job(`running-${index}`, 'RUNNING', MINUTE_MS),
		);
		const ended = Array.from({ length: 90 }, (_, index) => seen(index, 100));
		const watch = startWatch({ jobs: [...running, ...ended], isWhole: false });
		expect(watch.floor).toBe(100 * MINUTE_MS);
	});

	test('jobs with times in the future hide nothing after a burst', () => {
		const future = Array.from({ length: 9 }, (_, index) => seen(index, 1_000_000));
		const burst = Array.from({ length: 191 }, (_, index) => seen(100 + index, 100));
		const watch = startWatch({ jobs: [...future, ...burst], isWhole: false });
		expect(watch.floor).toBe(100 * MINUTE_MS);
		expect(eventsIn(watch, job('new', 'ERROR', 101 * MINUTE_MS))).toEqual(['null jobFailed']);
	});
});

describe('far down, below ten unchanged jobs', () => {
	const known = Array.from({ length: 10 }, (_, index) => job(`known-${index}`, 'FINISHED', 50));
	const watch = watchOf(...known);
	const news = (count: number) =>
		Array.from({ length: count }, (_, index) => job(`new-${index}`, 'FINISHED', 100));
	const odd = job('odd', 'ERROR', 100);

	test.each([
		{ what: 'the 50th is compared', jobs: [...known, ...news(39), odd], isTold: true },
		{ what: 'the 51st is old', jobs: [...known, ...news(40), odd], isTold: false },
		{ what: 'above them all are told', jobs: [...news(60), odd, ...known], isTold: true },
		{ what: 'right below them a job is old', jobs: [...news(60), ...known, odd], isTold: false },
		{ what: 'without a proof all are told', jobs: [...news(60), odd], isTold: true },
	])('$what', ({ jobs, isTold }) => {
		const { changes, watch: next } = observe(watch, jobs);
		expect(changes.some((change) => change.job.id === 'odd')).toBe(isTold);
		expect(eventsIn(next, { ...odd, last_modified: 101 })).toEqual(['ERROR jobFailed']);
	});
});

describe('how far down a poll has to read', () => {
	const old = Array.from({ length: 40 }, (_, index) =>
		job(`old-${index}`, 'FINISHED', 100 - index),
	);
	const watch = watchOf(...old);

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
		expect(reachesUnchanged(watch, jobs)).toBe(isEnough);
	});

	test('jobs that changed just before the last poll count from the next one on', () => {
		const jobs = old.map(({ id }, index) => job(id, 'FINISHED', 1_000 + index));
		const once = observe(watch, jobs).watch;
		expect(reachesUnchanged(once, jobs)).toBe(false);
		expect(reachesUnchanged(observe(once, jobs).watch, jobs)).toBe(true);
	});
});

describe('how far down the first look has seen', () => {
	const ended = (...times: number[]) => times.map((time, at) => job(`e-${at}`, 'FINISHED', time));
	const running = (...times: number[]) => times.map((time, at) => job(`r-${at}`, 'RUNNING', time));
	const floorOf = (jobs: JobRecord[], isWhole: boolean) => startWatch({ jobs, isWhole }).floor;
	const SHUFFLED = [70, 10, 90, 30, 50, 20, 100, 40, 80, 60];

	test('in a whole list of nine nobody can tell what is in the future', () => {
		expect(floorOf(ended(...SHUFFLED.slice(0, 9)), true)).toBe(0);
	});

	test('in a whole list of ten it is the middle of the times, whatever their order', () => {
		expect(floorOf(ended(...SHUFFLED), true)).toBe(60);
	});

	test('in a part of the list it is a little after the tenth of the jobs that do not run', () => {
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
	const watch = { ...watchOf(...known), floor: 10 };
	const withNewAt = (index: number) => [
		...known.slice(0, index),
		job('new', 'ERROR', 2_000, 2_000),
		...known.slice(index),
	];

	test('is new down to the last of the ten unchanged jobs', () => {
		expect(eventsIn(watch, ...withNewAt(55))).toEqual(['null jobCreated', 'null jobFailed']);
	});

	test('is old below them', () => {
		expect(eventsIn(watch, ...withNewAt(57))).toEqual([]);
	});

	test('a known job below them has changed all the same', () => {
		const jobs = known.map((one, index) => (index === 58 ? job(one.id, 'ERROR', 3_000) : one));
		expect(eventsIn(watch, ...jobs)).toEqual(['FINISHED jobFailed']);
	});
});

test('a job that was created at the floor is not new', () => {
	const watch = { ...watchOf(), floor: 100 };
	expect(eventsIn(watch, job('a', 'ERROR', 101, 100))).toEqual(['null jobFailed']);
	expect(eventsIn(watch, job('a', 'ERROR', 101, 101))).toEqual([
		'null jobCreated',
		'null jobFailed',
	]);
});

test('unknown jobs up to the floor prove that nothing has changed below', () => {
	const watch = { ...watchOf(), floor: 100 };
	const tenAt = (time: number) =>
		Array.from({ length: 10 }, (_, index) => job(`old-${index}`, 'FINISHED', time));
	expect(reachesUnchanged(watch, tenAt(100))).toBe(true);
	expect(reachesUnchanged(watch, tenAt(101))).toBe(false);
	const paused = tenAt(100).map(({ id }) => job(id, 'STOPPED', 100));
	expect(reachesUnchanged(observe(watch, paused).watch, paused)).toBe(true);
});

describe('what is created is told', () => {
	const watch = { ...watchOf(job('known', 'RUNNING', 500, 500)), floor: 100 };
	const candidates = new Set(['a', 'b']);
	const proofs = (time: number, count = 10) =>
		Array.from({ length: count }, (_, index) => job(`old-${index}`, 'FINISHED', 1, time));
	const decide = (...jobs: JobRecord[]) => {
		const { created, isDecided } = createdSince(watch, jobs, candidates);
		return [[...created], isDecided];
	};

	test.each<[string, JobRecord[], unknown]>([
		['by ten jobs up to the floor', proofs(100), [[], true]],
		['not by jobs after the floor', proofs(101), [[], false]],
		['not by nine', proofs(100, 9), [[], false]],
		['by a known job as well', [job('known', 'RUNNING', 500, 500), ...proofs(100, 9)], [[], true]],
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
	expect(createdSince(watchOf(), [], new Set())).toMatchObject({ isDecided: true });
	expect(createdSince(watchOf(), [], new Set(['a']))).toMatchObject({ isDecided: false });
});

test('a restart is no creation: the job keeps its place in the order of creation', () => {
	const old = Array.from({ length: 30 }, (_, index) => job(`old-${index}`, 'FINISHED', 50, 50));
	const watch = watchOf(...old);
	const created = job('new', 'PENDING', 0, 99);
	const restarted = job('restarted', 'PENDING', 99, 99);
	const inOrder = [created, ...old, restarted];
	expect(createdSince(watch, inOrder, new Set(['new', 'restarted']))).toEqual({
		created: new Set(['new']),
		isDecided: true,
	});
});

describe('what is kept', () => {
	const known = new Map<string, KnownJob>(
		Array.from({ length: 1_000 }, (_, index) => [
			`key-${String(index).padStart(4, '0')}`,
			{ status: index % 4 === 0 ? 'RUNNING' : 'FINISHED', time: index, isFresh: false },
		]),
	);

	test('are the latest changes and some unfinished jobs, and where forgetting began', () => {
		const [{ known: kept, forgottenUpTo }] = withinBounds([known]);
		expect(kept.size).toBe(MAX_RECENT_JOBS + MAX_UNFINISHED_JOBS);
		expect(forgottenUpTo).toBe(799);
		expect(kept.has('key-0999')).toBe(true);
		expect(kept.has('key-0400')).toBe(true);
	});

	test('is shared by the places, each with its own end of memory', () => {
		const quiet = new Map<string, KnownJob>([
			['quiet-01', { status: 'FINISHED', time: 5, isFresh: false }],
			['quiet-02', { status: 'ERROR', time: 3, isFresh: false }],
		]);
		const places = [
			{ floor: 900, known },
			{ floor: 1, known: quiet },
			{ floor: 7, known: quiet },
		];
		const kept = bounded(places);
		expect(kept.map(({ floor }) => floor)).toEqual([900, 5, 7]);
		expect(kept.map((watch) => watch.known.size)).toEqual([300, 0, 0]);
		const room = bounded([
			{ floor: 0, known: new Map() },
			{ floor: 1, known: quiet },
		]);
		expect(room).toEqual([
			{ floor: 0, known: new Map() },
			{ floor: 1, known: quiet },
		]);
	});

	test('a time past all others is kept as the last one that can be stored', () => {
		const odd = watchOf(job('a', 'ERROR', 36 ** 9), job('b', 'ERROR', 36 ** 9 - 1));
		const [one, other] = [...odd.known.values()];
		expect(one.time).toBe(36 ** 9 - 1);
		expect(other.time).toBe(36 ** 9 - 1);
		expect(decodeKnownJobs(encodeKnownJobs(odd.known))).toEqual(odd.known);
	});

	test('survives being stored', () => {
		const [{ known: kept }] = withinBounds([known]);
		expect(decodeKnownJobs(encodeKnownJobs(kept))).toEqual(kept);
		expect(encodeKnownJobs(kept)).toHaveLength(5_700);
		const record = {
			source: 'http://kylin/kylin/api',
			user: 'admin',
			selection: { events: ['jobFailed' as const], projects: ['p'], jobTypes: [], key: '' },
			followed: [{ place: 'p', watch: { floor: 799, known: kept } }],
		};
		expect(loadWatch(JSON.parse(JSON.stringify(storeWatch(record))))).toEqual(record);
	});
});
