import { get, json, JOB, OTHER_JOB, seedOf, start, START, type StandIn } from './harness';
import { PROFILES, type ProfileName } from './profiles';
import { AS_ADMIN, basic, send, V4_PUBLIC, type PlainAnswer } from './request';

/** In what the releases of Kylin differ (contract section 11 and what changed since). */

const V2 = 'application/vnd.apache.kylin-v2+json';
const OPERATOR = { Accept: V4_PUBLIC, Authorization: basic('OPERATOR', 'operator') };
const READER = { Accept: V4_PUBLIC, Authorization: basic('READER', 'reader') };
const NAMES = Object.keys(PROFILES) as ProfileName[];

const ended = { raw_state: 'SUCCEED', start_time: START - 2000, end_time: START - 1000 };
/** OPERATOR may operate both projects but the third, READER none. */
const SEED = {
	...seedOf(ended, { ...ended, project: 'Sales_Mart' }, { ...ended, project: 'Secret' }),
	projects: [...seedOf().projects, { name: 'Secret', permissions: {} }],
};

const standing = async (profile: ProfileName | undefined) =>
	await start({ profile, frozen: true, seed: SEED });

function code(answer: PlainAnswer) {
	return [answer.status, /KE-\d{9}/.exec(json(answer).msg)?.[0]];
}

type List = { value: Array<{ project: string }>; total_size: number };

async function listedAs(standIn: StandIn, headers: Record<string, string>, question = '') {
	const answer = await get(standIn, `jobs?time_filter=4${question}`, headers);
	if (answer.status !== 200) return code(answer);
	const { value, total_size } = json(answer).data as List;
	return [value.map(({ project }) => project).sort(), total_size];
}

test('the newest is the default, and there are four', async () => {
	expect(NAMES).toEqual(['5.0.0', '5.0.2', '5.0.4', '5.0.5']);
	expect((await standing(undefined)).profile).toBe('5.0.5');
});

describe('a list without a project', () => {
	const EVERY = [['Sales_Mart', 'Secret', 'learn_kylin'], 3];
	const FORBIDDEN = [400, 'KE-010024001'];

	test.each<[ProfileName, unknown, unknown]>([
		['5.0.0', EVERY, EVERY],
		['5.0.2', EVERY, EVERY],
		// Nothing to operate: the count forgets the condition.
		['5.0.4', [['Sales_Mart', 'learn_kylin'], 2], [[], 3]],
		['5.0.5', FORBIDDEN, FORBIDDEN],
	])('%s', async (profile, operator, reader) => {
		const standIn = await standing(profile);
		expect(await listedAs(standIn, AS_ADMIN)).toEqual(EVERY);
		expect(await listedAs(standIn, OPERATOR)).toEqual(operator);
		expect(await listedAs(standIn, READER)).toEqual(reader);
		expect(await listedAs(standIn, OPERATOR, '&project=LEARN_KYLIN')).toEqual([['learn_kylin'], 1]);
		expect(await listedAs(standIn, READER, '&project=learn_kylin')).toEqual(FORBIDDEN);
	});

	test.each<[ProfileName, unknown]>([
		['5.0.0', [[], 0]],
		['5.0.2', [[], 0]],
		['5.0.4', EVERY],
		['5.0.5', EVERY],
	])('%s, with an empty one', async (profile, admin) => {
		const standIn = await standing(profile);
		expect(await listedAs(standIn, AS_ADMIN, '&project=')).toEqual(admin);
		expect(await listedAs(standIn, OPERATOR, '&project=')).toEqual(
			admin === EVERY ? await listedAs(standIn, OPERATOR) : [[], 0],
		);
	});

	test('5.0.5 refuses it after the names of statuses and types, before everything else', async () => {
		const standIn = await standing('5.0.5');
		const asked = async (question: string) => await listedAs(standIn, OPERATOR, question);
		expect(await asked('&statuses=X&job_names=X')).toEqual([500, 'KE-010032212']);
		expect(await asked('&job_names=X&sort_by=x')).toEqual([500, 'KE-010032222']);
		for (const later of ['&time_filter=9', '&sort_by=x', '&statuses=STARTING']) {
			expect(await asked(later)).toEqual(FORBIDDEN);
		}
	});

	test.each<[ProfileName, unknown]>([
		['5.0.4', [200, undefined]],
		['5.0.5', FORBIDDEN],
	])('%s, by the v2 handler', async (profile, operator) => {
		const standIn = await standing(profile);
		const asked = await get(standIn, 'jobs?timeFilter=4', { ...OPERATOR, Accept: V2 });
		expect(code(asked)).toEqual(operator);
	});
});

test('the v2 list hides cron jobs since 5.0.2', async () => {
	const seed = seedOf(ended, { ...ended, job_name: 'META' });
	for (const profile of NAMES) {
		const standIn = await start({ profile, frozen: true, seed });
		const { data } = json(await get(standIn, 'jobs?timeFilter=4', { ...AS_ADMIN, Accept: V2 }));
		expect((data as { size: number }).size).toBe(profile === '5.0.0' ? 2 : 1);
	}
});

test('a detail is bound to the project of its job since 5.0.4', async () => {
	for (const profile of NAMES) {
		const standIn = await standing(profile);
		const asked = async (id: string) =>
			code(await get(standIn, `jobs/${id}/detail?project=learn_kylin`));
		expect(await asked(JOB)).toEqual([200, undefined]);
		const isBound = ['5.0.4', '5.0.5'].includes(profile);
		expect(await asked(OTHER_JOB)).toEqual(isBound ? [500, 'KE-010032219'] : [200, undefined]);
	}
});

test('the detail of a job that cannot be decoded is null in 5.0.0 and empty since', async () => {
	for (const profile of NAMES) {
		const standIn = await start({ profile, frozen: true, seed: seedOf({ undecodable: true }) });
		const { data } = json(await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`));
		expect(data).toEqual(profile === '5.0.0' ? null : []);
	}
});

test('two job types came with 5.0.2', async () => {
	for (const profile of NAMES) {
		const standIn = await standing(profile);
		for (const type of ['INDEX_PLAN_OPT', 'SPRING_SESSION_CLEAN_EXPIRED']) {
			const answer = code(await get(standIn, `jobs?time_filter=4&job_names=${type}`));
			expect(answer).toEqual(profile === '5.0.0' ? [500, 'KE-010032222'] : [200, undefined]);
		}
	}
});

test('OPTIONS needs no login since 5.0.2', async () => {
	for (const profile of NAMES) {
		const standIn = await standing(profile);
		const answer = await send(standIn.port, { method: 'OPTIONS', path: '/kylin/api/jobs' });
		expect(answer.status).toBe(profile === '5.0.0' ? 401 : 200);
	}
});

test('gzip is for v4 and v2, never for v4-public', async () => {
	const standIn = await standing('5.0.2');
	const encoding = async (accept: string, path = 'jobs?time_filter=4&timeFilter=4') => {
		const headers = { ...AS_ADMIN, Accept: accept, 'Accept-Encoding': 'gzip, deflate' };
		const answer = await get(standIn, path, headers);
		return [answer.status, answer.headers['content-encoding']];
	};
	expect(await encoding('application/vnd.apache.kylin-v4+json')).toEqual([200, 'gzip']);
	expect(await encoding(V2)).toEqual([200, 'gzip']);
	expect(await encoding('application/json', 'projects')).toEqual([200, 'gzip']);
	expect(await encoding(V4_PUBLIC)).toEqual([200, undefined]);
	const plain = { ...AS_ADMIN, Accept: 'application/vnd.apache.kylin-v4+json' };
	expect((await get(standIn, 'jobs?time_filter=4', plain)).headers).toMatchObject({
		vary: 'accept-encoding',
	});
});
