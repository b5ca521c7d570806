// @ts-check
const { createServer, request } = require('node:http');
const { listen } = require('../listen');

/**
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

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

	/** @param {IncomingMessage} message @param {ServerResponse} response */
	function forward(message, response) {
		const { headers, url: path } = message;
		const onward = request({ hostname, port, path, method: message.method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
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
	const address = await listen(server);

	return {
		url: `${address}${pathname}`,
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
