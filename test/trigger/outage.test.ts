import { clock } from '../../nodes/shared/time/clock';
import { NOW, seedJob, startKylin, type Kylin } from '../engine/kylin';
import { TriggerHost, type PollRun } from './pollHarness';
import { inN8n2 } from './pollTick';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

let kylin: Kylin;
let now = NOW;
let elapsed = 0;

beforeEach(async () => {
	now = NOW;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'elapsed').mockImplementation(() => elapsed);
	kylin = await startKylin([1, 2, 3].map((index) => seedJob('RUNNING', { id: `job-${index}` })));
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const DOWN = { reset: 'beforeHandling' as const, times: Infinity };

/** Polls at an interval of so many minutes. */
async function pollFor(run: PollRun, minutes: number, interval = 1) {
	for (let minute = 0; minute < minutes; minute += interval) {
		now += interval * MINUTE_MS;
		elapsed += interval * MINUTE_MS;
		await run.poll();
	}
}

const failOf = (index: number) => {
	kylin.clock.advance(1_000);
	kylin.state.setState(`job-${index}`, 'ERROR');
};

test.each([
	{ what: 'no connection', fault: DOWN },
	{ what: 'a proxy that finds no Kylin', fault: { status: 502, html: true, times: Infinity } },
	{ what: 'a page of maintenance', fault: { html: true, times: Infinity } },
	{ what: 'too many requests', fault: { status: 429, body: '', times: Infinity } },
	{ what: 'half an answer', fault: { truncate: true, times: Infinity } },
	{
		what: 'a database that is away',
		fault: {
			status: 500,
			body: '{"code":"999","data":null,"msg":"KE-010019002: No database.","error_code":"KE-010019002"}',
			times: Infinity,
		},
	},
])('an hour with $what fails one execution, and what happened meanwhile fires', async (outage) => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const fault = kylin.faults.add(outage.fault);
	await pollFor(run, 30);
	failOf(1);
	await pollFor(run, 30);
	expect(host.errors).toHaveLength(1);
	expect(host.errors).toMatchObject([
		{ description: expect.stringContaining('fails again for it after 24 hours') },
	]);
	fault.remove();
	await pollFor(run, 1);
	expect(host.takeEvents()).toEqual(['jobFailed job-1']);
});

test('or sixty, if every failed poll is to fail', async () => {
	const host = new TriggerHost(kylin.credential, { options: { whenUnreachable: 'failEveryPoll' } });
	const run = await host.activated();
	kylin.faults.add(DOWN);
	await pollFor(run, 60);
	expect(host.errors).toHaveLength(60);
	expect(new Set(host.errors.map(({ message }) => message)).size).toBe(1);
	expect(JSON.stringify(host.errors)).not.toContain('24 hours');
});

test('an outage of days fails once more every 24 hours, and says since when it lasts', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	kylin.faults.add(DOWN);
	await pollFor(run, 3 * DAY_MINUTES, 10);
	expect(host.errors.map(({ message }) => message)).toEqual([
		'The connection was closed before Kylin answered',
		'Kylin cannot be reached since 2026-11-23T03:10:00+00:00: The connection was closed before Kylin answered',
		'Kylin cannot be reached since 2026-11-23T03:10:00+00:00: The connection was closed before Kylin answered',
	]);
});

test('a timezone that does not exist hides no outage where no time is written', async () => {
	const engine = { timezone: 'Asia/Beijing' };
	const host = new TriggerHost(kylin.credential, { output: 'raw' }, engine);
	const run = await host.activated();
	kylin.faults.add(DOWN);
	await pollFor(run, DAY_MINUTES + 60, 10);
	expect(host.errors).toMatchObject([
		{ message: 'The connection was closed before Kylin answered' },
		{ message: expect.stringMatching(/^Kylin cannot be reached since 2026-11-23 .* UTC: /) },
	]);
});

test('a Kylin that comes and goes is one outage, until two polls in a row go well', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const flap = async (good: number) => {
		const fault = kylin.faults.add(DOWN);
		await pollFor(run, 2);
		fault.remove();
		await pollFor(run, good);
	};
	for (let round = 0; round < 5; round += 1) await flap(1);
	expect(host.errors).toHaveLength(1);
	await flap(2);
	expect(host.errors).toHaveLength(1);
	await flap(2);
	expect(host.errors).toHaveLength(2);
});

test('each trigger tells of it by itself', async () => {
	const hosts = [new TriggerHost(kylin.credential), new TriggerHost(kylin.credential)];
	const runs = await Promise.all(hosts.map(async (host) => await host.activated()));
	kylin.faults.add(DOWN);
	for (const run of runs) await pollFor(run, 5);
	expect(hosts.map(({ errors }) => errors.length)).toEqual([1, 1]);
});

test.each(['init', 'activate', 'update'] as const)(
	'the first poll (%s) in an outage fails nothing, and the next one tells',
	async (activation) => {
		const host = new TriggerHost(kylin.credential);
		await host.activated();
		kylin.faults.add(DOWN);
		now += MINUTE_MS;
		const run = await host.activated(activation);
		expect(host.errors).toEqual([]);
		await pollFor(run, 60);
		expect(host.errors).toHaveLength(1);
		const again = await host.activated(activation);
		await pollFor(again, 60);
		expect(host.errors).toHaveLength(activation === 'init' ? 1 : 2);
	},
);

test('a test event fails at each try, and does not tell of the outage in its place', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	kylin.faults.add(DOWN);
	for (let time = 0; time < 3; time += 1) {
		const { data } = await host.fetchTestEvent();
		expect(data.resultData.error).toBeDefined();
	}
	await pollFor(run, 3);
	expect(host.errors).toHaveLength(1);
	expect((await host.fetchTestEvent()).data.resultData.error).toBeDefined();
});

describe('no outage, so that every poll says it:', () => {
	test('a project that is gone', async () => {
		const host = new TriggerHost(kylin.credential, { projects: ['learn_kylin'] });
		const run = await host.activated();
		kylin.state.projects.delete('learn_kylin');
		await pollFor(run, 3);
		expect(host.errors).toHaveLength(3);
	});

	test('an answer that holds no list', async () => {
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		kylin.faults.add({ noValue: true, times: Infinity });
		await pollFor(run, 3);
		expect(host.errors).toHaveLength(3);
	});

	test('a host that is none', async () => {
		const host = new TriggerHost(kylin.credential);
		const run = await host.activated();
		host.credential.host = 'kylin:7070';
		await pollFor(run, 3);
		expect(host.errors).toHaveLength(3);
	});
});

test('a refused login in an outage is told as what it is', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const fault = kylin.faults.add(DOWN);
	await pollFor(run, 3);
	fault.remove();
	const user = kylin.state.users.get('ADMIN');
	if (user) user.password = 'new';
	await pollFor(run, 3);
	expect(host.errors.map((error) => (error as { failure?: object }).failure)).toMatchObject([
		{ cause: 'temporarily-unavailable' },
		{ cause: 'credential-invalid' },
	]);
});

test.each([-5, 5])("n8n's clock set by %d days changes nothing", async (days) => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	kylin.faults.add(DOWN);
	await pollFor(run, 3);
	now += days * DAY_MINUTES * MINUTE_MS;
	await pollFor(run, 3);
	expect(host.errors).toHaveLength(1);
	await pollFor(run, DAY_MINUTES, 10);
	expect(host.errors).toHaveLength(2);
});

inN8n2('so it is in the durable scheduler, which makes each poll anew', async () => {
	const host = new TriggerHost(kylin.credential, {}, { pollBudgetMs: 36_000 });
	await host.start('update').poll();
	kylin.faults.add(DOWN);
	for (let minute = 0; minute < 60; minute += 1) await pollFor(host.start('update'), 1);
	expect(host.errors).toHaveLength(1);
	for (let hour = 0; hour < 24; hour += 1) await pollFor(host.start('update'), 60, 60);
	expect(host.errors).toHaveLength(2);
});

test('anything else than the two choices is refused', async () => {
	const host = new TriggerHost(kylin.credential, { options: { whenUnreachable: 'never' } });
	await expect(host.activated()).rejects.toThrow("'When Kylin Cannot Be Reached' must be one of");
	expect(kylin.requests).toEqual([]);
});
