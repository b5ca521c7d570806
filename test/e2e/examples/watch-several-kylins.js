// @ts-check
const assert = require('node:assert/strict');
const { after, before, it } = require('node:test');
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { createSeed } = require('../seed');
const { kylinCredential } = require('../trigger/watched');

/** @typedef {import('../../types/n8n').Example} Example */
/** @typedef {import('../../types/n8n').StandIn} StandIn */

module.exports = (/** @type {Example} */ { rest, run, services: { messages } }) => {
	/** @type {StandIn} */
	let other;
	/** @type {import('../../types/n8n').NodeCredentials} */
	let credentials;

	const start = async (port = 0) =>
		await startStandIn({ port, users: [USER], seed: createSeed(Date.now()) });

	before(async () => {
		other = await start();
		credentials = await kylinCredential(rest, other);
	});
	after(async () => await other.close());

	const look = async () =>
		await run((node) => {
			node('Ask Test').credentials = credentials;
		});

	it('is silent as long as all of them answer', async () => {
		await look();
		assert.deepEqual(messages, []);
	});

	it('says once that one is down, and once that it is back', async () => {
		await other.close();
		await look();
		await look();
		assert.equal(messages.length, 1);
		assert.equal(messages[0].channel, '#kylin');
		assert.match(messages[0].text, /^❌ Kylin Test is down: Nothing is listening at /);

		other = await start(Number(new URL(other.url).port));
		await look();
		await look();
		assert.deepEqual(
			messages.slice(1).map(({ text }) => text),
			['✅ Kylin Test is back.'],
		);
	});
};
