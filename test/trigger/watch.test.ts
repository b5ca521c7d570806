import {
	decodeKnownJobs,
	encodeKnownJobs,
	MAX_RECENT_JOBS,
	MAX_UNFINISHED_JOBS,
	withinBounds,
	type KnownJob,
} from '../../nodes/shared/events/knownJobs';
import { readStoredWatch, storeWatch } from '../../nodes/shared/events/storedWatch';
import {
	createdSince,
	eventsOf,
	observe,
	reachesUnchanged,
	startWatch,
	type Watch,
} from '../../nodes/shared/events/watch';
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

const watchOf = (...jobs: JobRecord[]): Watch => startWatch([{ jobs, isWhole: true }]);

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

test('below what the first look saw, a job to which Kylin wrote a little after its end is old as well', () => {
	const MINUTE_MS = 60_000;
	const seen = Array.from({ length: 16 }, (_, index) =>
		job(`seen-${index}`, 'FINISHED', index < 11 ? MINUTE_MS : 100 * MINUTE_MS),
	);
	const watch = startWatch([{ jobs: seen, isWhole: false }]);
	expect(eventsIn(watch, job('late', 'ERROR', 5 * MINUTE_MS))).toEqual([]);
	expect(eventsIn(watch, job('new', 'ERROR', 8 * MINUTE_MS))).toEqual(['null jobFailed']);
});

test('events come in the order in which they happened', () => {
	const jobs = [job('a', 'ERROR', 9), job('b', 'FINISHED', 7), job('c', 'ERROR', 8)];
	const { changes } = observe(watchOf(), jobs);
	expect(changes.map(({ job: { id } }) => id)).toEqual(['b', 'c', 'a']);
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
		const { known: kept, forgottenUpTo } = withinBounds(known);
		expect(kept.size).toBe(MAX_RECENT_JOBS + MAX_UNFINISHED_JOBS);
		expect(forgottenUpTo).toBe(799);
		expect(kept.has('key-0999')).toBe(true);
		expect(kept.has('key-0400')).toBe(true);
	});

	test('survives being stored', () => {
		const { known: kept } = withinBounds(known);
		expect(decodeKnownJobs(encodeKnownJobs(kept))).toEqual(kept);
		expect(encodeKnownJobs(kept)).toHaveLength(5_700);
		const record = {
			source: 'http://kylin/kylin/api',
			selection: { events: ['jobFailed' as const], projects: ['p'], jobTypes: [], key: '' },
			watch: { floor: 799, known: kept },
		};
		expect(readStoredWatch(JSON.parse(JSON.stringify(storeWatch(record))))).toEqual(record);
	});
});
