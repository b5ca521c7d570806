import { get, json, JOB, seedOf, start } from './harness';
import { AS_ADMIN, basic, send, V4_PUBLIC } from './request';

/** Methods, paths, media types and sessions (contract 1.1 to 1.6). */

const V2 = 'application/vnd.apache.kylin-v2+json';

describe('media types', () => {
	test.each([
		[V2, V2],
		['*/*', V2],
		[`${V2};q=0.5, ${V4_PUBLIC}`, V4_PUBLIC],
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

describe('the session cookie', () => {
	test('comes with a login and stands for it afterwards', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const [cookie] = (await get(standIn, 'jobs?time_filter=4')).headers['set-cookie'] ?? [];
		expect(cookie).toMatch(/^[0-9a-f]{64}=[^;]+; Path=\/kylin; HttpOnly$/);
		const session = { Accept: V4_PUBLIC, Cookie: `other=1; ${cookie.split(';')[0]}` };
		const again = await get(standIn, 'user/authentication', session);
		expect(json(again).data).toMatchObject({ username: 'ADMIN' });
		expect(again.headers).not.toHaveProperty('set-cookie');
		expect(
			(await get(standIn, 'jobs?time_filter=4', { ...AS_ADMIN, ...session })).headers,
		).not.toHaveProperty('set-cookie');
	});

	test('is neither given to nor taken from anybody else', async () => {
		const standIn = await start({ frozen: true, seed: seedOf({}) });
		const [cookie] = (await get(standIn, 'jobs?time_filter=4')).headers['set-cookie'] ?? [];
		const forged = { Accept: V4_PUBLIC, Cookie: `${cookie.split('=')[0]}=forged` };
		expect((await get(standIn, 'jobs?time_filter=4', forged)).status).toBe(401);
		const wrong = { Accept: V4_PUBLIC, Authorization: basic('ADMIN', 'wrong') };
		for (const headers of [wrong, { Accept: V4_PUBLIC }])
			expect((await get(standIn, 'user/authentication', headers)).headers).not.toHaveProperty(
				'set-cookie',
			);
		const operator = { Accept: V4_PUBLIC, Authorization: basic('OPERATOR', 'operator') };
		const [other] = (await get(standIn, 'projects', operator)).headers['set-cookie'] ?? [];
		expect(other).not.toBe(cookie);
	});
});
