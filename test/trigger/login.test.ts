import { forgetLogins } from '../../nodes/shared/login/loginGuard';
import { clock } from '../../nodes/shared/time/clock';
import { startKylin, seedJob, type Kylin } from '../engine/kylin';
import { TriggerHost, type PollRun } from './pollHarness';
import { inN8n2 } from './pollTick';

const HOUR_MS = 3_600_000;

let kylin: Kylin;
let now = Date.UTC(2026, 5, 1);

beforeEach(async () => {
	forgetLogins();
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'elapsed').mockImplementation(() => now);
	kylin = await startKylin([seedJob('RUNNING', { id: 'job' })]);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const wrong = () => ({ ...kylin.credential, password: 'wrong' });

/** Polls every minute. @returns how many requests that made */
async function pollFor(run: PollRun, minutes: number): Promise<number> {
	const before = kylin.requests.length;
	for (let minute = 0; minute < minutes; minute += 1) {
		now += 60_000;
		await run.poll();
	}
	return kylin.requests.length - before;
}

function changeOnKylin(username: string, password: string) {
	const user = kylin.state.users.get(username);
	if (user) user.password = password;
}

test('a password that becomes wrong is tried once, shown, and then left alone', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	changeOnKylin('ADMIN', 'new');
	expect(await pollFor(run, 600)).toBe(1);
	expect(host.errors).toMatchObject([
		{
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
			description: expect.stringContaining('does not send this login again'),
		},
	]);
	expect(kylin.state.users.get('ADMIN')).toMatchObject({ wrongTime: 1, locked: false });
});

test('a password that is answered with a login page is sent once as well', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	kylin.faults.add({ redirect: '/login', times: Infinity });
	expect(await pollFor(run, 10)).toBe(1);
	expect(host.errors).toMatchObject([{ failure: { cause: 'credential-invalid' } }]);
});

test('a changed credential is tried at once, and what was missed is delivered', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	changeOnKylin('ADMIN', 'new');
	await pollFor(run, 200);
	kylin.state.setState('job', 'ERROR');
	// n8n reads a changed credential at the next poll; the workflow goes on.
	host.credential.password = 'new';
	expect(await pollFor(run, 1)).toBeGreaterThan(0);
	expect(host.takeEvents()).toEqual(['jobFailed job']);
	expect(JSON.stringify(host.staticData)).not.toContain('loginRefusal');
});

test('an activation with a wrong password fails each time n8n tries, after one request', async () => {
	const host = new TriggerHost(wrong());
	for (const seconds of [0, 1, 3, 7, 15]) {
		now += seconds * 1_000;
		await expect(host.activated()).rejects.toThrow('Invalid username or password');
	}
	expect(kylin.requests).toHaveLength(1);
	host.credential = kylin.credential;
	await host.activated();
});

test('an activation by hand tries again, as something may have been repaired in Kylin', async () => {
	const host = new TriggerHost(wrong());
	await expect(host.activated()).rejects.toThrow();
	changeOnKylin('ADMIN', 'wrong');
	now += 61_000;
	await host.activated('update');
});

test('a restart of n8n does not end the trigger, and tries the login once', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	const first = await host.activated('init');
	expect(kylin.requests).toHaveLength(2);
	await pollFor(first, 5);
	expect(host.errors).toHaveLength(1);
	forgetLogins();
	const again = await host.activated('init');
	expect(await pollFor(again, 600)).toBe(0);
	expect(kylin.requests).toHaveLength(3);
	expect(host.errors.slice(1)).toMatchObject([
		{
			message: expect.stringMatching(/^This login was refused at .* UTC: Invalid username/),
			description: expect.stringMatching(/\[KE-010003208, nothing was sent\]$/),
		},
	]);
	changeOnKylin('ADMIN', 'KYLIN');
	kylin.state.setState('job', 'ERROR');
	now += 61_000;
	await host.activated('update');
	expect(host.takeEvents()).toEqual(['jobFailed job']);
});

test('a locked account is asked again when its time is over', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const user = kylin.state.users.get('ADMIN');
	// The fourth wrong password in a row locks for a minute.
	if (user) Object.assign(user, { locked: true, wrongTime: 4, lockedTime: kylin.clock.now() });
	expect(await pollFor(run, 2)).toBe(1);
	expect(host.errors).toMatchObject([{ message: expect.stringContaining('locked') }]);
	kylin.clock.advance(HOUR_MS);
	kylin.state.setState('job', 'ERROR');
	expect(await pollFor(run, 1)).toBeGreaterThan(0);
	expect(host.takeEvents()).toEqual(['jobFailed job']);
});

test('nothing of a login or its refusal is stored', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	await host.activated('init');
	expect(Object.keys(host.staticData['node:Kylin'] as object)).toEqual(['watch']);
});

test('several triggers with one credential try a wrong password once', async () => {
	const hosts = Array.from({ length: 3 }, () => new TriggerHost(kylin.credential));
	const runs = await Promise.all(hosts.map(async (host) => await host.activated()));
	changeOnKylin('ADMIN', 'new');
	now += 60_000;
	const before = kylin.requests.length;
	await Promise.all(runs.map(async (run) => await run.poll()));
	for (const run of runs) await pollFor(run, 5);
	expect(kylin.requests.length - before).toBe(1);
	expect(hosts.map(({ errors }) => errors.length)).toEqual([1, 1, 1]);
	expect(kylin.state.users.get('ADMIN')).toMatchObject({ wrongTime: 1, locked: false });
});

test('a user who is disabled is asked for every ten minutes, and shown once', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const user = kylin.state.users.get('ADMIN');
	if (user) user.disabled = true;
	expect(await pollFor(run, 20)).toBe(2);
	expect(kylin.requests.at(-1)?.status).toBe(401);
	expect(host.errors).toMatchObject([{ message: expect.stringContaining('disabled') }]);
	if (user) user.disabled = false;
	kylin.state.setState('job', 'ERROR');
	await pollFor(run, 10);
	expect(host.takeEvents()).toEqual(['jobFailed job']);
});

test('a repaired login is used at once after a restart, whatever was stored before', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	const run = await host.activated('init');
	host.credential.password = 'new';
	expect(await pollFor(run, 1)).toBe(1);
	forgetLogins();
	const before = kylin.requests.length;
	await host.activated('init');
	expect(kylin.requests.length - before).toBe(1);
});

test('a locked account is shown once', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const user = kylin.state.users.get('ADMIN');
	if (user) Object.assign(user, { locked: true, wrongTime: 9, lockedTime: kylin.clock.now() });
	expect(await pollFor(run, 60)).toBe(1);
	expect(host.errors).toMatchObject([{ message: expect.stringContaining('locked') }]);
});

inN8n2('a durable scheduler with much time for a poll sends a wrong password once', async () => {
	const host = new TriggerHost(kylin.credential, {}, { pollBudgetMs: 480_000 });
	await host.start('update').poll();
	changeOnKylin('ADMIN', 'new');
	const before = kylin.requests.length;
	for (let minute = 0; minute < 10; minute += 1) await pollFor(host.start('update'), 1);
	expect(kylin.requests.length - before).toBe(1);
	expect(host.errors).toHaveLength(1);
});

inN8n2(
	'in a durable scheduler, a test event that comes shows that the login is accepted again',
	async () => {
		const host = new TriggerHost(kylin.credential, {}, { pollBudgetMs: 36_000 });
		await host.start('update').poll();
		changeOnKylin('ADMIN', 'new');
		await pollFor(host.start('update'), 1);
		expect(host.errors).toMatchObject([{ description: expect.stringContaining('somebody runs') }]);
		changeOnKylin('ADMIN', 'KYLIN');
		expect(await pollFor(host.start('update'), 60)).toBe(0);
		host.parameters = { events: ['jobStarted'] };
		await host.fetchTestEvent();
		expect(await pollFor(host.start('update'), 1)).toBe(1);
		expect(host.errors).toHaveLength(1);
	},
);
