// @ts-check
const { fork } = require('node:child_process');
const { join } = require('node:path');

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 * @typedef {import('./types').PageCost} PageCost
 */

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/**
 * Starts a file of this folder on the Node.js that n8n runs on.
 *
 * @param {InstalledN8n} installed
 * @param {string} file
 * @param {Array<string | number>} args
 */
function startChild(installed, file, args) {
	const child = fork(join(__dirname, file), args.map(String), {
		execPath: installed.node,
		execArgv: ['--expose-gc'],
	});
	child.once('exit', (code) => {
		if (code) throw new Error(`${file} ended with ${code}`);
	});
	return child;
}

const answerOf = async (/** @type {ChildProcess} */ child) =>
	await new Promise((resolve) => child.once('message', resolve));

/** @param {ChildProcess} child @returns {Promise<Json>} */
async function ask(child, message = 'go') {
	child.send(message);
	const answer = await answerOf(child);
	if (answer.failure) throw new Error(answer.failure);
	return answer;
}

/**
 * A stand-in with the jobs of a work.
 *
 * @param {InstalledN8n} installed
 * @param {{ jobs: number, pageCost: PageCost, changes?: number }} work
 * @returns {Promise<{ server: ChildProcess, credential: KylinCredential }>}
 */
async function startServer(installed, { jobs, pageCost, changes = 0 }) {
	const server = startChild(installed, 'server.js', [jobs, pageCost, changes]);
	return { server, credential: await answerOf(server) };
}

module.exports = { answerOf, ask, startChild, startServer };
