import { loginKey, readCredential } from '../../nodes/shared/login/credential';
import {
	isOver,
	lockMs,
	retryAdvice,
	spellTime,
	waitAfter,
	type LoginRefusal,
} from '../../nodes/shared/login/loginRefusal';

const MINUTE_MS = 60_000;

const refusal = (more: Partial<LoginRefusal>): LoginRefusal => ({
	kind: 'wrong',
	refusedAt: Date.UTC(2026, 10, 28, 14, 3, 7, 250),
	refusedAfter: 1_000,
	waitMs: undefined,
	message: 'No.',
	facts: {},
	reportedBy: new Set(),
	...more,
});

describe('a login', () => {
	const key = loginKey('http://kylin/kylin/api', 'ADMIN', 'KYLIN');

	test('is read from the credential', async () => {
		const credential = { host: ' http://kylin/ ', username: 'ADMIN', password: 'KYLIN' };
		expect(await readCredential({ getCredentials: async () => credential })).toEqual({
			host: ' http://kylin/ ',
			apiRoot: 'http://kylin/kylin/api',
			username: 'ADMIN',
			key,
		});
	});

	test.each([
		['http://other/kylin/api', 'ADMIN', 'KYLIN'],
		['http://kylin/kylin/api', 'OTHER', 'KYLIN'],
		['http://kylin/kylin/api', 'ADMIN', 'OTHER'],
	])('is another one for %s, %s, %s', (...parts) => {
		expect(loginKey(...parts)).not.toBe(key);
	});

	test('is not to be read from its key', () => {
		expect(key).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe('how long a refused login waits', () => {
	test.each([
		['Please try again in 30 seconds. Login failure again will be locked for 1 minutes..', 31_000],
		['try again in 1 minutes 30 seconds. Locked for 5 minutes.', 91_000],
		['try again in 2 days 23 hours 59 minutes 1 seconds.', 259_142_000],
		['User ADMIN is locked permanently. Please contact to your administrator.', 600_000],
		['try again in a while', 600_000],
		['try again in 0 seconds', 600_000],
		['try again in 99999999 seconds.', 600_000],
	])('a lock as long as Kylin says: %s', (sentence, ms) => {
		expect(lockMs(sentence)).toBe(ms);
	});

	test('a wrong password waits for somebody', () => {
		expect(waitAfter('wrong', 'No.', undefined)).toBeUndefined();
	});

	test.each(['disabled', 'byProxy'] as const)('%s waits ten minutes', (kind) => {
		expect(waitAfter(kind, 'No.', undefined)).toBe(10 * MINUTE_MS);
	});

	const LOCKED = 'Please try again in 30 seconds.';

	test('a lock that this login has made waits for somebody', () => {
		const wrong = refusal({});
		expect(waitAfter('locked', LOCKED, wrong)).toBeUndefined();
		expect(waitAfter('locked', LOCKED, refusal({ kind: 'locked' }))).toBeUndefined();
		expect(waitAfter('locked', LOCKED, refusal({ kind: 'locked', waitMs: 1 }))).toBe(31_000);
	});

	test('it is over after its time, by a clock that nobody can set', () => {
		expect(isOver(refusal({ waitMs: 500 }), 1_499)).toBe(false);
		expect(isOver(refusal({ waitMs: 500 }), 1_500)).toBe(true);
		expect(isOver(refusal({}), 1e12)).toBe(false);
	});

	test('and the user reads what happens next', () => {
		expect(retryAdvice('locked', 1)).toBe('n8n tries this login again once the lock is over.');
		expect(retryAdvice('byProxy', 1)).toBe('n8n tries this login again after ten minutes.');
		expect(spellTime(refusal({}).refusedAt)).toBe('2026-11-28 14:03:07 UTC');
		expect(retryAdvice('wrong', undefined)).toMatch(
			/^So that the account is not locked.* restarted\.$/,
		);
	});
});
