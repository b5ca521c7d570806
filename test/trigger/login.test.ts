import { refusals } from '../../nodes/ApacheKylinTrigger/processMemory';
import { clock } from '../../nodes/shared/time/clock';
import { startKylin, seedJob, type Kylin } from '../engine/kylin';
import { TriggerHost, type PollRun } from './pollHarness';

const HOUR_MS = 3_600_000;

let kylin: Kylin;
let now = Date.UTC(2026, 5, 1);

beforeEach(async () => {
	jest.spyOn(clock, 'now').mockImplementation(() => now);
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

test('a password that becomes wrong is tried twice in an hour, shown, and then left alone', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	changeOnKylin('ADMIN', 'new');
	expect(await pollFor(run, 1)).toBe(1);
	expect(host.errors).toMatchObject([
		{
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
			description: expect.stringContaining('activated anew'),
		},
	]);
	expect(await pollFor(run, 59)).toBe(0);
	expect(await pollFor(run, 2)).toBe(1);
	expect(await pollFor(run, 600)).toBe(0);
	expect(host.errors).toHaveLength(2);
	expect(kylin.state.users.get('ADMIN')).toMatchObject({ wrongTime: 2, locked: false });
});

test('a changed credential is tried at once, and what was missed is delivered', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	changeOnKylin('ADMIN', 'new');
	await pollFor(run, 200);
	kylin.state.setState('job', 'ERROR');
	// n8n reads a changed credential at the next poll; the workflow goes on.
	host.credential.password = 'new';
	expect(await pollFor(run, 1)).toBe(1);
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

test('a restart of n8n does not end the wait, and does not end the trigger', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	const first = await host.activated('init');
	expect(kylin.requests).toHaveLength(2);
	await pollFor(first, 5);
	const again = await host.activated('init');
	expect(await pollFor(again, 5)).toBe(0);
	expect(host.errors).toHaveLength(1);
	now += HOUR_MS;
	changeOnKylin('ADMIN', 'KYLIN');
	expect(await pollFor(again, 1)).toBe(1);
	kylin.state.setState('job', 'ERROR');
	await again.poll();
	expect(host.takeEvents()).toEqual(['jobFailed job']);
});

test('a new process of n8n, which has the static data only, waits out the hour', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	await host.activated('init');
	refusals.clear();
	const before = kylin.requests.length;
	const run = await host.activated('init');
	await pollFor(run, 58);
	expect(kylin.requests).toHaveLength(before);
	expect(host.errors).toMatchObject([
		{ message: expect.stringContaining('before n8n was restarted') },
	]);
	expect(await pollFor(run, 600)).toBe(1);
});

test('a locked account is asked for every ten minutes only', async () => {
	const host = new TriggerHost(kylin.credential);
	const run = await host.activated();
	const user = kylin.state.users.get('ADMIN');
	if (user) Object.assign(user, { locked: true, wrongTime: 3, lockedTime: kylin.clock.now() });
	expect(await pollFor(run, 9)).toBe(1);
	expect(host.errors).toMatchObject([{ message: expect.stringContaining('locked') }]);
	kylin.clock.advance(HOUR_MS);
	expect(await pollFor(run, 3)).toBe(2);
});

test('what is stored of a refusal says nothing about the password', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	changeOnKylin('ADMIN', 'new');
	await host.activated('init');
	expect((host.staticData['node:Kylin'] as { loginRefusal: unknown }).loginRefusal).toEqual({
		count: 1,
		at: now,
		waitMs: HOUR_MS,
	});
});
