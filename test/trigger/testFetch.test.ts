import { startKylin, seedJob, seedJobs, type Kylin } from '../engine/kylin';
import { itemsOf, TriggerHost } from './pollHarness';

let kylin: Kylin;

afterEach(async () => await kylin.close());

test('returns the newest jobs in the wanted states, and moves nothing', async () => {
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
	expect(items[0]).toMatchObject({ id: 'at-work', event: 'jobFinished', previous_status: null });
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

test('searches past jobs that the filters leave out', async () => {
	kylin = await startKylin([
		seedJob('ERROR', { target_subject: 'rare' }),
		...seedJobs(300, 'ERROR'),
	]);
	const host = new TriggerHost(kylin.credential, { filters: { key: 'rare' } });
	expect(itemsOf(await host.fetchTestEvent())).toHaveLength(1);
});

test('says so when there is no such job yet', async () => {
	kylin = await startKylin([seedJob('RUNNING')]);
	const host = new TriggerHost(kylin.credential);
	const run = await host.fetchTestEvent();
	expect(run.data.resultData.error).toMatchObject({
		message: 'No job fits the chosen events and filters yet',
	});
});

test('shows what is wrong, in words', async () => {
	kylin = await startKylin([]);
	const host = new TriggerHost({ ...kylin.credential, password: 'wrong' });
	const run = await host.fetchTestEvent();
	expect(run.data.resultData.error?.message).toContain('Invalid username or password');
	expect(kylin.requests).toHaveLength(1);
});
