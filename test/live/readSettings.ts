/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';
import type { Settings } from './suite';

export const USAGE = `KYLIN_HOST=http://kylin.example.com:7070 KYLIN_USERNAME=… KYLIN_PASSWORD=… npm run test:live

Tries the node on this Kylin and compares it with the stand-in. Reads only.
  -- --wrong-password   also tries one wrong password of this user, between two good logins
  -- --write PROJECT    also starts two samplings in this project, and operates these; they stay in the history`;

/** @throws Error that names what is missing or unknown */
export function readSettings(
	args: string[],
	environment: Record<string, string | undefined>,
): Settings {
	const { values } = parseArgs({
		args,
		options: {
			'wrong-password': { type: 'boolean', default: false },
			write: { type: 'string' },
		},
	});
	const read = (name: string) => {
		const value = environment[name];
		if (value === undefined || value === '') throw new Error(`${name} is not set`);
		return value;
	};
	return {
		login: {
			host: read('KYLIN_HOST'),
			username: read('KYLIN_USERNAME'),
			password: read('KYLIN_PASSWORD'),
		},
		triesWrongPassword: values['wrong-password'],
		writeProject: values.write,
	};
}
