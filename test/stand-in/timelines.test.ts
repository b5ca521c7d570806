import { seedOf, start, type StandIn } from './harness';
import { loadLines } from './recorded';

/**
 * Jobs that were watched while a complete Kylin 5.0.2 ran them (`timelines.jsonl`), by the test clock. That server published
 * every second instead of every ten, ran one job at a time, and took jobs every ten seconds.
 */

type Point = [
	seconds: number,
	job_status: string,
	scheduler_state: string,
	step_ratio: number,
	last_modified: number,
	exec_start_time: number,
	exec_end_time: number,
	create_time: number,
];
type Timeline = { label: string; id: string; seq: Point[] };

const timelines = loadLines<Timeline>('timelines.jsonl');
const SETUP = { publishMs: 1000, takeMs: 10_000, runningPerNode: 1 };

const TAKE_MS = 10_000;

/** The recorder looked twice a second, and Kylin took a moment for everything. */
const SLACK_MS = 1100;

const ID = 'watched';

/** The last round before a time in which that server took jobs; which they were tells when it took this one. */
const takeBefore = (time: number, { seq }: Timeline) => {
	const takenAt = seq.find((point) => point[5] > 0)?.[5] ?? time;
	return takenAt + Math.floor((time - takenAt) / TAKE_MS) * TAKE_MS;
};

function named(label: string): Timeline {
	const found = timelines.find((timeline) => timeline.label === label);
	if (!found) throw new Error(`No timeline ${label}`);
	return found;
}

/** When each state began, in epoch ms. */
function changes({ seq }: Timeline): Array<[string, number]> {
	return seq
		.filter(([, , state], index) => index === 0 || state !== seq[index - 1][2])
		.map((point) => [point[2], point[4]]);
}

/** What the stand-in goes through until `until`. */
function watch(standIn: StandIn, until: number): Array<[string, number]> {
	const seen: Array<[string, number]> = [[standIn.jobs()[ID], standIn.clock.now()]];
	while (standIn.clock.now() < until) {
		standIn.clock.advance(100);
		const state = standIn.jobs()[ID];
		if (state !== seen[seen.length - 1][0]) seen.push([state, standIn.clock.now()]);
	}
	return seen;
}

/** A change that the recorder was too slow to see is no difference, READY at the very begin above all. */
function expectAsRecorded(actual: Array<[string, number]>, expected: Array<[string, number]>) {
	for (const [state, at] of expected) {
		const near = actual.filter(([own, time]) => own === state && Math.abs(time - at) <= SLACK_MS);
		expect({ state, at, near: near.length }).toEqual({ state, at, near: 1 });
	}
	const states = (list: Array<[string, number]>) => list.map(([state]) => state);
	expect(states(actual).slice(-expected.length)).toEqual(states(expected));
}

const requestedAt = ({ seq }: Timeline) => seq[0][7];
const lastOf = ({ seq }: Timeline) => seq[seq.length - 1];

/** From the take to the end, which is the build's own affair. */
function runMs({ seq }: Timeline): number {
	const running = seq.find(([, , state]) => state === 'RUNNING');
	return running ? seq[seq.length - 1][4] - running[5] : 60_000;
}

/** It begins with the last round of that server before `from`. */
async function standingIn(
	timeline: Timeline,
	from: number,
	jobs: Array<Record<string, unknown>> = [],
	scheduler: Partial<typeof SETUP> = SETUP,
) {
	const seed = { ...seedOf(...jobs), recorded_at: takeBefore(from, timeline) };
	return await start({ profile: '5.0.2', manual: true, seed, scheduler });
}

const NEW_JOBS = [
	'build Feb',
	'full build',
	'refresh Jan',
	'merge',
	'snapshot',
	'failing build',
	'completion March',
];

test.each(NEW_JOBS)('%s: published, taken with the next round, and run', async (label) => {
	const timeline = named(label);
	const requested = requestedAt(timeline);
	const isFailing = lastOf(timeline)[2] === 'ERROR';
	const standIn = await standingIn(timeline, requested);
	standIn.clock.advance(requested - standIn.clock.now());
	standIn.submit({
		id: ID,
		project: 'learn_kylin',
		job_name: 'INC_BUILD',
		target_subject: 'orders',
		create_time: requested,
		run_ms: runMs(timeline),
		// Fails at the end of its last unit.
		...(isFailing ? { outcome: 'ERROR', failure: { step: 'Update Metadata' } } : {}),
	});
	const seen = watch(standIn, lastOf(timeline)[4] + 5000);
	expectAsRecorded(seen, changes(timeline));
});

test('RESUME soon after a pause: PENDING until the lock of the last run is free, 116 s', async () => {
	const [paused, resumed] = [named('PAUSE running'), named('RESUME March')];
	const [, , , , pausedAt, startedAt] = paused.seq[0];
	const job = { id: ID, raw_state: 'READY', run_ms: 14_200 };
	const standIn = await standingIn(resumed, startedAt - TAKE_MS, [job]);
	const act = (action: 'PAUSE' | 'RESUME', at: number) => {
		standIn.clock.advance(at - standIn.clock.now());
		standIn.act(ID, action);
	};
	act('PAUSE', pausedAt);
	act('RESUME', resumed.seq[0][4]);
	const seen = watch(standIn, lastOf(resumed)[4] + 5000);
	expectAsRecorded(seen, changes(resumed));
});

test('RESTART of a running job: PENDING for 120 s', async () => {
	const restarted = named('RESTART running');
	const at = requestedAt(restarted);
	const standIn = await standingIn(restarted, at - TAKE_MS, [{ id: ID, raw_state: 'READY' }]);
	standIn.clock.advance(at - standIn.clock.now());
	expect(standIn.jobs()[ID]).toBe('RUNNING');
	standIn.act(ID, 'RESTART');
	const seen = watch(standIn, lastOf(restarted)[4] + 500);
	expectAsRecorded(seen, changes(restarted));
});

test('RESUME of a build that failed half a minute ago: 87 s', async () => {
	const [failed, resumed] = [named('failing build'), named('RESUME failed build')];
	const requested = requestedAt(failed);
	const at = resumed.seq[0][4];
	const standIn = await standingIn(failed, requested);
	standIn.clock.advance(requested - standIn.clock.now());
	standIn.submit({
		id: ID,
		project: 'learn_kylin',
		job_name: 'INC_BUILD',
		target_subject: 'orders',
		create_time: requested,
		run_ms: 7500,
		outcome: ['ERROR', 'SUCCEED'],
		failure: { step: 'Detect Resource' },
	});
	standIn.clock.advance(at - standIn.clock.now());
	expect(standIn.jobs()[ID]).toBe('ERROR');
	standIn.act(ID, 'RESUME');
	const seen = watch(standIn, lastOf(resumed)[4] + 5000);
	expectAsRecorded(seen, changes(resumed));
});

test('an action on a job that has long been idle: with the next round of the defaults, 16 s', async () => {
	const restarted = named('RESTART error sampling');
	const at = requestedAt(restarted);
	const ended = { start_time: at - 600_000, end_time: at - 500_000 };
	const job = { id: ID, raw_state: 'ERROR', ...ended };
	const standIn = await standingIn(restarted, at, [job], {});
	standIn.clock.advance(at - standIn.clock.now());
	standIn.act(ID, 'RESTART');
	const seen = watch(standIn, at + 17_000);
	expect(seen.map(([state]) => state)).toEqual(['READY', 'PENDING', 'RUNNING']);
	expect(Math.abs(seen[2][1] - restarted.seq[2][5])).toBeLessThan(SLACK_MS);
});

test('a job whose model is gone is ended when it should be published', async () => {
	const timeline = named('job of deleted model');
	const requested = requestedAt(timeline);
	const standIn = await standingIn(timeline, requested);
	standIn.clock.advance(requested - standIn.clock.now());
	standIn.submit({
		id: ID,
		project: 'learn_kylin',
		job_name: 'INC_BUILD',
		target_model: '11111111-beef-4000-8000-000000000000',
		create_time: requested,
	});
	const seen = watch(standIn, requested + 5000);
	expectAsRecorded(seen, changes(timeline));
});

test('one job at a time: the second waits for the first', async () => {
	const [first, second] = timelines.filter(({ label }) => label === 'completion parallel');
	const standIn = await standingIn(first, requestedAt(first));
	for (const timeline of [first, second]) {
		standIn.clock.advance(requestedAt(timeline) - standIn.clock.now());
		standIn.submit({
			id: timeline === second ? ID : 'first',
			project: 'learn_kylin',
			job_name: 'INDEX_BUILD',
			target_subject: 'orders',
			create_time: requestedAt(timeline),
			run_ms: runMs(timeline),
		});
	}
	const [, , , , , startedAt, endedAt] = lastOf(second);
	const seen = new Map(watch(standIn, endedAt + 5000));
	expect(Math.abs(Number(seen.get('RUNNING')) - startedAt)).toBeLessThan(SLACK_MS);
	expect(Math.abs(Number(seen.get('SUCCEED')) - endedAt)).toBeLessThan(SLACK_MS);
});

test('after a crash: RUNNING until the lock is free, queued again, locked for two minutes', async () => {
	const crash = named('after kill -9 of the server and restart (default polls)');
	const [running, ready, , taken, , finished] = crash.seq;
	const readyAt = ready[4];
	// The lock was last renewed two minutes before it was free.
	const renewedAt = readyAt - 120_000;
	// One of three steps was done.
	const run = {
		raw_state: 'RUNNING',
		start_time: renewedAt,
		run_ms: 1.5 * (finished[4] - taken[4]),
	};
	const standIn = await start({
		profile: '5.0.2',
		manual: true,
		seed: { ...seedOf({ id: ID, ...run }), recorded_at: renewedAt },
	});
	standIn.clock.advance(1000);
	standIn.crash();
	const requested = readyAt - ready[0] * 1000;
	standIn.clock.advance(requested + running[0] * 1000 - standIn.clock.now());
	const seen = watch(standIn, finished[4] + 5000);
	expectAsRecorded(seen.slice(1), changes(crash).slice(1));
	expect(seen.map(([state]) => state)).toEqual([
		'RUNNING',
		'READY',
		'PENDING',
		'RUNNING',
		'SUCCEED',
	]);
});
