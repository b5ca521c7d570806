import { startStandIn } from '../index';
import { comparable, loadSeed, parseExact, type Exchange } from '../recorded';
import { basic, send } from '../request';
import type { Job } from '../state';
import { unitsOf } from '../steps';
import { EXCLUDED, VOLATILE, WITHOUT_BODY } from './replay.exclusions';
import { CHANGES, jobEvents, loadStory, seedBehind } from './story';

/**
 * Replays the story that was recorded from a complete Kylin 5.0.2 (`builds.jsonl`) in its order, against the profile
 * 5.0.2 that was seeded with what stood behind it, over HTTP. Jobs begin and end when the recorded ones did; what that
 * does to segments is the stand-in's own. Compared are status, content type and body with the order and types of members.
 */

const RECORDED_HOST = '127.0.0.1:7070';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What moved between sending and answering, in ms. */
const SLACK_MS = 6000;

const story = loadStory();
const events = jobEvents(story);
const users = loadSeed().users;
const isIn = (exclusions: typeof EXCLUDED, { n }: Exchange) =>
	exclusions.some(({ from, to = from }) => n >= from && n <= to);

/** IDs that the stand-in gave, by those of the recording, and the other way round. */
const own = new Map<string, string>();
const theirs = new Map<string, string>();
let standIn: Awaited<ReturnType<typeof startStandIn>>;

beforeAll(async () => {
	standIn = await startStandIn({
		profile: '5.0.2',
		frozen: true,
		timeZone: 'GMT+8',
		seed: seedBehind(story),
	});
});

afterAll(async () => {
	await standIn.close();
});

const toOwn = (text: string) => text.replace(UUID, (id) => own.get(id) ?? id);
const toTheirs = (text: string) => text.replace(UUID, (id) => theirs.get(id) ?? id);

/** On first sight two IDs at the same place are one; from then on they must stay it. */
function bind(actual: string, expected: string) {
	const [mine, other] = [actual.match(UUID) ?? [], expected.match(UUID) ?? []];
	if (mine.length !== other.length) return;
	for (const [index, id] of mine.entries()) {
		if (id === other[index] || theirs.has(id) || own.has(other[index])) continue;
		theirs.set(id, other[index]);
		own.set(other[index], id);
	}
}

/** Lets the jobs of the stand-in begin and end as those of the recording did until then. */
function liveUntil(at: number) {
	while (events.length > 0 && events[0].at <= at) {
		const [event] = events.splice(0, 1);
		const id = toOwn(event.id);
		const job = standIn.state.jobs.get(id);
		if (!job || ['SUCCEED', 'DISCARDED', 'SUICIDAL'].includes(job.state)) continue;
		if (event.state === job.state) continue;
		standIn.clock.set(event.at);
		const ends = ['SUCCEED', 'ERROR'].includes(event.state);
		if (event.state === 'RUNNING' || (ends && job.state !== 'RUNNING')) {
			standIn.state.setState(id, 'PENDING');
			standIn.state.setState(id, 'RUNNING');
		}
		if (event.state !== 'RUNNING') standIn.state.setState(id, event.state);
		else if (event.hasDetected) finishFirstStep(job);
	}
	standIn.clock.set(at);
}

/** In a moment of moving time, for units that take a millisecond each. */
function finishFirstStep(job: Job) {
	const { clock } = standIn;
	standIn.jobs();
	job.runMs = unitsOf(job.steps).length;
	clock.frozen = false;
	clock.advance(1);
	clock.frozen = true;
}

function authorization({ user, password }: Exchange['request']): Record<string, string> {
	if (user === null) return {};
	const known = users.find(({ username }) => username.toUpperCase() === user.toUpperCase());
	const right = known?.password ?? 'Kylin@123';
	return { Authorization: basic(user, password === 'right' ? right : String(password)) };
}

/** The recorder wrote its bodies with a blank after each comma and colon, which columns in messages count. */
function spaced(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const members = Object.entries(value).map(([key, member]) => `"${key}": ${spaced(member)}`);
	return `{${members.join(', ')}}`;
}

async function ask({ request }: Exchange) {
	const { accept, content_type, headers, body, method, path } = request;
	const text = body === null || typeof body === 'string' ? body : spaced(body);
	return await send(standIn.port, {
		method,
		path: toOwn(path),
		headers: {
			Host: RECORDED_HOST,
			...(accept ? { Accept: accept } : {}),
			...(content_type ? { 'Content-Type': content_type } : {}),
			...authorization(request),
			...headers,
		},
		body: text === null ? null : toOwn(text),
	});
}

const kindOf = (value: unknown) =>
	typeof value === 'string' ? (/^#\D*/.exec(value)?.[0] ?? 'text') : typeof value;

const timeOf = (value: unknown) =>
	typeof value === 'string' && /^#\d+$/.test(value) ? Number(value.slice(1)) : NaN;

/** Whether a volatile member is as far off as it may be. */
function tolerated(
	actual: unknown,
	expected: unknown,
	{ compare, wrong }: (typeof VOLATILE)[string],
) {
	if (compare === 'any') return true;
	if (compare === 'type') return kindOf(actual) === kindOf(expected);
	if (compare === 'time') return Math.abs(timeOf(actual) - timeOf(expected)) <= SLACK_MS;
	return expected === wrong;
}

/** Some members are named by an ID. */
function theirName(name: string, expected = '') {
	bind(name, expected);
	return toTheirs(name);
}

function settled(actual: unknown, expected: unknown, key = ''): unknown {
	const rule = VOLATILE[key];
	if (rule && tolerated(actual, expected, rule)) return expected;
	if (typeof actual === 'string') {
		if (typeof expected === 'string') bind(actual, expected);
		return toTheirs(actual);
	}
	if (Array.isArray(actual)) {
		const others = Array.isArray(expected) ? expected : [];
		return actual.map((entry, index) => settled(entry, others[index], key));
	}
	if (actual && typeof actual === 'object') {
		const other = (expected ?? {}) as Record<string, unknown>;
		return Object.fromEntries(
			Object.entries(actual).map(([name, member], at) => {
				const known = theirName(name, Object.keys(other)[at]);
				return [known, settled(member, other[known], known)];
			}),
		);
	}
	return actual;
}

const asText = (value: unknown) => JSON.stringify(value, null, 1);

function bodyOf(text: string): unknown {
	return /^[[{]/.test(text) ? parseExact(text) : text;
}

test.each(story.map((exchange) => [exchange.n, exchange.label, exchange] as const))(
	'%i %s',
	async (n, _label, exchange) => {
		liveUntil(exchange.at);
		CHANGES[n]?.(standIn, (exchange.request.body ?? {}) as Record<string, unknown>, story);
		if (isIn(EXCLUDED, exchange)) return;
		const answer = await ask(exchange);
		const { status, content_type } = exchange.response;
		expect([answer.status, answer.headers['content-type'] ?? null]).toEqual([status, content_type]);
		if (isIn(WITHOUT_BODY, exchange)) return;
		const expected = comparable(exchange.exactBody);
		const actual = comparable(bodyOf(answer.text));
		expect(asText(settled(actual, expected))).toBe(asText(expected));
	},
);

test('what is excluded exists, is named once and has a reason', () => {
	const all = [...EXCLUDED, ...WITHOUT_BODY];
	const named = all.flatMap((exclusion) => story.filter((exchange) => isIn([exclusion], exchange)));
	expect(new Set(named).size).toBe(named.length);
	for (const exclusion of all) expect(story.some((line) => isIn([exclusion], line))).toBe(true);
	for (const { reason } of [...all, ...Object.values(VOLATILE)]) expect(reason).toMatch(/\w/);
});
