// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { FAILURE } = require('../../seed');
const { until } = require('../../until');
const { activateExample, outputOf } = require('../example');
const { jobId, running } = require('../jobs');
const { startKylin } = require('../kylin');
const { untilPolledAgain } = require('../watched');

/**
 * @typedef {import('../../../types/n8n').Kylin} Kylin
 * @typedef {import('../../../types/n8n').ActiveExample} ActiveExample
 */

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

const [FIRST, TOGETHER, LATER, FINISHED] = [1, 2, 3, 4].map(jobId);
const FAILING = { [FIRST]: 'orders', [TOGETHER]: 'customers', [LATER]: 'returns' };

const LOG = Array.from({ length: 60 }, (_, index) => `log line <${index + 1}>`);

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('failure-alert.json, active', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {ActiveExample} */
		let example;

		before(async () => {
			const failing = Object.entries(FAILING).map(([id, model]) =>
				running(id, {
					target_subject: model,
					shape: 'full',
					failure: FAILURE,
					logs: { 'Load Data To Index': LOG.join('\n') },
				}),
			);
			kylin = await startKylin([...failing, running(FINISHED)]);
			example = await activateExample(n8n.rest(), kylin.standIn, 'failure-alert.json');
			await untilPolledAgain(kylin.standIn);
		});
		after(async () => {
			await example.stop();
			await kylin.standIn.close();
		});

		/** What the node to be connected by the user would send. */
		const messages = async () =>
			outputOf(await example.executions(), 'Write the Message').map(({ message }) => message);

		it('writes one message for each job that fails', async () => {
			kylin.end([FIRST, TOGETHER], 'ERROR');
			await until('two messages', async () => (await messages()).length >= 2);
			kylin.end([LATER], 'ERROR');
			kylin.end([FINISHED], 'SUCCEED');
			await until('a third message', async () => (await messages()).length >= 3);
			await untilPolledAgain(kylin.standIn);
			assert.deepEqual(
				(await messages()).map((message) => /^Load Data of (\w+) /.exec(message)?.[1]).sort(),
				Object.values(FAILING).sort(),
			);
		});

		it('says which step failed, why, and how its log ends', async () => {
			for (const message of await messages()) {
				assert.match(message, /in learn_kylin failed at \d+ % in the step Load Data To Index\.\n/);
				for (const part of [FAILURE.reason, FAILURE.suggestion, 'KE-030001003']) {
					assert.ok(message.includes(part), message);
				}
				assert.ok(message.endsWith(`\n\n${LOG.slice(-30).join('\n')}`), message);
			}
		});
	});
