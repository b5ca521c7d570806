/**
 * A build of five ranges under faults at each of its requests: no range ever has two jobs, and after one
 * further run of the node each has exactly one.
 */
import type { Kylin } from '../kylin';
import {
	build,
	built,
	daysAgo,
	jobsPerRange,
	salesModel,
	startWithModels,
	started,
} from '../models';
import { START_FAULTS } from '../startFaults';
import { shareClock } from '../waiting';

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([salesModel({ segments: [built(10, 5)] })]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const lastMethod = () => kylin.requests.at(-1)?.method;

const FIVE_DAYS = { splitInto: 'day', ifRunning: 'attach', ifBuilt: 'skip' };

const RANGES = [5, 4, 3, 2, 1].map((day) => `${daysAgo(day)}-${daysAgo(day - 1)}`);

const EACH_ONCE = Object.fromEntries(RANGES.map((range) => [range, 1]));

const REQUESTS = [
	...['the time zone', 'the model', 'the unfinished jobs', 'the newest jobs'].map(
		(name, after) => ({
			name,
			where: { method: 'GET', after },
		}),
	),
	...[1, 2, 3, 4, 5].map((number) => ({
		name: `build ${number}`,
		where: { method: 'POST', after: number - 1 },
	})),
];

const CASES = Object.entries(START_FAULTS).flatMap(([name, fault]) =>
	REQUESTS.map(({ name: request, where }) => ({ name: `${name}, at ${request}`, fault, where })),
);

/** Lets time pass for jobs to end, as it does between two nights. */
const HOUR_MS = 3_600_000;

async function assertOneMoreRunCompletes() {
	expect(Math.max(0, ...Object.values(jobsPerRange(kylin)))).toBeLessThanOrEqual(1);
	kylin.faults.clear();
	const { error, items } = await build(kylin, FIVE_DAYS, { executionId: 'execution-2' });
	expect(error).toBeUndefined();
	expect(items.every(({ json }) => json.outcome !== 'refused')).toBe(true);
	expect(jobsPerRange(kylin)).toEqual(EACH_ONCE);
}

test.each(CASES)('$name', async ({ fault, where }) => {
	kylin.faults.add({ ...where, ...fault });
	const { error, items } = await build(kylin, FIVE_DAYS);
	// What Kylin has carried out is found again, so that the run goes on; else it says what is known.
	if (error === undefined) {
		expect(items.map(({ json }) => json.outcome)).toEqual(
			items.map((_item, index) =>
				where.method === 'POST' && index === where.after ? 'attached' : 'started',
			),
		);
		expect(jobsPerRange(kylin)).toEqual(EACH_ONCE);
	}
	await assertOneMoreRunCompletes();
});

test.each(CASES.filter(({ where }) => where.method === 'POST'))(
	'$name, and the job can’t be looked for: that is said',
	async ({ fault, where }) => {
		kylin.faults.add({ ...where, ...fault });
		kylin.faults.add({ method: 'GET', path: '/jobs', after: 2, times: Infinity, status: 503 });
		const { error } = await build(kylin, FIVE_DAYS);
		expect(error?.description).toMatch(
			/nothing was started|Whether its job was started can't be known/,
		);
		if (where.after > 0) expect(error?.description).toContain('Before this failure: Build of');
		await assertOneMoreRunCompletes();
	},
);

test.each([0, 1, 2, 3, 4])('n8n stops within build %d: nothing more is sent', async (stopped) => {
	kylin.onRequest = undefined;
	let cancel = () => {};
	let posts = 0;
	kylin.onRequest = () => {
		if (lastMethod() !== 'POST') return;
		if (posts === stopped) cancel();
		posts += 1;
	};
	const { run } = await build(kylin, FIVE_DAYS, {
		onStart: (execution) => {
			cancel = execution.cancel;
		},
	});
	expect(run.status).toBe('canceled');
	expect(started(kylin)).toHaveLength(stopped + 1);
	kylin.onRequest = undefined;
	await assertOneMoreRunCompletes();
});

test.each([
	{ range: 'sinceLastSegment' },
	{ range: 'fromUntil', from: '2026-11-18', until: '2026-11-23' },
	{ range: 'relative', relativeRange: 'days', relativeDays: 5 },
])('"Retry On Fail" returns what the first try has started as well: %j', async (asked) => {
	kylin.faults.add({ method: 'POST', after: 2, status: 502 });
	kylin.faults.add({ method: 'POST', after: 2, status: 502 });
	kylin.onRequest = () => {
		if (lastMethod() === 'POST') kylin.clock.advance(10 * 60_000);
	};
	const { error, items } = await build(
		kylin,
		{ splitInto: 'day', ...asked },
		{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual([
		'attached',
		'attached',
		'started',
		'started',
		'started',
	]);
	expect(jobsPerRange(kylin)).toEqual(EACH_ONCE);
});

test('"Retry On Fail" refreshes and loads whole only once', async () => {
	kylin.faults.add({ method: 'PUT', after: 1, status: 502 });
	kylin.onRequest = () => {
		if (lastMethod() === 'PUT') kylin.clock.advance(HOUR_MS);
	};
	kylin.builds.addSegments('learn_kylin', 'sales', [built(5, 4), built(4, 3)]);
	const { error, items } = await build(
		kylin,
		{ range: 'fromUntil', from: '2026-11-18', until: '2026-11-20', ifBuilt: 'refresh' },
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.outcome)).toEqual(['attached', 'started']);
	expect(Object.values(jobsPerRange(kylin))).toEqual([1, 1]);
});

test('two executions at the same time share the ranges', async () => {
	const both = await Promise.all(
		['execution-1', 'execution-2'].map((executionId) => build(kylin, FIVE_DAYS, { executionId })),
	);
	expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(jobsPerRange(kylin)).toEqual(EACH_ONCE);
	const ids = both.map(({ items }) => items.map(({ json }) => json.job_id));
	expect(ids[0]).toEqual(ids[1]);
	expect(started(kylin).length).toBeGreaterThanOrEqual(5);
});
