// @ts-check
const { execFileSync } = require('node:child_process');
const { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { ExplainedFailure } = require('../../host/failure');
const { freePorts } = require('../../host/ports');
const { removeAtExit, run, start } = require('../../host/processes');

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 200;
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** @param {string} program */
function isOnPath(program) {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.some((folder) => existsSync(join(folder, program)));
}

/** Debian keeps the server's programs out of the search path, one folder for each version. */
function postgresPrograms() {
	if (existsSync(DEBIAN_POSTGRES)) {
		const versions = readdirSync(DEBIAN_POSTGRES).sort((x, y) => Number(y) - Number(x));
		const folder = versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
		const found = folder.find((bin) => existsSync(join(bin, 'initdb')));
		if (found !== undefined) return (/** @type {string} */ program) => join(found, program);
	}
	if (isOnPath('initdb')) return (/** @type {string} */ program) => program;
	throw new ExplainedFailure(
		'PostgreSQL is missing (Debian: apt-get install --no-install-recommends postgresql).',
	);
}

/** PostgreSQL refuses to run as root. */
function unprivileged() {
	if (process.getuid?.() !== 0) return {};
	const id = (/** @type {string} */ flag) =>
		Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/** @param {() => boolean | Promise<boolean>} isReady @param {string} what */
async function until(isReady, what) {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await isReady())) {
		if (Date.now() > deadline) throw new ExplainedFailure(`${what} did not start.`);
		await sleep(POLL_MS);
	}
}

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
	return run(command, args).then(
		() => true,
		() => false,
	);
}

/** @returns where n8n finds an empty PostgreSQL database of its own */
async function startPostgres() {
	const program = postgresPrograms();
	const user = unprivileged();
	const folder = removeAtExit(mkdtempSync(join(tmpdir(), 'kylin-queue-')));
	chmodSync(folder, 0o700);
	if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const [port] = await freePorts(1);
	const options = { ...user, cwd: folder };
	await run(program('initdb'), ['-D', data, '-A', 'trust', '-U', 'n8n', '-E', 'UTF8'], options);
	const server = await start(
		program('postgres'),
		['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
		options,
	);
	const address = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n'];
	await until(
		async () => await succeeds(program('pg_isready'), [...address, '-d', 'postgres']),
		'PostgreSQL',
	);
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'unused',
		},
		pid: server.pid,
		stop: server.stop,
	};
}

async function startRedis() {
	if (!isOnPath('redis-server')) {
		throw new ExplainedFailure(
			'Redis is missing (Debian: apt-get install --no-install-recommends redis-server).',
		);
	}
	const [port] = await freePorts(1);
	const server = await start('redis-server', [
		...['--port', String(port)],
		...['--bind', '127.0.0.1'],
		...['--save', ''],
		...['--appendonly', 'no'],
	]);
	const address = ['-h', '127.0.0.1', '-p', String(port)];
	await until(async () => await succeeds('redis-cli', [...address, 'ping']), 'Redis');
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		pid: server.pid,
		stop: server.stop,
		/** The entries of some lists, added up. @param {string[]} keys */
		async countIn(...keys) {
			const lengths = await Promise.all(
				keys.map(async (key) => await run('redis-cli', [...address, 'LLEN', key])),
			);
			return lengths.reduce((sum, length) => sum + Number(length), 0);
		},
	};
}

module.exports = { startPostgres, startRedis };
