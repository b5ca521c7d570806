/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 10_000;
const POLL_MS = 50;

/** Instead of n8n: a server, behind a process that does not pass on signals. */
const SERVER = `require('node:http').createServer((_, response) => response.end())
	.listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
const N8N = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SERVER)}], { stdio: 'inherit' })`;

/** Instead of the demo: says what it has started and made, and stays until it is told to end. */
const DEMO = `
	const { mkdtempSync, writeFileSync } = require('node:fs');
	const { removeAtExit, start } = require('./test/host/processes');
	const folder = removeAtExit(mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'kylin-demo-')));
	writeFileSync(folder + '/database', 'a password');
	const onOutput = (port) => console.log(JSON.stringify({ folder, port: Number(port) }));
	void start(process.execPath, ['-e', ${JSON.stringify(N8N)}], { onOutput });
	process.stdin.once('data', () => process.exit(0));
`;

async function startDemo() {
	const demo = spawn(process.execPath, ['-e', DEMO], {
		cwd: join(__dirname, '../..'),
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const [line] = (await once(demo.stdout, 'data')) as [Buffer];
	const { folder, port } = JSON.parse(line.toString()) as { folder: string; port: number };
	return { demo, folder, url: `http://127.0.0.1:${port}` };
}

async function answers(url: string): Promise<boolean> {
	return await fetch(url, { headers: { connection: 'close' } }).then(
		() => true,
		() => false,
	);
}

test.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'exit'] as const)(
	'n8n and its database, with the password in it, are gone after the %s of the demo',
	async (end) => {
		const { demo, folder, url } = await startDemo();
		expect(existsSync(join(folder, 'database'))).toBe(true);
		expect(await answers(url)).toBe(true);

		if (end === 'exit') demo.stdin.write('end');
		else demo.kill(end);
		const deadline = Date.now() + DEADLINE_MS;
		while ((existsSync(folder) || (await answers(url))) && Date.now() < deadline) {
			await sleep(POLL_MS);
		}
		expect({ folder: existsSync(folder), n8n: await answers(url) }).toEqual({
			folder: false,
			n8n: false,
		});
	},
);
