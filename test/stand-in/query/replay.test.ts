/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the recordings from disk */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startStandIn } from '../index';
import { basic, send } from '../request';
import { OTHER_ROWS, UNORDERED, VOLATILE, VOLATILE_TEXTS } from './replay.exclusions';

/**
 * Replays the queries recorded from a complete Kylin 5.0.2 (test/wire/live-5.0.2): compared are status, content type,
 * and the body with the order and types of its members.
 */

type Exchange = {
	n: number;
	label: string;
	request: {
		method: string;
		path: string;
		accept: string;
		content_type: string | null;
		user: string;
		body: unknown;
	};
	response: { status: number; content_type: string; body: unknown };
};

const FOLDER = path.join(__dirname, '../../wire/live-5.0.2');

function recordedQueries(file: string): Exchange[] {
	return readFileSync(path.join(FOLDER, file), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Exchange)
		.filter(({ request }) => /\/query(\/|$)/.test(request?.path ?? ''));
}

/** @param hidden names of members that count by their type alone */
function comparable(value: unknown, hidden: string[], key = ''): unknown {
	if (hidden.includes(key) && value !== null) return shapeOf(value);
	if (Array.isArray(value)) return value.map((entry) => comparable(entry, hidden));
	if (typeof value === 'string') {
		return VOLATILE_TEXTS.reduce((text, { pattern }) => text.replace(pattern, '*'), value);
	}
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, comparable(member, hidden, name)]),
	);
}

function shapeOf(value: unknown): unknown {
	const rows = Array.isArray(value) && Array.isArray(value[0]);
	return rows ? value.map(shapeOf) : Array.isArray(value) ? 'array' : typeof value;
}

/** The names of all members, in their order. */
function orderOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(orderOf);
	if (value === null || typeof value !== 'object') return null;
	return Object.entries(value).map(([name, member]) => {
		const group = UNORDERED.findIndex((names) => names.includes(name));
		return [group < 0 ? name : group, orderOf(member)];
	});
}

let standIn: Awaited<ReturnType<typeof startStandIn>>;

beforeAll(async () => {
	standIn = await startStandIn({
		profile: '5.0.2',
		seed: { projects: [{ name: 'learn' }], users: [{ username: 'nobody', password: 'nobody' }] },
	});
});

afterAll(async () => {
	await standIn.close();
});

const PASSWORDS: Record<string, string> = { ADMIN: 'KYLIN', nobody: 'nobody' };

describe.each(['queries.jsonl', 'builds.jsonl'])('%s', (file) => {
	it.each(recordedQueries(file).map((exchange) => [exchange.n, exchange.label, exchange] as const))(
		'%i: %s',
		async (n, _label, { request, response }) => {
			const { user, body } = request;
			const answer = await send(standIn.port, {
				method: request.method,
				path: request.path,
				headers: {
					Accept: request.accept,
					'User-Agent': 'recorded',
					...(request.content_type && { 'Content-Type': request.content_type }),
					Authorization: basic(user, PASSWORDS[user]),
				},
				body: typeof body === 'string' || body === null ? body : JSON.stringify(body),
			});
			const received = JSON.parse(answer.text) as unknown;
			expect([answer.status, answer.headers['content-type']]).toEqual([
				response.status,
				response.content_type,
			]);
			const hasOtherRows = OTHER_ROWS.some((other) => other.file === file && other.n === n);
			const isNamed = JSON.stringify(body).includes('"queryId"') && response.status === 200;
			const hidden = [
				...Object.keys(VOLATILE).filter((name) => !(isNamed && name === 'queryId')),
				...(hasOtherRows ? ['results'] : []),
			];
			expect(comparable(received, hidden)).toEqual(comparable(response.body, hidden));
			expect(orderOf(received)).toEqual(orderOf(response.body));
		},
	);
});
