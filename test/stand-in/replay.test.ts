/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the recordings from disk */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startStandIn } from './index';
import { AS_ADMIN, send, type PlainAnswer } from './request';

/**
 * Replays every exchange recorded with the controllers of 5.0.0 (test/wire) against the stand-in, over HTTP and from the
 * seed behind the recording.
 */

type States = Record<string, string>;

interface Exchange {
	name: string;
	request: { method: string; path: string; headers: Record<string, string>; body?: string | null };
	response: { status: number; headers: Record<string, string>; body: string };
	after?: Record<string, string>;
	changed?: Record<string, [string, string | null]>;
	alternatives?: Record<string, unknown>;
}

/** Their recording went on from the exchange before. */
const NOT_RESTORED = [
	'put/no Accept',
	'auth/none on an unknown project PUT (filter runs before security)',
];

/** The column that orders a list whose ties and text order are the database's business. */
const SORTED_COLUMN: Record<string, string> = {
	project: 'project',
	job_name: 'job_name',
	job_status: 'scheduler_state',
	target_subject: 'target_model',
	duration: 'duration',
};

function load<T>(file: string): T {
	return JSON.parse(readFileSync(path.join(__dirname, '../wire', file), 'utf8')) as T;
}

function seedFile(name: string): string {
	return name.startsWith('ga2/') ? 'b-seed-2.json' : 'b-seed.json';
}

/** Digits beyond 2^53 are compared as digits. */
function parse(text: string): unknown {
	return JSON.parse(text.replace(/(?<=:)\d{16,}(?=[,}])/g, '"$&"'));
}

/**
 * What was not Kylin's in this recording (test/wire/notes.md): users, projects and failures stood in for, segments too, and
 * MVC of another Spring. The recording of a complete 5.0.2 decides there.
 */
const NOT_KYLINS = ['authorities', 'defaultPassword', 'mvcc', 'failed_msg', 'discard_safety'];
const SPRING_4_SOURCE = '(PushbackInputStream)';
const SPRING_5_SOURCE = '(org.springframework.util.StreamUtils$NonClosingInputStream)';

const LIVE = ['duration', 'total_duration', 'wait_time', 'mr_waiting', 'exec_wait_time'];

/** Takes out what differs from one moment, host or stack to the next (test/wire/notes.md). */
function withoutVolatile(value: unknown, volatile: string[]): unknown {
	if (Array.isArray(value)) return value.map((entry) => withoutVolatile(entry, volatile));
	if (value === null || typeof value !== 'object') return value;
	const record = Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, withoutVolatile(member, volatile)]),
	);
	const status = record.job_status ?? record.step_status;
	const isLive = status === 'PENDING' || status === 'RUNNING';
	for (const key of isLive ? [...volatile, ...LIVE] : volatile) {
		if (key in record) record[key] = NOT_KYLINS.includes(key) ? 'not compared' : typeof record[key];
	}
	if (typeof record.url === 'string') record.url = record.url.replace(/^https?:\/\/[^/]+/, '');
	return record;
}

interface ListBody {
	data: { value: Array<Record<string, unknown>>; total_size: number };
}

function column(body: ListBody, name: string): unknown[] {
	return body.data.value.map((record) => record[name]);
}

function byId(body: ListBody): ListBody {
	const value = [...body.data.value].sort((x, y) => (String(x.id) < String(y.id) ? -1 : 1));
	return { ...body, data: { ...body.data, value } };
}

/** Rows tie under this order, so the same column and, if the page holds them all, the same rows are evidence. */
function expectSameOrder(actual: ListBody, expected: ListBody, sortBy: string) {
	expect(column(actual, SORTED_COLUMN[sortBy])).toEqual(column(expected, SORTED_COLUMN[sortBy]));
	expect({ ...actual.data, value: [] }).toEqual({ ...expected.data, value: [] });
	if (expected.data.value.length === expected.data.total_size) {
		expect(byId(actual)).toEqual(byId(expected));
	}
}

function expectSameBody(answer: PlainAnswer, exchange: Exchange) {
	const { body } = exchange.response;
	if (body === '' || body.startsWith('<')) {
		expect(answer.text.slice(0, 5)).toBe(body.slice(0, 5));
		return;
	}
	const volatile = ['stacktrace', 'timestamp', ...NOT_KYLINS];
	const { method, path: asked } = exchange.request;
	if (method === 'PUT' || asked.includes('/authentication')) volatile.push('last_modified');
	const actual = withoutVolatile(parse(answer.text), volatile);
	const expected = withoutVolatile(
		parse(body.replaceAll(SPRING_4_SOURCE, SPRING_5_SOURCE)),
		volatile,
	);
	const sortBy = new URLSearchParams(exchange.request.path.split('?')[1]).get('sort_by');
	if (exchange.alternatives && sortBy) {
		expectSameOrder(actual as ListBody, expected as ListBody, sortBy);
	} else {
		expect(actual).toEqual(expected);
	}
}

function difference(before: States, after: States) {
	return Object.fromEntries(
		Object.keys(before)
			.filter((id) => before[id] !== after[id])
			.map((id) => [id, [before[id], after[id] ?? null]]),
	);
}

/** There were none in this recording. */
function withoutLogs({ jobs, ...seed }: { jobs: object[] }) {
	return { ...seed, jobs: jobs.map((job) => ({ logs: {}, ...job })) };
}

describe('profile 5.0.0', () => {
	const exchanges = load<Exchange[]>('b-vectors.json');
	let standIn: Awaited<ReturnType<typeof startStandIn>>;
	let loaded = '';

	beforeAll(async () => {
		standIn = await startStandIn({ profile: '5.0.0', frozen: true });
	});

	afterAll(async () => {
		await standIn.close();
	});

	async function restore(exchange: Exchange) {
		const file = seedFile(exchange.name);
		const isRead = exchange.request.method === 'GET';
		if (loaded === file && (isRead || NOT_RESTORED.includes(exchange.name))) return;
		await send(standIn.port, {
			method: 'POST',
			path: '/_seed',
			body: JSON.stringify(withoutLogs(load(file))),
		});
		loaded = file;
	}

	async function states(): Promise<States> {
		return JSON.parse((await send(standIn.port, { path: '/_jobs' })).text) as States;
	}

	async function shownStatuses(): Promise<States> {
		const { text } = await send(standIn.port, {
			path: '/kylin/api/jobs?time_filter=4&page_size=1000',
			headers: AS_ADMIN,
		});
		const { data } = JSON.parse(text) as ListBody;
		return Object.fromEntries(data.value.map(({ id, job_status }) => [id, job_status])) as States;
	}

	test.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
		'%s',
		async (_name, exchange) => {
			await restore(exchange);
			const before = await states();
			const answer = await send(standIn.port, exchange.request);

			expect(answer.status).toBe(exchange.response.status);
			expect(answer.headers['content-type']?.toLowerCase()).toBe(
				exchange.response.headers['content-type']?.toLowerCase(),
			);
			expectSameBody(answer, exchange);
			if (exchange.changed) expect(difference(before, await states())).toEqual(exchange.changed);
			if (exchange.after) expect(await shownStatuses()).toMatchObject(exchange.after);
		},
	);
});
