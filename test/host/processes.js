const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');
const { HostFailure } = require('./failure');

const GRACE_MS = 10_000;
const LINES_SHOWN = 25;

/** Everything started or made here, so that no way out of this process leaves any of it behind. */
const children = new Set();
const folders = new Set();

process.on('exit', () => {
	for (const child of children) killGroup(child, 'SIGKILL');
	for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const [signal, number] of [
	['SIGINT', 2],
	['SIGTERM', 15],
	['SIGHUP', 1],
]) {
	process.on(signal, () => process.exit(128 + number));
}

/** Children lead process groups of their own: n8n and npm have children too. */
function killGroup(child, signal) {
	try {
		process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/** The environment of this process without what would steer n8n or npm from outside. */
function cleanEnvironment(extra = {}) {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL|KYLIN_|NODE_OPTIONS$|NODE_TEST)/;
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return { ...Object.fromEntries(inherited), ...extra };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, uid?: number, gid?: number, onOutput?: (text: string) => void }} [options]
 */
function start(command, args, { cwd, env, uid, gid, onOutput } = {}) {
	const child = spawn(command, args, {
		cwd,
		uid,
		gid,
		env: cleanEnvironment(env),
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	let stdout = '';
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (text) => {
		stdout += text;
		output += text;
		onOutput?.(text);
	});
	child.stderr.setEncoding('utf8').on('data', (text) => {
		output += text;
		onOutput?.(text);
	});
	children.add(child);
	const ended = new Promise((resolve, reject) => {
		child.once('error', (error) => {
			children.delete(child);
			reject(
				error.code === 'ENOENT' ? new HostFailure(`The program ${command} is missing.`) : error,
			);
		});
		child.once('close', (code, signal) => {
			children.delete(child);
			resolve({ code, signal, stdout, output });
		});
	});
	ended.catch(() => {});
	return {
		pid: child.pid,
		ended,
		isRunning: () => children.has(child),
		output: () => output,
		kill: (signal) => killGroup(child, signal),
		async stop() {
			if (!children.has(child)) return;
			killGroup(child, 'SIGTERM');
			const timer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
			await ended.finally(() => clearTimeout(timer));
		},
	};
}

/**
 * Runs a command to its end; its output is shown only if it fails.
 *
 * @param {(ended: { signal: string | null, stdout: string }) => boolean} [isGood] whether what was
 * ended by a signal had done its work
 */
async function run(command, args, options, isGood = () => false) {
	const { code, signal, stdout, output } = await start(command, args, options).ended;
	if (code === 0 || isGood({ signal, stdout })) return stdout;
	const tail = output.trim().split('\n').slice(-LINES_SHOWN).join('\n');
	throw new HostFailure(
		`${[command, ...args].join(' ')} failed (${code === null ? signal : `exit code ${code}`}):\n${tail}`,
	);
}

/** npm is a script with another name on Windows. */
async function npm(args, options) {
	return await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

function removeAtExit(folder) {
	folders.add(folder);
	return folder;
}

module.exports = { npm, removeAtExit, run, start };
