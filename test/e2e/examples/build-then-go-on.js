// @ts-check
const assert = require('node:assert/strict');
const { before, beforeEach, it } = require('node:test');
const { activate } = require('../trigger/watched');
const { until } = require('../until');
const { chain } = require('../workflows');
const { day, runWhileTimeFlies, seedModels } = require('./support/models');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ example) => {
	const {
		rest,
		endedExecutions,
		services: { messages, reset },
	} = example;
	/** @type {string} the workflow that needs the data */
	let next;

	beforeEach(reset);
	before(async () => {
		const workflow = chain('Needs the data', [
			{
				name: 'Started',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'passthrough' },
			},
			{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		]);
		// n8n 1 activates no workflow that only others can start.
		workflow.nodes.push({
			name: 'In a Year',
			type: 'n8n-nodes-base.scheduleTrigger',
			typeVersion: 1.1,
			position: [0, 200],
			parameters: { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } },
		});
		next = await activate(rest, workflow);
	});

	const runs = async () => (await endedExecutions(next)).length;
	const run = async () =>
		await runWhileTimeFlies(example, ['Build Them'], (node) => {
			node('Go On').parameters.workflowId.value = next;
		});

	it('builds the other models when one fails, says which, and does not go on', async () => {
		seedModels(example, { sales_model: [[10, 1]], orders_model: [[10, 0]] });
		await run();
		assert.deepEqual(
			messages.map(({ channel }) => channel),
			['#kylin'],
		);
		assert.match(messages[0].text, /^Not all models are built\.\nstock_model: .*stock_model/);
		assert.equal(example.standIn.requests.filter(({ method }) => method === 'POST').length, 1);
		assert.equal(await runs(), 0);
	});

	it('goes on once when all of them are built, and says so', async () => {
		seedModels(example, { sales_model: [[10, 1]], orders_model: [[10, 0]], stock_model: [[9, 1]] });
		await run();
		assert.deepEqual(
			messages.map(({ text }) => text.split('\n')),
			[
				[
					'All models are built.',
					`sales_model, ${day(1)}, Succeeded`,
					'orders_model, There is no range to build: the segments reach as far as was asked for',
					`stock_model, ${day(1)}, Succeeded`,
				],
			],
		);
		await until('the next workflow has run', async () => (await runs()) > 0);
		assert.equal(await runs(), 1);
	});
};
