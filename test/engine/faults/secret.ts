/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';
import { startKylin, type SeedJob } from '../kylin';

/** Unlike anything else that is written or sent. */
export const PASSWORD = 'sEcr3t:pä%@ss';

const LOGIN = `ADMIN:${PASSWORD}`;

export const AUTHORIZATION = `Basic ${Buffer.from(LOGIN, 'utf8').toString('base64')}`;

const FORMS = [
	PASSWORD,
	encodeURIComponent(PASSWORD),
	...[LOGIN, PASSWORD].map((text) => Buffer.from(text, 'utf8').toString('base64')),
];

type Log = { log: (...line: unknown[]) => void };

/** Of the copy that n8n-core itself uses. */
const { Logger } = jest.requireActual<{ Logger: { prototype: Log } }>(
	require.resolve('@n8n/backend-common', { paths: [require.resolve('n8n-core')] }),
);

/** A stand-in Kylin that knows only this login. */
export async function startGuardedKylin(
	jobs: SeedJob[],
	options: Parameters<typeof startKylin>[1] = {},
) {
	const users = [{ username: 'ADMIN', password: PASSWORD, admin: true }];
	const kylin = await startKylin(jobs, { ...options, users });
	kylin.credential.password = PASSWORD;
	return kylin;
}

/** What is written to n8n's log from now on, at any level. */
export function recordLog(): unknown[][] {
	const lines: unknown[][] = [];
	jest.spyOn(Logger.prototype, 'log').mockImplementation((...line) => void lines.push(line));
	return lines;
}

/** @param told texts, and values that are searched down to hidden members and causes */
export function expectNoSecret(...told: unknown[]) {
	const text = told
		.map((value) =>
			typeof value === 'string' ? value : inspect(value, { depth: 12, showHidden: true }),
		)
		.join('\n');
	for (const form of FORMS) expect(text).not.toContain(form);
}
