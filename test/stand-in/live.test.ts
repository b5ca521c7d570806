import { startStandIn } from './index';
import { comparable, loadExchanges, loadSeed, parseExact, type Exchange } from './recorded';
import { EXCLUDED, TIES, VOLATILE, WITHOUT_BODY } from './live.exclusions';
import { stateBehind, goOn } from './live.state';
import { basic, send } from './request';

/**
 * Replays what was recorded from a complete Kylin 5.0.2 (`jobs.jsonl`), in its order, against the profile 5.0.2 that was
 * seeded with what stood behind it, over HTTP. Compared are status, headers and body with the order and types of members.
 */

const RECORDED_HOST = '127.0.0.1:7070';
const exchanges = loadExchanges('jobs.jsonl');
const seed = loadSeed();
const replayed = exchanges.filter(({ n }) => !EXCLUDED.some((excluded) => excluded.n.includes(n)));

/** What moved between sending and answering, in ms: live times may be that far apart. */
const SLACK_MS = 400;

/** The session cookies of the recording and those that stand for them here. */
const cookies = new Map<string, string>();
let standIn: Awaited<ReturnType<typeof startStandIn>>;

beforeAll(async () => {
	standIn = await startStandIn({
		profile: '5.0.2',
		frozen: true,
		timeZone: 'GMT+08:00',
		seed: stateBehind(seed, exchanges),
	});
});

afterAll(async () => {
	await standIn.close();
});

function authorization({ user, password }: Exchange['request']): Record<string, string> {
	if (user === null) return {};
	const known = seed.users.find(({ username }) => username.toUpperCase() === user.toUpperCase());
	const right = known?.password ?? 'Kylin@123';
	return { Authorization: basic(user, password === 'right' ? right : String(password)) };
}

async function cookieFor(recorded: string): Promise<string> {
	const [name, value] = recorded.split('=');
	if (value === 'AAAA') return recorded;
	const known = cookies.get(value);
	if (known) return `${name}=${known}`;
	const { headers } = await send(standIn.port, {
		path: '/kylin/api/user/authentication',
		headers: {
			Accept: 'application/vnd.apache.kylin-v4-public+json',
			Authorization: basic('ADMIN', 'KYLIN'),
		},
	});
	const own = /=([^;]+)/.exec(headers['set-cookie']?.[0] ?? '')?.[1] ?? '';
	cookies.set(value, own);
	return `${name}=${own}`;
}

async function ask({ request }: Exchange) {
	const { accept, content_type, headers: more, body } = request;
	const headers: Record<string, string> = {
		Host: RECORDED_HOST,
		...(accept ? { Accept: accept } : {}),
		...(content_type ? { 'Content-Type': content_type } : {}),
		...authorization(request),
		...more,
	};
	if (headers.Cookie) headers.Cookie = await cookieFor(headers.Cookie);
	const text = body === null || typeof body === 'string' ? body : JSON.stringify(body);
	return await send(standIn.port, {
		method: request.method,
		path: request.path,
		headers,
		body: text,
	});
}

/** `#123` of `parseExact`. */
const numberOf = (value: unknown) =>
	typeof value === 'string' && /^#-?\d+$/.test(value) ? Number(value.slice(1)) : undefined;

/** Takes live times over from the recording if they are near enough, and out what is volatile. */
function settled(actual: unknown, expected: unknown, key = ''): unknown {
	const rule = VOLATILE[key];
	if (rule?.compare === 'nothing') return expected;
	if (rule?.compare === 'time') {
		const [own, theirs] = [numberOf(actual), numberOf(expected)];
		const isNear = own !== undefined && theirs !== undefined && Math.abs(own - theirs) <= SLACK_MS;
		return isNear ? expected : actual;
	}
	if (Array.isArray(actual) && Array.isArray(expected)) {
		return actual.map((entry, index) => settled(entry, expected[index]));
	}
	if (actual && expected && typeof actual === 'object' && typeof expected === 'object') {
		const other = expected as Record<string, unknown>;
		return Object.fromEntries(
			Object.entries(actual).map(([name, member]) => [name, settled(member, other[name], name)]),
		);
	}
	return actual;
}

const asText = (value: unknown) => JSON.stringify(value, null, 1);

type ListBody = { data: { value: Array<Record<string, unknown>>; total_size: string } };

const listed = (exclusions: typeof TIES, { n }: Exchange) =>
	exclusions.some((exclusion) => exclusion.n.includes(n));

/** The member that shows the column of `sort_by`. */
const SORTED_MEMBER: Record<string, string> = {
	target_subject: 'target_model',
	job_status: 'scheduler_state',
};

function expectSameColumn(actual: ListBody, expected: ListBody, { request }: Exchange) {
	const sortBy = new URLSearchParams(request.path.split('?')[1]).get('sort_by');
	if (!sortBy || sortBy === 'total_duration') return;
	const column = ({ data }: ListBody) =>
		data.value.map((record) => record[SORTED_MEMBER[sortBy] ?? sortBy]);
	expect(column(actual)).toEqual(column(expected));
}

/** Own records in the place of theirs: of the same page if it holds them all, else of the whole list. */
async function inTheirOrder(actual: ListBody, expected: ListBody, exchange: Exchange) {
	const isWhole = `#${expected.data.value.length}` === expected.data.total_size;
	const whole = { ...exchange, request: { ...exchange.request, path: WHOLE_LIST } };
	const { data } = isWhole ? actual : (parseExact((await ask(whole)).text) as ListBody);
	expect(actual.data.value).toHaveLength(expected.data.value.length);
	const own = new Map(data.value.map((record) => [record.id, record]));
	const value = expected.data.value.map(({ id }) => own.get(id));
	return { ...actual, data: { ...actual.data, value } };
}

const WHOLE_LIST = '/kylin/api/jobs?time_filter=4&page_size=1000';

function bodyOf(text: string): unknown {
	return /^[[{]/.test(text) ? parseExact(text) : text;
}

test.each(replayed.map((exchange) => [exchange.n, exchange.label, exchange] as const))(
	'%i %s',
	async (_n, _label, exchange) => {
		const { at, response, exactBody } = exchange;
		standIn.clock.set(at);
		goOn(standIn, exchange);
		const answer = await ask(exchange);
		expect(answer.status).toBe(response.status);
		expect({
			'content-type': answer.headers['content-type'] ?? null,
			// Of several the recorder kept the last one.
			vary: answer.headers.vary?.split(', ').at(-1),
			connection: answer.headers.connection === 'close' ? 'close' : undefined,
			allow: answer.headers.allow,
			'content-disposition': answer.headers['content-disposition'],
			'content-language': answer.headers['content-language'],
			sets_cookie: answer.headers['set-cookie'] !== undefined,
		}).toEqual({
			'content-type': response.content_type,
			vary: response.headers.vary ?? response.headers.Vary,
			connection: response.headers.Connection,
			allow: response.headers.Allow,
			'content-disposition': response.headers['Content-Disposition'],
			'content-language': response.headers['Content-Language'],
			sets_cookie: response.set_cookie,
		});
		if (listed(WITHOUT_BODY, exchange)) return;
		const expected = comparable(exactBody);
		let actual = comparable(bodyOf(answer.text));
		if (listed(TIES, exchange)) {
			expectSameColumn(actual as ListBody, expected as ListBody, exchange);
			actual = await inTheirOrder(actual as ListBody, expected as ListBody, exchange);
		}
		expect(asText(settled(actual, expected))).toBe(asText(expected));
	},
);

test('what is excluded is named once, exists, and has a reason', () => {
	const excluded = EXCLUDED.flatMap(({ n }) => n);
	const special = [...EXCLUDED, ...WITHOUT_BODY, ...TIES].flatMap(({ n }) => n);
	const known = exchanges.map(({ n }) => n);
	expect(known).toEqual(expect.arrayContaining(special));
	expect(new Set(special).size).toBe(special.length);
	expect(replayed.length + excluded.length).toBe(exchanges.length);
	for (const { reason } of [...EXCLUDED, ...WITHOUT_BODY, ...TIES, ...Object.values(VOLATILE)])
		expect(reason).toMatch(/\w/);
});
