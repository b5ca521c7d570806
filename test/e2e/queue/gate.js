const { createServer, request } = require('node:http');

/**
 * Stands before Kylin. Shut, it holds back the requests of one method, so that whoever sent one is surely
 * at work on it.
 *
 * @param {string} method
 * @param {string} target the address of Kylin
 */
async function startGate(method, target) {
	const { hostname, port, pathname } = new URL(target);
	const held = new Set();
	let passing = Number.POSITIVE_INFINITY;

	function forward(message, response) {
		const { headers, url: path } = message;
		const onward = request({ hostname, port, path, method: message.method, headers }, (answer) => {
			response.writeHead(answer.statusCode, answer.headers);
			answer.pipe(response);
		});
		onward.once('error', () => response.destroy());
		message.pipe(onward);
	}

	const server = createServer((message, response) => {
		if (message.method !== method || passing > 0) {
			if (message.method === method) passing -= 1;
			forward(message, response);
			return;
		}
		const pass = () => forward(message, response);
		held.add(pass);
		// Nobody waits for the answer any more.
		response.once('close', () => held.delete(pass));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

	return {
		url: `http://127.0.0.1:${server.address().port}${pathname}`,
		held: () => held.size,
		/** Lets that many requests pass, and holds back the others. @param {number} count */
		shutAfter(count) {
			passing = count;
		},
		open() {
			passing = Number.POSITIVE_INFINITY;
			for (const pass of held) pass();
			held.clear();
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startGate };
