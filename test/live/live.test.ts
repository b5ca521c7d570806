import { startStandIn } from '../stand-in';
import recordedSeed from '../wire/live-5.0.2/seed.json';
import { describeReport, differencesIn } from './describeReport';
import { startDiffering, type Difference } from './differing';
import { USAGE, readSettings } from './readSettings';
import type { ProfileName } from './server';
import { tryNode, type Settings } from './suite';

const closing: Array<() => Promise<void>> = [];

afterEach(async () => {
	await Promise.all(closing.splice(0).map(async (close) => await close()));
});

const ADMIN = { username: 'ADMIN', password: 'KYLIN' };
const OPERATOR = { username: 'OPERATOR', password: 'operator' };
const RECORDED_OPERATOR = { username: 'opuser', password: 'Kylin@123' };

type Options = NonNullable<Parameters<typeof startStandIn>[0]>;

async function start(options: Options) {
	const standIn = await startStandIn(options);
	closing.push(standIn.close);
	return standIn;
}

async function tried(options: Options, settings: Partial<Settings> = {}, user = ADMIN) {
	const standIn = await start(options);
	const login = { host: standIn.url, ...user };
	const report = await tryNode({ login, triesWrongPassword: false, ...settings });
	return { standIn, report, text: describeReport(report) };
}

describe('a Kylin like the stand-in passes', () => {
	test.each<[ProfileName, ProfileName]>([
		['5.0.0', '5.0.0'],
		['5.0.2', '5.0.2'],
		// An administrator sees no difference between the two.
		['5.0.4', '5.0.5'],
		['5.0.5', '5.0.5'],
	])('%s for an administrator, as %s', async (profile, seems) => {
		const { report, standIn, text } = await tried({ profile });
		expect(differencesIn(report)).toEqual([]);
		expect(report.server.profile).toBe(seems);
		expect(text).toContain(`Nothing differs from the stand-in of Kylin ${seems}.`);
		// Nothing but GET: what is in the server stays as it is.
		expect(new Set(standIn.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
	});

	test.each<ProfileName>(['5.0.0', '5.0.2', '5.0.4', '5.0.5'])(
		'%s for an operator',
		async (profile) => {
			const { report } = await tried({ profile }, {}, OPERATOR);
			expect(differencesIn(report)).toEqual([]);
			expect(report.server).toMatchObject({ profile, isAdmin: false });
		},
	);

	test('the jobs of the recorded 5.0.2, for an administrator and an operator', async () => {
		const options: Options = { profile: '5.0.2', frozen: true, seed: recordedSeed };
		for (const user of [ADMIN, RECORDED_OPERATOR]) {
			const { report } = await tried(options, {}, user);
			expect(differencesIn(report)).toEqual([]);
		}
	});

	test('also one without jobs, of which it says what was left out', async () => {
		const projects = [{ name: 'empty', permissions: {} }];
		const { report, text } = await tried({ seed: { projects, jobs: [] } });
		expect(differencesIn(report)).toEqual([]);
		expect(text).toContain('left out: there are no jobs');
	});
});

describe('a Kylin that differs does not', () => {
	const withoutSubmitter = (text: string) => text.replaceAll(/"submitter":(?:"[^"]*"|null),?/g, '');
	const withMore = (text: string) =>
		text.replaceAll('"job_status":', '"new_member":1,"job_status":');

	async function differing(difference: Difference) {
		const standIn = await start({ profile: '5.0.2' });
		const proxy = await startDiffering(new URL(standIn.url).origin, difference);
		closing.push(proxy.close);
		const login = { host: proxy.host, ...ADMIN };
		return await tryNode({ login, triesWrongPassword: false });
	}

	test.each<[string, Difference, string[]]>([
		['a missing member', { body: withoutSubmitter }, ['job: submitter is missing']],
		[
			'a member of another type',
			{ body: (text) => text.replaceAll(/"wait_time":\d+/g, '"wait_time":"long"') },
			expect.arrayContaining(['job: wait_time is string, not number']) as string[],
		],
		[
			'a wrong code',
			{ body: (text) => text.replaceAll('KE-010032222', 'KE-010032223') },
			['an unknown type: KE-010032223, HTTP 500, not KE-010032222, HTTP 500'],
		],
		[
			'a filter that is ignored',
			{ target: (target) => target.replace(/&?statuses=(?!X)[^&]*/, '') },
			expect.arrayContaining(['not kept: status ERROR lists only jobs that fit']) as string[],
		],
		[
			'a time range that is ignored',
			{ target: (target) => target.replace(/time_filter=0/, 'time_filter=4') },
			['not kept: the last day leaves out old jobs'],
		],
		[
			'a direction that is ignored',
			{ target: (target) => target.replace('reverse=false', 'reverse=true') },
			expect.arrayContaining(['not kept: ascending by create_time']) as string[],
		],
		[
			'an order that is ignored',
			{ target: (target) => target.replace('sort_by=job_name', 'sort_by=create_time') },
			expect.arrayContaining(['not kept: descending by job_name']) as string[],
		],
		[
			'pages that overlap',
			{ target: (target) => target.replace('page_offset=1', 'page_offset=0') },
			['not kept: the pages together are the one page'],
		],
	])('%s', async (_name, difference, expected) => {
		const report = await differing(difference);
		expect(differencesIn(report)).toEqual(expected);
		expect(describeReport(report)).toContain('differs');
	});

	test('a member nobody knows is told, and is no difference', async () => {
		const report = await differing({ body: withMore });
		expect(differencesIn(report)).toEqual([]);
		expect(describeReport(report)).toContain('unknown member, no difference: job: new_member');
	});
});

describe('what it does to a login', () => {
	test('a wrong password is tried once, between two good logins, and only if it is asked for', async () => {
		for (const triesWrongPassword of [false, true]) {
			const { report, standIn } = await tried({}, { triesWrongPassword });
			expect(differencesIn(report)).toEqual([]);
			const wrong = standIn.requests.flatMap(({ headers, status }, index) =>
				loginOf(headers.authorization).startsWith('ADMIN:') && status === 401 ? [index] : [],
			);
			expect(wrong).toHaveLength(triesWrongPassword ? 1 : 0);
			for (const index of wrong) {
				const neighbours = [standIn.requests[index - 1], standIn.requests[index + 1]];
				expect(neighbours.map(({ status }) => status)).toEqual([200, 200]);
			}
			expect(standIn.state.users.get('ADMIN')).toMatchObject({ wrongTime: 0, locked: false });
		}
	});

	test('a refused login ends it after one request', async () => {
		const standIn = await start({});
		const login = { host: standIn.url, username: 'ADMIN', password: 'not it' };
		const trying = tryNode({ login, triesWrongPassword: true });
		await expect(trying).rejects.toThrow('Kylin refused the login (KE-010003208, HTTP 401)');
		expect(standIn.requests).toHaveLength(1);
	});

	test('a user without a project to operate is told which permission is missing', async () => {
		const trying = tried({}, {}, { username: 'READER', password: 'reader' });
		await expect(trying).rejects.toThrow('needs the permission OPERATION');
	});

	test('no password is printed', async () => {
		const password = 'secret-6f1c';
		const users = [{ username: 'ADMIN', password, admin: true }];
		const { text } = await tried({ users }, { triesWrongPassword: true }, { ...ADMIN, password });
		expect(text).not.toContain(password);
	});
});

test('with --write it starts jobs, operates these and no others, and names them', async () => {
	const { report, standIn, text } = await tried({ speed: 60 }, { writeProject: 'learn_kylin' });
	expect(differencesIn(report)).toEqual([]);
	const started = standIn.requests.filter(({ method }) => method === 'POST');
	expect(started.map(({ path }) => path)).toEqual(Array(2).fill('/kylin/api/tables/sampling_jobs'));
	const operated = standIn.requests
		.filter(({ method }) => method === 'PUT')
		.flatMap(({ body }) => (JSON.parse(body) as { job_ids: string[] }).job_ids);
	expect(new Set(operated).size).toBe(2);
	for (const id of operated) {
		expect(standIn.state.jobs.get(id)).toMatchObject({ name: 'TABLE_SAMPLING' });
		expect(text.replaceAll(/\s+/g, ' ')).toContain(id);
	}
});

describe('the command line', () => {
	const environment = {
		KYLIN_HOST: 'http://kylin:7070',
		KYLIN_USERNAME: 'ADMIN',
		KYLIN_PASSWORD: 'KYLIN',
	};

	test('reads only unless it is told otherwise', () => {
		const login = { host: 'http://kylin:7070', username: 'ADMIN', password: 'KYLIN' };
		expect(readSettings([], environment)).toEqual({ login, triesWrongPassword: false });
		expect(readSettings(['--wrong-password', '--write', 'learn'], environment)).toEqual({
			login,
			triesWrongPassword: true,
			writeProject: 'learn',
		});
	});

	test.each(Object.keys(environment))('names %s when it is not set', (name) => {
		expect(() => readSettings([], { ...environment, [name]: '' })).toThrow(`${name} is not set`);
		expect(USAGE).toContain(name);
	});
});

function loginOf(header: unknown): string {
	return Buffer.from(String(header).replace('Basic ', ''), 'base64').toString();
}
