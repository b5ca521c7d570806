// @ts-check
const { setTimeout: sleep } = require('node:timers/promises');
const { ExplainedFailure } = require('./failure');
const { freePorts } = require('./ports');
const { run, start } = require('./processes');
const { baseEnvironment } = require('./userFolder');

/** @typedef {import('../types/n8n').Execution} Execution */

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 200;
const LINES_SHOWN = 25;

/**
 * Starts n8n's server on free ports of 127.0.0.1 and waits until it answers.
 *
 * @param {InstalledN8n} installed
 * @param {string} userFolder
 * @param {Record<string, string>} [env]
 */
async function startN8n(installed, userFolder, env = {}) {
	const [port, brokerPort] = await freePorts(2);
	const server = await start(installed.node, [installed.n8n, 'start'], {
		env: {
			...baseEnvironment(installed, userFolder),
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			// Safari and plain HTTP clients do not take 127.0.0.1 for a secure place.
			N8N_SECURE_COOKIE: 'false',
			...env,
		},
	});
	const url = `http://127.0.0.1:${port}`;
	await untilReady(server, `${url}/healthz/readiness`, `n8n ${installed.version}`);
	// n8n 1 calls itself ready before it takes the requests of its editor.
	await untilReady(server, `${url}/rest/settings`, `n8n ${installed.version}`);
	return { url, port, log: server.output, stop: server.stop, pid: server.pid };
}

/** @param {import('./processes').Started} server @param {string} url @param {string} what */
async function untilReady(server, url, what) {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	for (;;) {
		const isReady = await fetch(url).then(
			({ ok }) => ok,
			() => false,
		);
		if (isReady) return;
		const tail = () => server.output().trim().split('\n').slice(-LINES_SHOWN).join('\n');
		if (!server.isRunning())
			throw new ExplainedFailure(`${what} ended before it was ready:\n${tail()}`);
		if (Date.now() > deadline) {
			await server.stop();
			throw new ExplainedFailure(
				`${what} was not ready in ${READY_TIMEOUT_MS / 1000} s:\n${tail()}`,
			);
		}
		await sleep(POLL_MS);
	}
}

/** `execute --rawOutput` prints other lines before the JSON. */
const EXECUTION = /^\{$[\s\S]*^\}$/m;

/**
 * n8n's command line, on the same user folder as a server or without one.
 *
 * @param {InstalledN8n} installed
 * @param {string} userFolder
 */
function n8nCli(installed, userFolder, env = {}) {
	return async (/** @type {string[]} */ ...args) => {
		const [brokerPort] = await freePorts(1);
		const options = {
			env: {
				...baseEnvironment(installed, userFolder),
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				...env,
			},
		};
		// n8n 2 on Node 24 crashes at times on its way out, after it has printed all of an execution.
		return await run(
			installed.node,
			[installed.n8n, ...args],
			options,
			({ signal, stdout }) => signal === 'SIGSEGV' && EXECUTION.test(stdout),
		);
	};
}

/** @param {string} stdout @returns {{ data: Execution['data'] }} */
function parseExecution(stdout) {
	const json = EXECUTION.exec(stdout)?.[0];
	if (json === undefined) throw new ExplainedFailure(`n8n printed no execution:\n${stdout}`);
	return JSON.parse(json);
}

module.exports = { n8nCli, parseExecution, startN8n, untilReady };
