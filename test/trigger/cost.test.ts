import { startKylin, seedJob, seedJobs, NOW, type Kylin } from '../engine/kylin';
import { TriggerHost } from './pollHarness';

let kylin: Kylin;

afterEach(async () => await kylin.close());

/** As many jobs as Kylin keeps of some weeks, with 20 of them at work. */
async function busyKylin(count: number) {
	const jobs = Array.from({ length: count - 20 }, (_, index) => {
		const time = NOW - (count - index) * 60_000;
		return seedJob(index % 7 === 0 ? 'ERROR' : 'SUCCEED', {
			create_time: time,
			last_modified: time,
		});
	});
	const recent = { create_time: NOW - 90_000, last_modified: NOW - 80_000 };
	kylin = await startKylin([...jobs, ...seedJobs(20, 'RUNNING', recent)]);
	return jobs;
}

/** Requests and jobs sent during `work`. */
async function costOf(work: () => Promise<unknown>) {
	const before = kylin.requests.length;
	await work();
	return kylin.requests.slice(before).map(({ query }) => Number(query.page_size));
}

test('a poll without changes is one request of 50 jobs, whatever there is besides', async () => {
	await busyKylin(20_000);
	const host = new TriggerHost(kylin.credential);
	const run = host.start('activate');
	expect(await costOf(async () => await run.activate())).toEqual([200]);
	expect(await costOf(async () => await run.poll())).toEqual([50]);

	for (const job of kylin.state.jobs.values()) {
		if (job.state === 'RUNNING') job.writtenAt = kylin.clock.advance(1);
	}
	expect(await costOf(async () => await run.poll())).toEqual([50]);
	expect(host.events).toEqual([]);
	expect(JSON.stringify(host.staticData).length).toBeLessThan(20_000);
});

test('2,000 events in one poll: in one execution, once each, in three requests', async () => {
	const jobs = await busyKylin(20_000);
	const host = new TriggerHost(kylin.credential, { events: ['jobDiscarded'] });
	const run = await host.activated();
	const failed = jobs.filter(({ raw_state }) => raw_state === 'ERROR').slice(0, 2_000);
	for (const { id } of failed) {
		kylin.clock.advance(7);
		kylin.state.setState(id, 'DISCARDED');
	}
	expect(await costOf(async () => await run.poll())).toEqual([50, 500, 5_000]);
	expect(host.executions).toHaveLength(1);
	expect(new Set(host.takeEvents()).size).toBe(2_000);
	expect(JSON.stringify(host.staticData).length).toBeLessThan(26_500);
	// The overlap: what came together with the last changes may come late.
	expect(await costOf(async () => await run.poll())).toEqual([50, 500]);
	expect(await costOf(async () => await run.poll())).toEqual([50]);
	await host.activated('init');
	expect(host.takeEvents()).toEqual([]);
});

test('a queue of 2,000 waiting jobs does not make polls dearer', async () => {
	await busyKylin(5_000);
	for (const job of seedJobs(2_000, 'READY')) {
		const time = kylin.clock.advance(3);
		kylin.submit({ ...job, create_time: time, last_modified: time });
	}
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	expect(await costOf(async () => await run.poll())).toEqual([50]);
});

test('one event is one request, and one more to tell a creation from a restart', async () => {
	await busyKylin(5_000);
	const host = new TriggerHost(kylin.credential, { events: ['jobCreated'] });
	const run = await host.activated();
	expect(await costOf(async () => await run.poll())).toEqual([50]);
	const time = kylin.clock.advance(60_000);
	kylin.submit({ ...seedJob('READY'), create_time: time, last_modified: undefined });
	expect(await costOf(async () => await run.poll())).toEqual([50, 50]);
	expect(host.events).toHaveLength(1);
});

test('something on the way that limits the page size hides nothing', async () => {
	await busyKylin(1_000);
	const host = new TriggerHost(kylin.credential, { events: ['jobDiscarded'] });
	const run = await host.activated();
	const changed = [...kylin.state.jobs.keys()].slice(0, 150);
	for (const id of changed) {
		kylin.clock.advance(10);
		kylin.state.setState(id, 'DISCARDED');
	}
	kylin.faults.add({
		when: ({ query }) => {
			query.set('page_size', [String(Math.min(60, Number(query.get('page_size'))))]);
			return false;
		},
	});
	await run.poll();
	expect(new Set(host.takeEvents()).size).toBe(150);
});
