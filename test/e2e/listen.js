// @ts-check
const { once } = require('node:events');

/** @param {import('node:http').Server} server @returns {Promise<string>} its address, on a port that was free */
async function listen(server) {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return `http://127.0.0.1:${port}`;
}

module.exports = { listen };
