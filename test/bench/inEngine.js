const { answerOf, ask, startChild, startServer } = require('./children');
const { inTurns } = require('./rounds');
const { WORKS } = require('./works');

/** Through n8n's engine, each rival in a process of its own. */
async function measureInEngine(host, work, rounds) {
	const { server, credential } = await startServer(host, work);
	const args = [WORKS.indexOf(work), JSON.stringify(credential)];
	const rivals = await Promise.all(
		Object.keys(work.rivals).map(async (name) => {
			const child = startChild(host, 'rival.js', [...args, name]);
			await answerOf(child);
			return { name, child, run: async () => await ask(child) };
		}),
	);
	const results = await inTurns(rivals, server, rounds);
	for (const child of [server, ...rivals.map((rival) => rival.child)]) child.disconnect();
	return results;
}

module.exports = { measureInEngine };
