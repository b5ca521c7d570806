// @ts-check
const assert = require('node:assert/strict');
const { after, before, it } = require('node:test');
const { FAILURE } = require('../seed');
const { readableText } = require('../services/slack');
const { jobId, running } = require('../trigger/jobs');
const { startKylin } = require('../trigger/kylin');
const { untilPolledAgain } = require('../trigger/watched');
const { until } = require('../until');

/**
 * @typedef {import('../../types/n8n').Example} Example
 * @typedef {import('../../types/n8n').Json} Json
 */

const [SHORT, LONG, FINISHED] = [1, 2, 3].map(jobId);

const LOG_LINES = Array.from({ length: 60 }, (_, index) => `log line <${index + 1}> & more`);
/** Kylin's, as a part of a sentence. */
const REASON = FAILURE.reason.slice(0, -1);
const LONG_LINE = 'x'.repeat(3_900);

module.exports = (/** @type {Example} */ { activate, services: { messages } }) => {
	/** @type {import('../../types/n8n').Kylin} */
	let kylin;
	/** @type {Awaited<ReturnType<Example['activate']>>} */
	let active;

	before(async () => {
		const failing = (
			/** @type {string} */ id,
			/** @type {string} */ model,
			/** @type {string} */ log,
		) =>
			running(id, {
				target_subject: model,
				shape: 'full',
				failure: FAILURE,
				logs: { 'Load Data To Index': log },
			});
		kylin = await startKylin([
			failing(SHORT, 'orders', LOG_LINES.join('\n')),
			failing(LONG, 'customers', LONG_LINE),
			running(FINISHED),
		]);
		active = await activate(kylin.standIn);
		await untilPolledAgain(kylin.standIn);
		kylin.end([SHORT, LONG], 'ERROR');
		kylin.end([FINISHED], 'SUCCEED');
		await until('two messages', () => messages.length >= 2);
		await untilPolledAgain(kylin.standIn);
	});
	after(async () => {
		await active?.stop();
		await kylin.standIn.close();
	});

	const messageAbout = (/** @type {string} */ model) => {
		const [message, ...others] = messages.filter(({ text }) => text.includes(` ${model} `));
		assert.deepEqual(others, []);
		assert.ok(message);
		return message;
	};

	it('tells of each job that fails, and of no other', () => {
		assert.equal(messages.length, 2);
		for (const model of ['orders', 'customers']) {
			assert.equal(messageAbout(model).channel, '#kylin');
			assert.equal(messageAbout(model).blocks[0].text.text, `❌ Load Data of ${model} failed`);
		}
	});

	it('says why, and how the log ends', () => {
		const text = readableText(messageAbout('orders'));
		for (const part of [REASON, FAILURE.suggestion, 'KE-030001003', 'Load Data To Index']) {
			assert.ok(text.includes(part), text);
		}
		assert.ok(text.includes(LOG_LINES.slice(-10).join('\n')), text);
		assert.ok(!text.includes(LOG_LINES[49]), text);
	});

	it("keeps a long log within Slack's 3,000 characters", () => {
		const log = messageAbout('customers').blocks.find(
			(/** @type {Json} */ { type }) => type === 'rich_text',
		);
		assert.equal(log.elements[0].elements[0].text, LONG_LINE.slice(-2_900));
	});

	it('has a button that opens Kylin', () => {
		const { elements } = messageAbout('orders').blocks.at(-1);
		assert.ok(elements[0].url.startsWith(`${kylin.standIn.url}/#/monitor/job?`), elements[0].url);
	});
};
