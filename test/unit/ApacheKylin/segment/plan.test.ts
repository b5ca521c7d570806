import * as fc from 'fast-check';
import { ParameterError } from '../../../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { floorTo, precisionOf } from '../../../../nodes/ApacheKylin/kylinTime/partitionFormat';
import { overlap, type Range } from '../../../../nodes/ApacheKylin/kylinTime/range';
import { kylinZone } from '../../../../nodes/ApacheKylin/kylinTime/zone';
import { planBuild } from '../../../../nodes/ApacheKylin/segment/plan/plan';
import type { BuildRequest } from '../../../../nodes/ApacheKylin/segment/plan/request';
import type { Segment } from '../../../../nodes/ApacheKylin/models/segment';
import { DAY_MS, SHANGHAI, days, job, modelOf, on, request, segment } from './seeds';

const HOUR_MS = 3_600_000;

/** 10 February, eight o'clock in the evening in Shanghai: still noon in UTC. */
const NOW = on(10) + 20 * HOUR_MS;

function stepsOf(
	segments: Segment[],
	asked: Partial<BuildRequest>,
	{
		jobs = [],
		own = [],
		format = 'yyyy-MM-dd',
		now = NOW,
	}: { jobs?: JobRecord[]; own?: Range[]; format?: string; now?: number } = {},
): string[] {
	const model = modelOf(segments, { partition: { column: 'T.D', format } });
	const { ranges } = planBuild({ model, jobs, own, zone: SHANGHAI, now }, request(asked));
	return ranges.map(({ step, range }) => {
		const [first, end] = [range?.start, range?.end].map(
			(ms) => ((ms as number) - on(1)) / DAY_MS + 1,
		);
		return `${step} ${first}-${end}`;
	});
}

const BUILT = [segment(days(1, 4)), segment(days(4, 6))];

describe('Since Last Segment', () => {
	test('builds from the end of the last segment until the start of today in Kylin’s time', () => {
		expect(stepsOf(BUILT, {})).toEqual(['build 6-10']);
	});

	test('is cut into days, weeks and months of the calendar', () => {
		expect(stepsOf(BUILT, { split: 'day' })).toEqual([
			'build 6-7',
			'build 7-8',
			'build 8-9',
			'build 9-10',
		]);
		// 5 and 12 February 2024 are Mondays.
		expect(stepsOf(BUILT, { split: 'week' }, { now: on(14) })).toEqual([
			'build 6-12',
			'build 12-14',
		]);
		expect(stepsOf(BUILT, { split: 'month' }, { now: on(33) })).toEqual([
			'build 6-30',
			'build 30-33',
		]);
	});

	test('has nothing to do when the last segment ends today', () => {
		expect(stepsOf([segment(days(1, 10))], {})).toEqual([]);
		expect(stepsOf([segment(days(1, 12))], {})).toEqual([]);
	});

	test('goes on from the last segment with indexes, and shows those behind it', () => {
		const failed = segment(days(6, 7), { isNew: true });
		const running = segment(days(8, 9), { isNew: true });
		const jobs = [job('ERROR', [failed]), job('RUNNING', [running])];
		expect(stepsOf([...BUILT, failed, running], {}, { jobs })).toEqual([
			'failed 6-7',
			'build 7-8',
			'running 8-9',
			'build 9-10',
		]);
		const empty = segment(days(6, 7), { indexCount: 0 });
		expect(stepsOf([...BUILT, empty], {})).toEqual(['exists 6-7', 'build 7-10']);
	});

	test('asks for From where there is no segment', () => {
		expect(() => stepsOf([], {})).toThrow(
			"'From' is empty, and the model has no segment with data",
		);
		expect(stepsOf([], { range: { kind: 'sinceLastSegment', from: on(8) } })).toEqual([
			'build 8-10',
		]);
	});

	test('ends with the last full month where the format knows no days', () => {
		const january = [segment(days(-30, 1))];
		expect(stepsOf(january, {}, { format: 'yyyyMM' })).toEqual([]);
		expect(stepsOf(january, {}, { format: 'yyyyMM', now: on(33) })).toEqual(['build 1-30']);
	});
});

describe('what an earlier try of the same run has built stays in the plan', () => {
	const own = [days(6, 7), days(7, 8)];
	const begun = [...BUILT, ...own.map((range) => segment(range))];

	test('Since Last Segment goes on from the segment before', () => {
		expect(stepsOf(begun, { split: 'day' }, { own })).toEqual([
			'exists 6-7',
			'exists 7-8',
			'build 8-9',
			'build 9-10',
		]);
		expect(stepsOf(begun, { split: 'day', refreshLastDays: 1 }, { own })).toEqual([
			'refresh 4-6',
			'exists 6-7',
			'exists 7-8',
			'build 8-9',
			'build 9-10',
		]);
		const all = [...begun, segment(days(8, 10))];
		expect(stepsOf(all, {}, { own: [...own, days(8, 10)] })).toEqual([
			'exists 6-7',
			'exists 7-8',
			'exists 8-10',
		]);
	});

	test('Gaps Only shows the gaps it has filled', () => {
		const range = { kind: 'gapsOnly' } as const;
		const filled = [segment(days(1, 2)), segment(days(2, 3)), segment(days(4, 5))];
		expect(stepsOf(filled, { range }, { own: [days(2, 3)] })).toEqual(['exists 2-3', 'build 3-4']);
	});

	test('a gap that was built too is shown, although it lies beside the range', () => {
		const range = { kind: 'fromUntil', from: on(8), until: on(9) } as const;
		expect(stepsOf(begun, { range, ifGap: 'build' }, { own: [days(6, 7), days(7, 8)] })).toEqual([
			'exists 6-7',
			'exists 7-8',
			'build 8-9',
		]);
	});
});

describe('Relative', () => {
	test.each([
		['day', 1, 'build 9-10'],
		['day', 3, 'build 7-10'],
		['week', 1, 'build -2-5'],
		['month', 1, 'build -30-1'],
	] as const)('the last %s × %d is %s', (unit, count, step) => {
		expect(stepsOf([], { range: { kind: 'relative', unit, count } })).toEqual([step]);
	});
});

describe('From and Until', () => {
	const fromUntil = (first: number, end: number): BuildRequest['range'] => ({
		kind: 'fromUntil',
		from: on(first),
		until: on(end),
	});

	test('are floored to the partition format', () => {
		const range = {
			kind: 'fromUntil' as const,
			from: on(6) + 12 * HOUR_MS,
			until: on(8) + 18 * HOUR_MS,
		};
		expect(stepsOf(BUILT, { range })).toEqual(['build 6-8']);
		expect(stepsOf(BUILT, { range }, { format: 'yyyy-MM-dd HH' })).toEqual([
			'gap 6-6.5',
			'build 6.5-8.75',
		]);
	});

	test('within one unit of the format are refused', () => {
		const range = { kind: 'fromUntil' as const, from: on(6) + HOUR_MS, until: on(6) + 2 * HOUR_MS };
		expect(() => stepsOf(BUILT, { range })).toThrow("'Until' must lie in a later day than 'From'");
		expect(() => stepsOf(BUILT, { range: fromUntil(7, 6) })).toThrow(
			"'Until' must be later than 'From'",
		);
	});

	test('show what is built already, and refresh it if asked to', () => {
		expect(stepsOf(BUILT, { range: fromUntil(3, 8) })).toEqual([
			'exists 1-4',
			'exists 4-6',
			'build 6-8',
		]);
		expect(stepsOf(BUILT, { range: fromUntil(3, 8), ifBuilt: 'refresh' })).toEqual([
			'refresh 1-4',
			'refresh 4-6',
			'build 6-8',
		]);
	});

	test('show the gaps they would leave on both sides, or build them too', () => {
		const segments = [segment(days(1, 3)), segment(days(9, 10))];
		expect(stepsOf(segments, { range: fromUntil(5, 7) })).toEqual([
			'gap 3-5',
			'build 5-7',
			'gap 7-9',
		]);
		expect(stepsOf(segments, { range: fromUntil(5, 7), ifGap: 'build' })).toEqual([
			'build 3-5',
			'build 5-7',
			'build 7-9',
		]);
		expect(stepsOf(segments, { range: fromUntil(3, 9) })).toEqual(['build 3-9']);
	});
});

test('Gaps Only builds every hole, whatever holds the ranges around it', () => {
	const running = segment(days(8, 9), { isNew: true });
	const segments = [segment(days(1, 2)), segment(days(3, 4)), running];
	expect(
		stepsOf(
			segments,
			{ range: { kind: 'gapsOnly' }, split: 'day' },
			{ jobs: [job('RUNNING', [running])] },
		),
	).toEqual(['build 2-3', 'build 4-5', 'build 5-6', 'build 6-7', 'build 7-8']);
	expect(stepsOf(BUILT, { range: { kind: 'gapsOnly' } })).toEqual([]);
});

describe('Refresh the Last', () => {
	test('refreshes the days before the range, the oldest first, and then builds', () => {
		const segments = [1, 2, 3, 4, 5].map((day) => segment(days(day, day + 1)));
		expect(stepsOf(segments, { refreshLastDays: 3 })).toEqual([
			'refresh 3-4',
			'refresh 4-5',
			'refresh 5-6',
			'build 6-10',
		]);
	});

	test('refreshes also when there is nothing new', () => {
		const segments = [segment(days(8, 9)), segment(days(9, 10))];
		expect(stepsOf(segments, { refreshLastDays: 1 })).toEqual(['refresh 9-10']);
	});

	test('shows a segment that another job holds', () => {
		const [old, last] = [segment(days(4, 5)), segment(days(5, 6))];
		const jobs = [job('RUNNING', [last], { job_name: 'INDEX_BUILD' })];
		expect(stepsOf([old, last], { refreshLastDays: 2 }, { jobs })).toEqual([
			'refresh 4-5',
			'running 5-6',
			'build 6-10',
		]);
	});
});

test('a segment under refresh and its twin are one, and so are segments under merge', () => {
	const range: BuildRequest['range'] = { kind: 'fromUntil', from: on(1), until: on(6) };
	const twin = segment(days(4, 6), { isNew: true, status: 'REFRESHING' });
	const refresh = job('RUNNING', [twin], { job_name: 'INDEX_REFRESH' });
	expect(stepsOf([...BUILT, twin], { range }, { jobs: [refresh] })).toEqual([
		'exists 1-4',
		'running 4-6',
	]);
	const merged = segment(days(1, 6), { isNew: true, status: 'MERGING' });
	const merge = job('STOPPED', [merged], { job_name: 'INDEX_MERGE' });
	expect(stepsOf([...BUILT, merged], { range }, { jobs: [merge] })).toEqual(['failed 1-6']);
});

test('a build that began after the segments were read is seen by its job', () => {
	const unread = segment(days(7, 8), { isNew: true });
	expect(stepsOf(BUILT, {}, { jobs: [job('PENDING', [unread])] })).toEqual([
		'build 6-7',
		'running 7-8',
		'build 8-10',
	]);
});

test('a new segment without a job is no range to build', () => {
	expect(stepsOf([...BUILT, segment(days(6, 10), { isNew: true })], {})).toEqual(['failed 6-10']);
});

test('a segment that ends within a day, built in another zone, is not built into', () => {
	const odd = segment({ start: on(1), end: on(6) + 8 * HOUR_MS });
	expect(stepsOf([odd], {})).toEqual([`exists 1-${6 + 8 / 24}`, 'build 7-10']);
});

test('a full load is one range without times', () => {
	const full = (segments: Segment[], asked: Partial<BuildRequest> = {}, jobs: JobRecord[] = []) =>
		planBuild(
			{
				model: modelOf(segments, { partition: undefined }),
				jobs,
				own: [],
				zone: SHANGHAI,
				now: NOW,
			},
			request(asked),
		).ranges.map(({ step, range }) => [step, range]);
	const [built, empty] = [segment(undefined), segment(undefined, { indexCount: 0 })];
	const twin = segment(undefined, { isNew: true });
	expect(full([])).toEqual([['build', undefined]]);
	expect(full([empty])).toEqual([['build', undefined]]);
	expect(full([built])).toEqual([['refresh', undefined]]);
	expect(full([built], { ifBuilt: 'skip' })).toEqual([['exists', undefined]]);
	expect(full([twin, built], {}, [job('RUNNING', [twin])])).toEqual([['running', undefined]]);
	expect(full([twin, built], {}, [job('ERROR', [twin])])).toEqual([['failed', undefined]]);
	expect(full([twin, built])).toEqual([['failed', undefined]]);
});

test.each<[Partial<BuildRequest>, string]>([
	[{ range: { kind: 'relative', unit: 'day', count: 1 } }, "'Range'"],
	[{ range: { kind: 'gapsOnly' } }, "'Range'"],
	[{ range: { kind: 'sinceLastSegment', from: 1 } }, "'From'"],
	[{ split: 'day' }, "'Split Into'"],
	[{ refreshLastDays: 1 }, "'Refresh the Last (Days)'"],
])('a full load takes no range: %j', (asked, field) => {
	const model = modelOf([], { partition: undefined });
	const plan = () =>
		planBuild({ model, jobs: [], own: [], zone: SHANGHAI, now: NOW }, request(asked));
	expect(plan).toThrow(ParameterError);
	expect(plan).toThrow(field);
});

test('pieces shorter than the partition format are refused', () => {
	expect(() => stepsOf(BUILT, { split: 'day' }, { format: 'yyyyMM' })).toThrow(
		"'Split Into' can't be days: the partition format of the model tells apart nothing shorter than a month",
	);
	expect(() => stepsOf(BUILT, { split: 'week' }, { format: 'yyyyMM' })).toThrow("'Split Into'");
	expect(
		stepsOf([segment(days(-30, 1))], { split: 'month' }, { format: 'yyyyMM', now: on(65) }),
	).toEqual(['build 1-30', 'build 30-61']);
});

test('whatever is asked: no build touches a segment, none is planned twice, and all is asked for or a gap', () => {
	const zones = ['Asia/Shanghai', 'America/New_York', 'UTC', 'Europe/Berlin', 'America/Havana'].map(
		kylinZone,
	);
	const formats = [
		'yyyy-MM-dd',
		'yyyyMM',
		'yyyyMMdd HH',
		'yyyy-MM-dd HH:mm:ss',
		'TIMESTAMP MILLISECOND',
	];
	const pieces = fc.array(
		fc.record({
			days: fc.integer({ min: 1, max: 40 }),
			what: fc.constantFrom('built', 'hole', 'running', 'empty'),
		}),
		{ maxLength: 12 },
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			fc.constantFrom(...formats),
			pieces,
			fc.integer({ min: -10, max: 300 }),
			fc.integer({ min: 1, max: 100 }),
			fc.constantFrom<Array<BuildRequest['split']>>(undefined, 'day', 'week', 'month'),
			fc.constantFrom<BuildRequest['ifGap'][]>('fail', 'build'),
			(zone, format, drawn, first, length, split, ifGap) => {
				const precision = precisionOf(format);
				const floor = (ms: number) => floorTo(precision, ms, zone);
				const segments: Segment[] = [];
				let start = floor(Date.UTC(2026, 0, 3, 5));
				for (const piece of drawn) {
					const end = floor(start + piece.days * DAY_MS + HOUR_MS);
					const isNew = piece.what === 'running';
					if (piece.what !== 'hole' && end > start) {
						const more = { isNew, indexCount: piece.what === 'built' ? 2 : 0 };
						segments.push(segment({ start, end }, more, zone));
					}
					start = Math.max(start, end);
				}
				const jobs = segments.filter(({ isNew }) => isNew).map((one) => job('RUNNING', [one]));
				const from = Date.UTC(2026, 0, 3) + first * DAY_MS;
				const range = { kind: 'fromUntil' as const, from, until: from + length * DAY_MS };
				const plan = () =>
					planBuild(
						{
							model: modelOf(segments, { partition: { column: 'C', format } }),
							jobs,
							own: [],
							zone,
							now: from,
						},
						request({ range, split: precision === 'month' ? undefined : split, ifGap }),
					).ranges;
				if (floor(range.from) >= floor(range.until)) {
					expect(plan).toThrow(ParameterError);
					return;
				}
				const planned = plan();
				const builds = planned.filter(({ step }) => step === 'build').map((one) => one.range!);
				for (const build of builds) {
					expect([floor(build.start), floor(build.end)]).toEqual([build.start, build.end]);
					expect(segments.some((one) => overlap(one.range!, build))).toBe(false);
				}
				const all = planned.map((one) => one.range!);
				for (const [index, one] of all.entries()) {
					if (index > 0) expect(one.start).toBeGreaterThanOrEqual(all[index - 1].end);
				}
				const asked = { start: floor(range.from), end: floor(range.until) };
				const covered = all
					.filter((one) => overlap(one, asked))
					.reduce(
						(sum, one) => sum + Math.min(one.end, asked.end) - Math.max(one.start, asked.start),
						0,
					);
				expect(covered).toBe(asked.end - asked.start);
			},
		),
		{ numRuns: 1_000 },
	);
});
