/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the recordings from disk */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What was recorded from a complete Kylin 5.0.2 (test/wire/live-5.0.2/notes.md), and how it is compared. */

const FOLDER = path.join(__dirname, '../wire/live-5.0.2');

/** Longer texts were cut when they were recorded, and stack traces far earlier. */
const CUT_AT = 6000;

export type Exchange = {
	n: number;
	label: string;
	request: {
		method: string;
		path: string;
		accept: string | null;
		content_type: string | null;
		user: string | null;
		password: string | null;
		headers: Record<string, string> | null;
		body: unknown;
	};
	response: {
		status: number;
		content_type: string | null;
		headers: Record<string, string>;
		set_cookie: boolean;
		body: unknown;
	};
	/** epoch ms at which the request was sent */
	at: number;
	/** how long the answer took */
	ms: number;
};

/** Numbers as text, so that digits beyond 2^53 stay and 0 is not 0.0; floats by their value. */
export function parseExact(text: string): unknown {
	const marked = text.replace(
		/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
		(token: string) => {
			if (token.startsWith('"')) return token;
			return /^-?\d+$/.test(token) ? `"#${token}"` : `"#float ${Number(token)}"`;
		},
	);
	return JSON.parse(marked);
}

export function loadLines<T>(file: string): T[] {
	const text = readFileSync(path.join(FOLDER, file), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as T);
}

/** The exchanges of a file with their bodies as `parseExact` reads them. */
export function loadExchanges(file: string): Array<Exchange & { exactBody: unknown }> {
	const text = readFileSync(path.join(FOLDER, file), 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const exact = parseExact(line) as { response: { body: unknown } };
			return { ...(JSON.parse(line) as Exchange), exactBody: exact.response.body };
		});
}

export function loadSeed() {
	return JSON.parse(readFileSync(path.join(FOLDER, 'seed.json'), 'utf8')) as Record<
		string,
		unknown
	> & {
		users: Array<{ username: string; password: string }>;
		jobs: Array<Record<string, unknown>>;
	};
}

/** Cuts texts as they were cut when they were recorded; the frames of a stack are the JVM's. */
export function comparable(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => comparable(entry));
	if (typeof value === 'string') {
		if (key === 'stacktrace')
			return value
				.slice(0, 119)
				.split('\n\tat')[0]
				.replace(/\.\.\.$/, '');
		return value.length > CUT_AT ? value.slice(0, CUT_AT) : value;
	}
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, comparable(member, name)]),
	);
}
