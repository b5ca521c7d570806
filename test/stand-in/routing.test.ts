import { get, json, JOB, SECOND, seedOf, start, type StandIn } from './harness';
import { AS_ADMIN, basic, send, V4_PUBLIC } from './request';

/** Methods, paths, media types and sessions (contract 1.1 to 1.6). */

const V2 = 'application/vnd.apache.kylin-v2+json';

describe('media types', () => {
	test.each([
		[V2, V2],
		['*/*', V2],
		[`${V2};q=0.5, ${V4_PUBLIC}`, V4_PUBLIC],
		// The more specific one goes before the one of higher quality.
		[`*/*, ${V4_PUBLIC};q=0.1`, V4_PUBLIC],
	])('/user/authentication with Accept %s answers as %s', async (accept, type) => {
		const standIn = await start({ frozen: true, seed: seedOf() });
		for (const method of ['GET', 'POST']) {
			const answer = await send(standIn.port, {
				method,
				path: '/kylin/api/user/authentication',
				headers: { ...AS_ADMIN, Accept: accept },
			});
			expect(answer.headers['content-type']).toBe(`${type};charset=UTF-8`);
			expect(json(answer).data).toMatchObject({ username: 'ADMIN' });
		}
		const anonymous = await get(standIn, 'user/authentication', { Accept: accept });
		expect([anonymous.status, json(anonymous).msg]).toEqual([
			401,
			"KE-010003209: Can't find authentication information.",
		]);
	});
});

describe('methods', () => {
	test('HEAD is answered from the GET mapping, without a body', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const ask = async (method: string, question: string) =>
			await send(standIn.port, { method, path: `/kylin/api/${question}`, headers: AS_ADMIN });
		const [head, whole] = [
			await ask('HEAD', 'jobs?time_filter=4'),
			await ask('GET', 'jobs?time_filter=4'),
		];
		expect([head.status, head.text]).toEqual([200, '']);
		expect(head.headers['content-length']).toBe(whole.headers['content-length']);
		expect((await ask('HEAD', 'jobs')).status).toBe(400);
		expect((await ask('HEAD', 'jobs/status')).status).toBe(406);
	});

	test('only PUT, POST and DELETE are filtered by project before the login', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const ask = async (method: string, headers: Record<string, string>) =>
			(await send(standIn.port, { method, path: '/kylin/api/jobs?project=nope', headers })).status;
		for (const method of ['PUT', 'POST', 'DELETE'])
			expect(await ask(method, { Accept: V4_PUBLIC })).toBe(500);
		for (const method of ['PATCH', 'GET', 'HEAD'])
			expect(await ask(method, { Accept: V4_PUBLIC })).toBe(401);
		expect(await ask('PATCH', AS_ADMIN)).toBe(405);
	});

	test('a wrong method is told the right ones', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const answer = await send(standIn.port, {
			method: 'POST',
			path: `/kylin/api/jobs/${JOB}`,
			headers: AS_ADMIN,
		});
		expect([answer.status, answer.headers.allow]).toEqual([405, 'GET']);
	});
});

describe('paths', () => {
	test('a trailing slash is tolerated and stays in what errors say of the request', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const root = `${standIn.url}/api`;
		const url = async (question: string, headers: Record<string, string> = AS_ADMIN) =>
			(JSON.parse((await get(standIn, question, headers)).text) as { url: string }).url;
		expect(await url('jobs/')).toBe(`${root}/jobs/`);
		expect(await url(`jobs/${JOB}/detail/?project=nope`)).toBe(`${root}/jobs/${JOB}/detail/`);
		expect(await url('jobs/?time_filter=4', {})).toBe(`${root}/jobs/?time_filter=4`);
		const path = async (question: string, accept: string) =>
			JSON.parse((await get(standIn, question, { ...AS_ADMIN, Accept: accept })).text) as object;
		expect(await path('nope/', V4_PUBLIC)).toMatchObject({ path: '/kylin/api/nope/' });
		expect(await path('jobs/', 'application/json')).toMatchObject({ path: '/kylin/api/jobs/' });
	});

	test('what is not below /kylin/api is not the API', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const answer = await send(standIn.port, {
			path: '/kylin/app/jobs?time_filter=4',
			headers: AS_ADMIN,
		});
		expect(answer.status).toBe(404);
	});
});

describe('sessions', () => {
	const cookieOf = async (standIn: StandIn, headers: Record<string, string> = AS_ADMIN) => {
		const answer = await get(standIn, 'user/authentication', headers);
		return String(answer.headers['set-cookie']?.[0]).split(';')[0];
	};
	const WRONG = { Accept: V4_PUBLIC, Authorization: basic('ADMIN', 'wrong') };
	const OPERATOR = { Accept: V4_PUBLIC, Authorization: basic('OPERATOR', 'operator') };
	const whoIs = async (standIn: StandIn, headers: Record<string, string>) => {
		const answer = await get(standIn, 'user/authentication', { Accept: V4_PUBLIC, ...headers });
		return [answer.status, (json(answer).data as { username?: string } | null)?.username];
	};

	test('a cookie stands for its login, and beats a wrong password without counting it', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const Cookie = await cookieOf(standIn);
		expect(Cookie).toMatch(/^[0-9a-f]{64}=[\w+/]+=*$/);
		expect(await whoIs(standIn, { Cookie: `other=1; ${Cookie}` })).toEqual([200, 'ADMIN']);
		for (let round = 0; round < 5; round++) {
			expect(await whoIs(standIn, { ...WRONG, Cookie })).toEqual([200, 'ADMIN']);
		}
		expect(await whoIs(standIn, AS_ADMIN)).toEqual([200, 'ADMIN']);
	});

	test('the name in the header decides whose login it is', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const Cookie = await cookieOf(standIn);
		expect(await whoIs(standIn, { ...OPERATOR, Cookie })).toEqual([200, 'OPERATOR']);
		const wrong = { Authorization: basic('OPERATOR', 'wrong'), Cookie };
		expect((await whoIs(standIn, wrong))[0]).toBe(401);
	});

	test('a session ends ten minutes after its last use', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const Cookie = await cookieOf(standIn);
		for (let round = 0; round < 3; round++) {
			standIn.clock.advance(600 * SECOND);
			expect(await whoIs(standIn, { Cookie })).toEqual([200, 'ADMIN']);
		}
		standIn.clock.advance(600 * SECOND + 1);
		expect((await whoIs(standIn, { Cookie }))[0]).toBe(401);
	});

	test('every login without a cookie begins a session of its own', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		expect(await cookieOf(standIn)).not.toBe(await cookieOf(standIn));
	});

	test('a made-up cookie is nobody, one that no database reads is an error of the web server', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const [name] = (await cookieOf(standIn)).split('=');
		const ask = async (value: string) =>
			await get(standIn, 'jobs?time_filter=4', { Accept: V4_PUBLIC, Cookie: `${name}=${value}` });
		expect((await ask('Zm9yZ2Vk')).status).toBe(401);
		const broken = await ask('AAAA');
		expect([broken.status, broken.headers['content-type']]).toEqual([
			500,
			'text/html;charset=utf-8',
		]);
	});

	test('who is refused for a wrong password gets none', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const answer = await get(standIn, 'user/authentication', WRONG);
		expect(answer.headers).not.toHaveProperty('set-cookie');
	});
});
