// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { jsonOf } = require('./support/example');
const { day, runWhileTimeFlies, seedModels } = require('./support/models');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ example) => {
	it('loads three days anew, and what is new', async () => {
		seedModels(example, {
			sales_model: [
				[10, 4],
				[4, 3],
				[3, 2],
				[2, 1],
			],
		});
		const execution = await runWhileTimeFlies(example, ['Refresh and Build']);
		assert.deepEqual(
			jsonOf(execution, 'Write a Summary').map(({ text }) => text),
			[[4, 3, 2, 1].map((days) => `sales_model, ${day(days)}, Succeeded`).join('; ')],
		);
	});
};
