import type { IDataObject } from 'n8n-workflow';
import { guardedSender, LoginRefused } from '../../nodes/shared/login/guardedSender';
import {
	forgetStored,
	loginKey,
	markOf,
	mayLogIn,
	loadRefusal,
	storeRefusal,
	whatComesNext,
	type GatedKind,
} from '../../nodes/shared/login/loginRefusal';
import { loginMemory } from '../../nodes/shared/login/loginMemory';
import type { Send } from '../../nodes/shared/api/kylinRequest';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import { clock } from '../../nodes/shared/time/clock';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const LOGIN = loginKey('http://kylin/kylin/api', 'ADMIN', 'KYLIN');

beforeEach(() => loginMemory.clear());

afterEach(() => jest.restoreAllMocks());

describe('whether a refused login may be sent', () => {
	test.each<[GatedKind, number, boolean, boolean]>([
		['wrong', 10_000 * MINUTE, false, false],
		['wrong', -1, false, false],
		['wrong', MINUTE - 1, true, false],
		['wrong', MINUTE, true, true],
		['wrong', -1, true, true],
		['locked', 10 * MINUTE - 1, false, false],
		['locked', 0, false, false],
		['locked', 10 * MINUTE, false, true],
		['locked', -1, false, true],
		['inFront', 60 * MINUTE - 1, false, false],
		['inFront', 60 * MINUTE, false, true],
	])('%s, %d ms later, by a person: %s', (kind, later, isByPerson, expected) => {
		const refusal = { kind, at: NOW, mark: '' };
		expect(mayLogIn(refusal, { now: NOW + later, isByPerson })).toBe(expected);
	});

	test.each([
		[NOW - 1, false],
		[NOW, false],
		[NOW + 1, true],
	])('a wrong one, repaired at %d: %s', (repairedAt, expected) => {
		const refusal = { kind: 'wrong' as const, at: NOW, mark: '' };
		expect(mayLogIn(refusal, { now: NOW + 2, isByPerson: false, repairedAt })).toBe(expected);
	});

	test.each<[GatedKind, RegExp]>([
		['wrong', /until the credential is changed or the moon is full\.$/],
		['locked', /after ten minutes\.$/],
		['inFront', /after an hour\.$/],
	])('%s: a person reads when', (kind, sentence) => {
		expect(whatComesNext(kind, 'the moon is full')).toMatch(sentence);
	});
});

describe('a login', () => {
	test.each([
		['http://other/kylin/api', 'ADMIN', 'KYLIN'],
		['http://kylin/kylin/api', 'OTHER', 'KYLIN'],
		['http://kylin/kylin/api', 'ADMIN', 'OTHER'],
	])('is another one for %s, %s, %s', (...parts) => {
		expect(loginKey(...parts)).not.toBe(LOGIN);
	});

	test('is marked by 16 bits, with a salt of its own each time', () => {
		const mark = markOf(LOGIN);
		expect(mark).toMatch(/^[0-9a-f]{12}\.[0-9a-f]{4}$/);
		expect(markOf(LOGIN)).not.toBe(mark);
		expect(markOf(LOGIN, mark.slice(0, 12))).toBe(mark);
	});
});

describe('what is stored of a refusal', () => {
	const refusal = { kind: 'wrong' as const, at: NOW, mark: markOf(LOGIN, '0123456789ab') };

	test('comes back, for the same login only', () => {
		const data = {};
		storeRefusal(data, { ...refusal, message: 'secret' } as never);
		expect(data).toEqual({ loginRefusal: { version: 2, ...refusal } });
		expect(loadRefusal(data, LOGIN)).toEqual(refusal);
		const others = Array.from({ length: 20 }, (_, index) => loginKey('x', 'ADMIN', index));
		const taken = others.filter((login) => loadRefusal(data, login) !== undefined);
		expect(taken.length).toBeLessThan(2);
		forgetStored(data);
		expect(data).toEqual({});
	});

	test('is not written to if there is nothing to forget', () => {
		const deleteProperty = jest.fn(() => true);
		forgetStored(new Proxy({}, { deleteProperty }));
		expect(deleteProperty).not.toHaveBeenCalled();
	});

	test('is written once: n8n saves whatever was written to', () => {
		const data: IDataObject = {};
		storeRefusal(data, refusal);
		const before = data.loginRefusal;
		storeRefusal(data, refusal);
		expect(data.loginRefusal).toBe(before);
	});

	test.each([
		undefined,
		null,
		'x',
		7,
		{},
		{ count: 1, at: 1 },
		{ count: 1, at: '1', waitMs: 1 },
		{ version: 2, kind: 'wrong', at: 1 },
		{ version: 2, kind: 7, at: 1, mark: refusal.mark },
		{ version: 2, kind: 'odd', at: 1, mark: refusal.mark },
		{ version: 2, kind: 'toString', at: 1, mark: refusal.mark },
		{ version: 2, kind: ['wrong'], at: 1, mark: refusal.mark },
		{ version: 2, kind: 'wrong', at: 1.5, mark: refusal.mark },
		{ version: 1, kind: 'wrong', at: 1, mark: refusal.mark },
		{ version: 2, kind: 'wrong', at: 1, mark: 7 },
	])('%j is none', (loginRefusal) => {
		expect(loadRefusal({ loginRefusal }, LOGIN)).toBeUndefined();
	});
});

describe('a guarded sender', () => {
	const request = { method: 'GET' as const, url: '/jobs' };
	const refuse = new KylinFailure('No.', { httpStatus: 401, code: 'KE-010003208', advice: 'Ask.' });

	function sender(send: Send, more: object = {}) {
		const staticData: IDataObject = {};
		const guard = { login: LOGIN, staticData, isByPerson: false, wayOut: 'x', ...more };
		return { send: guardedSender(send, guard), staticData };
	}

	test('says what Kylin said, and what comes next, also when it sends nothing', async () => {
		const sent = jest.fn(async () => await Promise.reject(refuse));
		const first = sender(sent);
		const error = await first.send(request).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(LoginRefused);
		expect(error).toMatchObject({
			message: 'No.',
			facts: {
				httpStatus: 401,
				code: 'KE-010003208',
				advice: expect.stringMatching(/^Ask\. So that the account is not locked/),
			},
		});
		const other = sender(sent);
		await expect(other.send(request)).rejects.toMatchObject({ message: 'No.' });
		expect(sent).toHaveBeenCalledTimes(1);
		expect(other.staticData).toEqual(first.staticData);
	});

	test('says what comes next where Kylin gave no advice', async () => {
		const bare = new KylinFailure('No.', { httpStatus: 401 });
		const { send } = sender(async () => await Promise.reject(bare));
		await expect(send(request)).rejects.toMatchObject({
			facts: { advice: whatComesNext('inFront', 'x') },
		});
	});

	test('lets other failures pass', async () => {
		const failure = new KylinFailure('Away', { httpStatus: 503 });
		const { send, staticData } = sender(async () => await Promise.reject(failure));
		await expect(send(request)).rejects.toBe(failure);
		await expect(send(request)).rejects.toBe(failure);
		expect(staticData).toEqual({});
	});

	test('sends one request alone, and once it is accepted the others together', async () => {
		let atWork = 0;
		let most = 0;
		const slow: Send = async () => {
			atWork += 1;
			most = Math.max(most, atWork);
			await clock.sleep(5);
			atWork -= 1;
			return 'x';
		};
		const senders = [sender(slow), sender(slow), sender(slow)];
		await Promise.all(senders.map(async ({ send }) => await send(request)));
		expect(most).toBe(2);
		await Promise.all(senders.map(async ({ send }) => await send(request)));
		expect(most).toBe(3);
	});

	test('sends one after the other as long as none is answered', async () => {
		let atWork = 0;
		let most = 0;
		const failing: Send = async () => {
			atWork += 1;
			most = Math.max(most, atWork);
			await clock.sleep(5);
			atWork -= 1;
			throw new KylinFailure('Away', { httpStatus: 503 });
		};
		const senders = [sender(failing), sender(failing), sender(failing)];
		await Promise.allSettled(senders.map(async ({ send }) => await send(request)));
		expect(most).toBe(1);
	});

	test('keeps what was stored until Kylin was asked, and forgets it with its first good answer', async () => {
		jest.spyOn(clock, 'now').mockReturnValue(NOW);
		const stored = { kind: 'locked' as const, at: NOW - 9 * MINUTE, mark: markOf(LOGIN) };
		const { send, staticData } = sender(async () => 'x');
		storeRefusal(staticData, stored);
		await expect(send(request)).rejects.toMatchObject({
			message: 'Kylin refused this login before n8n was restarted',
			facts: { httpStatus: 401, advice: whatComesNext('locked', 'x') },
		});
		jest.spyOn(clock, 'now').mockReturnValue(NOW + MINUTE);
		expect(await send(request)).toBe('x');
		expect(staticData).toEqual({});
		storeRefusal(staticData, stored);
		expect(await send(request)).toBe('x');
	});
});
