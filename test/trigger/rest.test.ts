import { clock } from '../../nodes/shared/time/clock';
import { NOW, seedJob, seedJobs, startKylin, type Kylin } from '../engine/kylin';
import { TriggerHost, type PollRun } from './pollHarness';
import { inN8n2 } from './pollTick';

const MINUTE_MS = 60_000;

let kylin: Kylin;
let elapsed = 0;

beforeEach(() => {
	elapsed = 0;
	jest.spyOn(clock, 'elapsed').mockImplementation(() => elapsed);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const DAY_MS = 24 * 60 * MINUTE_MS;

/** A Kylin in which nothing is going on. */
async function idleKylin(...more: Parameters<typeof seedJob>[]) {
	const yesterday = Array.from({ length: 300 }, (_, index) => ({
		create_time: NOW - DAY_MS - index * MINUTE_MS,
		last_modified: NOW - DAY_MS - index * MINUTE_MS,
	}));
	kylin = await startKylin([
		...yesterday.map((times, index) => seedJob(index % 4 === 0 ? 'ERROR' : 'SUCCEED', times)),
		...more.map((seed) => seedJob(...seed)),
	]);
	return new TriggerHost(kylin.credential, { options: { failureDetails: false } });
}

/** The sizes of the pages that a poll asked for, a poll a minute. */
async function pagesOf(run: PollRun | (() => PollRun), minutes: number): Promise<number[][]> {
	const sizes: number[][] = [];
	for (let minute = 0; minute < minutes; minute += 1) {
		elapsed += MINUTE_MS;
		kylin.clock.advance(MINUTE_MS);
		const before = kylin.requests.length;
		await (typeof run === 'function' ? run() : run).poll();
		sizes.push(kylin.requests.slice(before).map(({ query }) => Number(query.page_size)));
	}
	return sizes;
}

const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

test('after five minutes without a change a poll asks for five jobs, and every 15 minutes for 50', async () => {
	const host = await idleKylin();
	const run = await host.activated();
	const pages = await pagesOf(run, 60);
	expect(pages.slice(0, 5)).toEqual(times(5, [50]));
	expect(pages.slice(5, 19)).toEqual(times(14, [5]));
	expect(pages.filter(([size]) => size === 50)).toHaveLength(5 + 3);
	expect(pages.every((sizes) => sizes.length === 1)).toBe(true);
	expect(host.events).toEqual([]);
});

test.each([
	{ what: 'fails', act: (id: string) => kylin.state.setState(id, 'ERROR'), event: 'jobFailed' },
	{
		what: 'is discarded',
		act: (id: string) => kylin.state.setState(id, 'DISCARDED'),
		event: 'jobDiscarded',
	},
	{
		what: 'is paused',
		act: (id: string) => kylin.state.setState(id, 'PAUSED'),
		event: 'jobPaused',
	},
])('an old job that $what is an event of the next poll', async ({ act, event }) => {
	const host = await idleKylin(['READY', { id: 'old-job', create_time: NOW - 30 * DAY_MS }]);
	host.parameters = { events: ['jobDiscarded', 'jobFailed', 'jobPaused'] };
	const run = await host.activated();
	await pagesOf(run, 8);
	act('old-job');
	const [sizes] = await pagesOf(run, 1);
	expect(sizes.slice(0, 2)).toEqual([5, 50]);
	expect(host.takeEvents()).toEqual([`${event} old-job`]);
	// Late writes may come now.
	expect((await pagesOf(run, 5)).map(([first]) => first)).toEqual(times(5, 50));
	expect((await pagesOf(run, 1)).at(-1)).toEqual([5]);
});

test('a new job and its end are events of the next poll', async () => {
	const host = await idleKylin();
	host.parameters = { events: ['jobCreated', 'jobFinished'] };
	const run = await host.activated();
	await pagesOf(run, 8);
	const now = kylin.clock.advance(1_000);
	kylin.submit({ ...seedJob('READY', { id: 'new-job' }), create_time: now, last_modified: now });
	await pagesOf(run, 1);
	kylin.state.setState('new-job', 'RUNNING');
	kylin.state.setState('new-job', 'SUCCEED');
	await pagesOf(run, 1);
	expect(host.takeEvents()).toEqual(['jobCreated new-job', 'jobFinished new-job']);
});

test('while a job runs, which Kylin writes to, the lists are compared in full', async () => {
	const host = await idleKylin(['RUNNING', { id: 'at-work' }]);
	const run = await host.activated();
	const pages: number[][] = [];
	for (let minute = 0; minute < 20; minute += 1) {
		kylin.state.update('at-work', (job) => {
			job.writtenAt = kylin.clock.now();
		});
		pages.push(...(await pagesOf(run, 1)));
	}
	expect(pages.every((sizes) => sizes.at(-1) === 50)).toBe(true);
	expect(pages.flat().filter((size) => size === 5).length).toBeLessThan(4);
});

test('jobs with times in the future hide what happens for 15 minutes at most', async () => {
	const host = await idleKylin(['READY', { id: 'old-job', create_time: NOW - 30 * DAY_MS }]);
	for (const job of seedJobs(5, 'SUCCEED', { last_modified: NOW + 400 * DAY_MS })) {
		kylin.submit({ ...job, create_time: NOW + 400 * DAY_MS });
	}
	const run = await host.activated();
	await pagesOf(run, 8);
	kylin.state.setState('old-job', 'ERROR');
	await pagesOf(run, 15);
	expect(host.takeEvents()).toEqual(['jobFailed old-job']);
});

test('something on the way that gives less than five jobs proves nothing', async () => {
	const host = await idleKylin();
	const run = await host.activated();
	kylin.faults.add({
		when: ({ query }) => {
			const size = Number(query.get('page_size'));
			if (size === 5) query.set('page_size', ['4']);
			return false;
		},
	});
	expect((await pagesOf(run, 7)).at(-2)).toEqual([5, 50]);
});

test('an activation compares in full, with edited filters as well', async () => {
	const host = await idleKylin();
	const run = await host.activated();
	await pagesOf(run, 8);
	const sizesOf = async (activation: 'activate' | 'update') => {
		const before = kylin.requests.length;
		await host.activated(activation);
		return kylin.requests.slice(before).map(({ query }) => Number(query.page_size));
	};
	expect(await sizesOf('activate')).toEqual([50]);
	host.parameters = { events: ['jobDiscarded'] };
	expect(await sizesOf('update')).toEqual([50]);
});

inN8n2(
	'the durable scheduler, which saves no poll without events, asks for five as well',
	async () => {
		const host = await idleKylin();
		Object.assign(host, { engine: { pollBudgetMs: 36_000 } });
		await host.start('update').poll();
		expect((await pagesOf(() => host.start('update'), 8)).at(-1)).toEqual([5]);
	},
);
