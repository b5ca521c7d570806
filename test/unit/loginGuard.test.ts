import {
	LoginRefused,
	forgetLogins,
	guardedSender,
	loginSession,
} from '../../nodes/shared/login/loginGuard';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import { isLoginRefusal } from '../../nodes/shared/kylin/failureMeaning';
import { clock } from '../../nodes/shared/time/clock';

const MINUTE_MS = 60_000;

let elapsed = 0;

beforeEach(() => {
	forgetLogins();
	elapsed = 0;
	jest.spyOn(clock, 'elapsed').mockImplementation(() => elapsed);
	jest.spyOn(clock, 'now').mockImplementation(() => Date.UTC(2026, 10, 28, 14, 3) + elapsed);
});

afterEach(() => jest.restoreAllMocks());

const wrong = () =>
	new KylinFailure('No.', { httpStatus: 401, code: 'KE-010003208', advice: 'Ask.' });
const disabled = () => new KylinFailure('Disabled.', { httpStatus: 401, code: 'KE-010003008' });
const locked = () =>
	new KylinFailure('try again in 30 seconds.', { httpStatus: 400, code: 'KE-010003005' });
const byProxy = () => new KylinFailure('Login?', { httpStatus: 401 });
const away = () => new KylinFailure('Away', { httpStatus: 503 });

/** Requests with one login, of which each ends with the next of the outcomes, or well. */
function requests(...outcomes: Array<() => Error>) {
	let sent = 0;
	const send = async (more: object = {}) =>
		await loginSession({ login: 'login', ...more })(async () => {
			sent += 1;
			const fail = outcomes.shift();
			if (fail) throw fail();
			return 'data';
		}).catch((error: Error) => error);
	return { send, sent: () => sent };
}

test('says what Kylin said and what comes next, and when it sends nothing also when that was', async () => {
	const { send, sent } = requests(wrong);
	const first = await send();
	expect(first).toBeInstanceOf(LoginRefused);
	const advice = expect.stringMatching(/^Ask\. So that the account is not locked/);
	expect(first).toMatchObject({
		message: 'No.',
		facts: { httpStatus: 401, code: 'KE-010003208', advice },
	});
	const second = await send();
	expect(second).toMatchObject({
		message: 'This login was refused at 2026-11-28 14:03:00 UTC: No.',
		facts: { code: 'KE-010003208', isUnsent: true, advice },
	});
	expect(second).not.toHaveProperty('facts.httpStatus');
	expect(isLoginRefusal(second)).toBe(true);
	expect(sent()).toBe(1);
});

test.each([
	[wrong, undefined],
	[locked, 31_000],
	[disabled, 10 * MINUTE_MS],
	[byProxy, 10 * MINUTE_MS],
])('%s is sent again by itself after %s ms only', async (refuse, waitMs) => {
	const { send, sent } = requests(refuse);
	await send();
	elapsed = (waitMs ?? 1e9) - 1;
	expect(isLoginRefusal(await send())).toBe(true);
	elapsed += 1;
	await send();
	expect(sent()).toBe(waitMs === undefined ? 1 : 2);
});

test('a lock that this login has made is not followed by another wrong password', async () => {
	const { send, sent } = requests(wrong, locked);
	const isUserRetry = () => true;
	await send();
	await send({ isUserRetry });
	elapsed = 1e9;
	await send();
	expect(sent()).toBe(2);
});

test('a user may ask for another try, which is told what was refused before', async () => {
	const { send, sent } = requests(wrong);
	await send();
	const isUserRetry = jest.fn(() => true);
	expect(await send({ isUserRetry })).toBe('data');
	expect(isUserRetry).toHaveBeenCalledWith(expect.objectContaining({ kind: 'wrong' }));
	expect(await send()).toBe('data');
	expect(sent()).toBe(3);
});

test('lets other failures pass, which say nothing about the login', async () => {
	const error = new Error('socket');
	const { send, sent } = requests(away, () => error);
	expect(await send()).toMatchObject({ message: 'Away' });
	expect(await send()).toBe(error);
	expect(await send()).toBe('data');
	expect(sent()).toBe(3);
});

test('who has reported a refusal has reported the same kind again, but no other', async () => {
	const { send } = requests(disabled, disabled, byProxy);
	((await send()) as LoginRefused).refusal.reportedBy.add('node');
	elapsed += 10 * MINUTE_MS;
	expect(((await send()) as LoginRefused).refusal.reportedBy.has('node')).toBe(true);
	elapsed += 10 * MINUTE_MS;
	expect(((await send()) as LoginRefused).refusal.reportedBy.size).toBe(0);
});

test('other logins are not touched', async () => {
	const { send } = requests(wrong);
	await send();
	expect(await send({ login: 'other' })).toBe('data');
});

test('of more logins than any n8n has, the oldest are forgotten', async () => {
	const { send, sent } = requests(wrong);
	await send();
	for (let index = 0; index < 1_000; index += 1) await send({ login: `other ${index}` });
	expect(await send()).toBe('data');
	expect(sent()).toBe(1_002);
});

describe('at the same time', () => {
	const request = { method: 'GET' as const, url: '/jobs' };

	/** Four polls at once, of one request each. @returns the most that were at work together */
	async function together(fail?: () => Error): Promise<number> {
		let atWork = 0;
		let most = 0;
		const send = async () => {
			atWork += 1;
			most = Math.max(most, atWork);
			await clock.sleep(2);
			atWork -= 1;
			if (fail) throw fail();
		};
		const polls = Array.from({ length: 4 }, () => guardedSender(send, { login: 'login' }));
		await Promise.allSettled(polls.map(async (poll) => await poll(request)));
		return most;
	}

	test('one request goes alone, and once it is accepted the others go together', async () => {
		expect(await together()).toBe(3);
		expect(await together()).toBe(3);
	});

	test('after the first the requests of a poll go together', async () => {
		let atWork = 0;
		const send = guardedSender(
			async () => {
				atWork += 1;
				await clock.sleep(2);
				return atWork;
			},
			{ login: 'login' },
		);
		await send(request);
		expect(await Promise.all([send(request), send(request)])).toEqual([3, 3]);
	});

	test('one that hangs holds nobody else up for longer than ten seconds', async () => {
		const timeouts = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
			const controller = new AbortController();
			void Promise.resolve().then(() => controller.abort());
			return controller.signal;
		});
		const hanging = guardedSender(async () => await new Promise(() => {}), { login: 'login' });
		void hanging(request);
		const other = guardedSender(async () => 'data', { login: 'login' });
		expect(await other(request)).toBe('data');
		expect(timeouts).toHaveBeenCalledWith(10_000);
	});

	test('they go one after the other as long as none is answered', async () => {
		expect(await together(away)).toBe(1);
	});

	test('a refusal is sent once', async () => {
		const { send, sent } = requests(wrong);
		await Promise.all([send(), send(), send(), send()]);
		expect(sent()).toBe(1);
	});
});
