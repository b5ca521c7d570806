// @ts-check
const assert = require('node:assert/strict');
const { after, before, it } = require('node:test');
const { callerCredential, kylinCalling } = require('../trigger/caller');
const { callbackOf, jobId } = require('../trigger/jobs');
const { startKylin } = require('../trigger/kylin');
const { until } = require('../until');

/** @typedef {import('../../types/n8n').Example} Example */

const [FAILED, FINISHED] = [1, 2].map(jobId);
const RAN_MS = 560_000;

module.exports = (/** @type {Example} */ { rest, url, activate, services: { messages } }) => {
	/** @type {import('../../types/n8n').Kylin} */
	let kylin;
	/** @type {Awaited<ReturnType<Example['activate']>>} */
	let active;
	/** @type {ReturnType<typeof kylinCalling>} */
	let calling;

	before(async () => {
		const now = Date.now();
		const ran = { create_time: now - RAN_MS, start_time: now - RAN_MS, end_time: now };
		kylin = await startKylin([
			{ ...ran, id: FAILED, status: 'ERROR' },
			{ ...ran, id: FINISHED, status: 'SUCCEED' },
		]);
		const caller = await callerCredential(rest);
		active = await activate(kylin.standIn, (node) => {
			const trigger = node('When Kylin Calls');
			trigger.credentials = { ...trigger.credentials, ...caller };
			calling = kylinCalling(() => url, trigger.webhookId ?? '');
		});
	});
	after(async () => {
		await active?.stop();
		await kylin.standIn.close();
	});

	it('says why a job failed', async () => {
		const call = { ...callbackOf(FAILED), msg: 'Expected <List> & more' };
		assert.equal(await calling.postWhenListening(call), 200);
		const [{ channel, text }] = await until('a message', () => messages.length > 0 && messages);
		assert.equal(channel, '#kylin');
		assert.match(text, /^❌ Load Data of orders failed: Expected &lt;List&gt; &amp; more/);
	});

	it('says how long a job took that succeeded', async () => {
		const call = { ...callbackOf(FINISHED), job_state: 'SUCCEED', error_code: null, msg: null };
		assert.equal(await calling.post(call), 200);
		const [, { text }] = await until('a message', () => messages.length > 1 && messages);
		assert.equal(text, '✅ Load Data of orders succeeded after 9 min 20 s');
	});
};
