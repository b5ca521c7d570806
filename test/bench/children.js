const { fork } = require('node:child_process');
const { join } = require('node:path');

/** Starts a file of this folder on the Node.js that n8n runs on. */
function startChild(host, file, args) {
	const child = fork(join(__dirname, file), args.map(String), {
		execPath: host.node,
		execArgv: ['--expose-gc'],
	});
	child.once('exit', (code) => {
		if (code) throw new Error(`${file} ended with ${code}`);
	});
	return child;
}

const answerOf = async (child) => await new Promise((resolve) => child.once('message', resolve));

async function ask(child, message = 'go') {
	child.send(message);
	const answer = await answerOf(child);
	if (answer.failure) throw new Error(answer.failure);
	return answer;
}

/** A stand-in with the jobs of a work. @returns {Promise<{ server: import('node:child_process').ChildProcess, credential: { host: string, username: string, password: string } }>} */
async function startServer(host, { jobs, pageCost, changes = 0 }) {
	const server = startChild(host, 'server.js', [jobs, pageCost, changes]);
	return { server, credential: await answerOf(server) };
}

module.exports = { answerOf, ask, startChild, startServer };
