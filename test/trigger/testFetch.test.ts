import { NOW, startKylin, seedJob, seedJobs, type Kylin } from '../engine/kylin';
import { itemsOf, TriggerHost } from './pollHarness';

let kylin: Kylin;

afterEach(async () => await kylin.close());

test('returns the newest jobs with the chosen statuses, and changes no state', async () => {
	kylin = await startKylin([
		...seedJobs(3, 'ERROR', { project: 'Sales_Mart' }),
		...seedJobs(4, 'SUCCEED'),
		...seedJobs(100, 'READY'),
		seedJob('RUNNING', { id: 'at-work' }),
	]);
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const stored = JSON.stringify(host.staticData);
	kylin.clock.advance(1_000);
	kylin.state.setState('at-work', 'SUCCEED');
	const items = itemsOf(await host.fetchTestEvent());
	expect(items).toHaveLength(5);
	expect(items[0]).toMatchObject({ id: 'at-work', event: 'jobFinished' });
	expect(items[0]).not.toHaveProperty('previous_status');
	expect(JSON.stringify(host.lastTestData)).toBe(stored);
	await run.poll();
	expect(host.takeEvents()).toEqual(['jobFinished at-work']);
});

test.each([
	{ events: ['jobPaused'], state: 'PAUSED', event: 'jobPaused' },
	{ events: ['jobCreated'], state: 'PAUSED', event: 'jobCreated' },
	{ events: ['jobCreated', 'jobStarted'], state: 'RUNNING', event: 'jobStarted' },
])('$events: shows a job as $event', async ({ events, state, event }) => {
	kylin = await startKylin([seedJob(state)]);
	const host = new TriggerHost(kylin.credential, { events, output: 'simplified' });
	expect(itemsOf(await host.fetchTestEvent())).toEqual([expect.objectContaining({ event })]);
});

test('the five latest jobs of all chosen projects come, newest first', async () => {
	kylin = await startKylin(
		[3, 9, 5, 7, 1, 8].map((second) =>
			seedJob('ERROR', {
				id: `job-${second}`,
				project: second % 2 === 0 ? 'Sales_Mart' : 'learn_kylin',
				last_modified: NOW + second * 1_000,
			}),
		),
	);
	const host = new TriggerHost(kylin.credential, {
		projects: ['learn_kylin', 'Sales_Mart'],
		options: { failureDetails: false },
	});
	expect(itemsOf(await host.fetchTestEvent()).map(({ id }) => id)).toEqual(
		[9, 8, 7, 5, 3].map((second) => `job-${second}`),
	);
	expect(kylin.requests.map(({ query }) => [query.project, query.statuses])).toEqual([
		['Sales_Mart', 'ERROR,FINISHED'],
		['learn_kylin', 'ERROR,FINISHED'],
	]);
});

test.each([
	{ depth: 100, pageSizes: ['200'], found: 5 },
	{ depth: 1_900, pageSizes: ['200', '2000'], found: 5 },
	{ depth: 2_500, pageSizes: ['200', '2000'], found: 0 },
])('past $depth jobs that the filters leave out, $found are found', async (wanted) => {
	const at = (index: number) => ({ create_time: NOW - index, last_modified: NOW - index });
	const { depth, pageSizes, found } = wanted;
	kylin = await startKylin([
		...seedJobs(depth, 'ERROR').map((job, index) => ({ ...job, ...at(index) })),
		...seedJobs(500, 'ERROR', { target_subject: 'rare', ...at(depth) }),
	]);
	const host = new TriggerHost(kylin.credential, {
		filters: { key: 'rare' },
		options: { failureDetails: false },
	});
	expect(itemsOf(await host.fetchTestEvent())).toHaveLength(found);
	expect(kylin.requests.map(({ query }) => String(query.page_size))).toEqual(pageSizes);
});

test('says so when there is no such job yet', async () => {
	kylin = await startKylin([seedJob('RUNNING')]);
	const host = new TriggerHost(kylin.credential);
	const run = await host.fetchTestEvent();
	expect(run.data.resultData.error).toMatchObject({
		message: 'No job fits the chosen events and filters yet',
		description: expect.stringMatching(/^Choose more events or fewer filters/),
	});
});

test('a refused login is shown, and when it may be sent again', async () => {
	kylin = await startKylin([]);
	const host = new TriggerHost({ ...kylin.credential, password: 'wrong' });
	const run = await host.fetchTestEvent();
	expect(run.data.resultData.error).toMatchObject({
		message: expect.stringContaining('Invalid username or password'),
		description: expect.any(String),
	});
	expect(kylin.requests).toHaveLength(1);
});
