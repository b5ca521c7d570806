// @ts-check
const { answerOf, ask, startChild, startServer } = require('./children');
const { inTurns } = require('./rounds');
const { WORKS } = require('./works');

/** @typedef {import('./types').Measured} Measured */

/** @typedef {import('./types').Work} Work */

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/**
 * Through n8n's engine, each rival in a process of its own.
 *
 * @param {InstalledN8n} installed
 * @param {Work} work
 * @param {number} rounds
 */
async function measureInEngine(installed, work, rounds) {
	const { server, credential } = await startServer(installed, work);
	const args = [WORKS.indexOf(work), JSON.stringify(credential)];
	const rivals = await Promise.all(
		Object.keys(work.rivals).map(async (name) => {
			const child = startChild(installed, 'rival.js', [...args, name]);
			await answerOf(child);
			return { name, child, run: async () => /** @type {Measured} */ (await ask(child)) };
		}),
	);
	const results = await inTurns(rivals, server, rounds);
	for (const child of [server, ...rivals.map((rival) => rival.child)]) child.disconnect();
	return results;
}

module.exports = { measureInEngine };
