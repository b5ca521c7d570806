import { TriggerHost } from '../trigger/pollHarness';
import { runKylin, searchList } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';

/**
 * For Kylin a session's cookie is as good as the password, so a node that kept cookies would go on working
 * with a password that is wrong, until the session ends.
 */

const job = seedJob('ERROR');
const REFUSED = 'Invalid username or password';

let kylin: Kylin;
let wrong: Kylin['credential'];

beforeEach(async () => {
	kylin = await startKylin([job]);
	wrong = { ...kylin.credential, password: 'wrong' };
});
afterEach(async () => {
	await kylin.close();
	expect(kylin.requests.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
});

const getJob = async (credential: Kylin['credential']) =>
	await runKylin({
		parameters: {
			resource: 'job',
			operation: 'get',
			job: { __rl: true, mode: 'id', value: job.id },
		},
		credential,
	});

test('after a good login the node is refused with a wrong password', async () => {
	expect((await getJob(kylin.credential)).error).toBeUndefined();
	expect(kylin.requests.length).toBeGreaterThan(1);
	expect((await getJob(wrong)).error?.message).toContain(REFUSED);
});

test('so is the picker', async () => {
	expect((await searchList('searchProjects', kylin.credential)).results).not.toEqual([]);
	await expect(searchList('searchProjects', wrong)).rejects.toThrow(REFUSED);
});

test('so is the trigger', async () => {
	const host = new TriggerHost(kylin.credential);
	await host.activated();
	expect(kylin.requests.map(({ status }) => status)).not.toContain(401);
	host.credential = wrong;
	await expect(host.activated('update')).rejects.toThrow(REFUSED);
});

test('with the cookie of the good login the stand-in would let it in, as Kylin does', async () => {
	const ask = async (password: string, cookie?: string) =>
		await fetch(`${kylin.url}/api/user/authentication`, {
			headers: {
				Accept: 'application/vnd.apache.kylin-v4-public+json',
				Authorization: `Basic ${btoa(`ADMIN:${password}`)}`,
				...(cookie === undefined ? {} : { Cookie: cookie }),
			},
		});
	const [cookie] = (await ask(kylin.credential.password)).headers.getSetCookie();
	expect((await ask(wrong.password)).status).toBe(401);
	expect((await ask(wrong.password, cookie.split(';')[0])).status).toBe(200);
	kylin.requests.length = 0;
});
