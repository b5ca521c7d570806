// @ts-check
const { spawn } = require('node:child_process');
const { ExplainedFailure } = require('./failure');

const GRACE_MS = 10_000;
const LINES_SHOWN = 25;

const isWindows = process.platform === 'win32';

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] added to the environment of this process
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {(text: string) => void} [onOutput]
 *
 * @typedef {{ code: number | null, signal: string | null, stdout: string, output: string }} Ended
 * @typedef {Awaited<ReturnType<typeof start>>} Started
 */

/** Everything started or made here: process IDs, and folders to be removed. */
const started = new Set();
const folders = new Set();

/** @type {import('node:child_process').ChildProcess | undefined} */
let cleaner;

/**
 * Tells the cleaner what to end and to remove once this process has ended, in whatever way: it is a process of its own, as nobody
 * can do anything about SIGKILL.
 */
function tellCleaner() {
	if (!cleaner) {
		cleaner = spawn(process.execPath, [require.resolve('./cleaner')], {
			stdio: ['pipe', 'ignore', 'ignore'],
			// Ctrl+C ends the whole group of this process.
			detached: true,
			windowsHide: true,
		});
		cleaner.unref();
		const pipe = /** @type {import('node:net').Socket} */ (cleaner.stdin);
		pipe.unref();
		// Somebody has ended it: the next news go to another one.
		pipe.once('error', () => {
			cleaner = undefined;
		});
	}
	cleaner.stdin?.write(`${JSON.stringify({ pids: [...started], folders: [...folders] })}\n`);
}

/** @param {number} pid */
function isCleaner(pid) {
	return cleaner?.pid === pid;
}

/**
 * Children lead process groups of their own: n8n and npm have children too.
 *
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
	try {
		process.kill(isWindows ? pid : -pid, signal);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
	}
}

/**
 * The environment of this process without what would steer n8n or npm from outside.
 *
 * @param {Record<string, string>} extra
 */
function cleanEnvironment(extra) {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL|KYLIN_|NODE_OPTIONS$|NODE_TEST)/;
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return { ...Object.fromEntries(inherited), ...extra };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {StartOptions} [options]
 */
async function start(command, args, { cwd, env = {}, uid, gid, onOutput } = {}) {
	// Only here: a fresh clone has no dependencies before it is built.
	const { execa } = await import('execa');
	const child = execa(command, args, {
		cwd,
		uid,
		gid,
		env: cleanEnvironment(env),
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		stripFinalNewline: false,
		reject: false,
		detached: !isWindows,
	});
	const { pid } = child;
	if (pid === undefined) {
		const { code, originalMessage } = await child;
		const reason = code === 'ENOENT' ? 'is missing' : `did not start: ${originalMessage}`;
		throw new ExplainedFailure(`The program ${command} ${reason}.`);
	}
	started.add(pid);
	tellCleaner();
	let output = '';
	child.all.setEncoding('utf8').on('data', (text) => {
		output += text;
		onOutput?.(text);
	});
	/** @returns {Promise<Ended>} */
	async function untilEnded() {
		const { exitCode, signal, stdout } = await child;
		started.delete(pid);
		tellCleaner();
		return { code: exitCode ?? null, signal: signal ?? null, stdout, output };
	}
	const ended = untilEnded();
	ended.catch(() => {});
	const isRunning = () => started.has(pid);
	/** @param {NodeJS.Signals} signal */
	const kill = (signal) => killGroup(pid, signal);
	return {
		pid,
		ended,
		isRunning,
		output: () => output,
		kill,
		async stop() {
			if (!isRunning()) return;
			kill('SIGTERM');
			const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS);
			await ended.finally(() => clearTimeout(timer));
		},
	};
}

/**
 * Runs a command to its end; its output is shown only if it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {StartOptions} [options]
 * @param {(ended: Ended) => boolean} [isGood] whether what was ended by a signal had done its work
 * @returns {Promise<string>} what it wrote to its standard output
 */
async function run(command, args, options, isGood = () => false) {
	const ended = await (await start(command, args, options)).ended;
	const { code, signal, stdout, output } = ended;
	if (code === 0 || isGood(ended)) return stdout;
	const tail = output.trim().split('\n').slice(-LINES_SHOWN).join('\n');
	throw new ExplainedFailure(
		`${[command, ...args].join(' ')} failed (${code === null ? signal : `exit code ${code}`}):\n${tail}`,
	);
}

/** @param {string[]} args @param {StartOptions} [options] */
async function npm(args, options) {
	return await run('npm', args, options);
}

/** @param {string} folder that is to be removed when this process has ended @returns {string} it */
function removeAtExit(folder) {
	folders.add(folder);
	tellCleaner();
	return folder;
}

module.exports = { isCleaner, npm, removeAtExit, run, start };
