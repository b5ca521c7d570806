// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { jsonOf } = require('./support/example');
const { day, daysAgo, runWhileTimeFlies, seedModels } = require('./support/models');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ example) => {
	it('makes one segment of the last full week', async () => {
		const weekday = new Date(daysAgo(0)).getUTCDay() || 7;
		const monday = weekday + 6;
		seedModels(example, {
			sales_model: Array.from({ length: monday }, (_, index) => [
				monday - index,
				monday - index - 1,
			]),
		});
		const execution = await runWhileTimeFlies(example, [
			'Build Missing Indexes',
			'Merge Last Week',
		]);
		assert.deepEqual(
			jsonOf(execution, 'Write a Summary').map(({ text }) => text),
			[`sales_model, ${day(monday)}, Succeeded`],
		);
	});
};
