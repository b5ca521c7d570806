// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, it } = require('node:test');
const { day, runWhileTimeFlies, seedModels } = require('./support/models');

/** @typedef {import('../../types/n8n').Example} Example */

/** A day that the stand-in's orders are of. */
const DAY_WITH_ROWS = '2024-01-02';

module.exports = (/** @type {Example} */ example) => {
	const {
		standIn,
		services: { messages, reset },
	} = example;

	beforeEach(reset);

	/** @param {import('./support/example').Change} [change] */
	const run = async (change) => {
		// The example asks for a day of one table: an index that holds the day answers it.
		const { columns } = standIn.queries.model('m_full2').indexes[0];
		if (!columns.includes('LINEORDER.LO_ORDERDATE')) columns.push('LINEORDER.LO_ORDERDATE');
		await runWhileTimeFlies(example, ['Build What Is New'], change);
		assert.ok(messages.every(({ channel }) => channel === '#kylin'));
		return messages.map(({ text }) => text);
	};
	const twoDaysMissing = () =>
		seedModels(example, {
			sales_model: [
				[10, 5],
				[5, 2],
			],
		});

	it('builds each day that is missing, and proves each of them', async () => {
		twoDaysMissing();
		const before = standIn.queries.received.length;
		const texts = await run((node) => {
			const [dayOfQuery] = node('Did the Day Arrive?').parameters.queryParameters.parameter;
			dayOfQuery.value = DAY_WITH_ROWS;
		});
		assert.deepEqual(texts, [`✅ sales_model is built and proved: ${day(2)}, ${day(1)}`]);
		assert.equal(standIn.queries.received.length, before + 2);
	});

	it('says which day arrived and which did not', async () => {
		twoDaysMissing();
		const [proved, missing, ...others] = await run((node) => {
			const [dayOfQuery] = node('Did the Day Arrive?').parameters.queryParameters.parameter;
			dayOfQuery.value = `={{ $json.range_start.startsWith('${day(2)}') ? $json.range_start.slice(0, 10) : '${DAY_WITH_ROWS}' }}`;
		});
		assert.deepEqual(others, []);
		assert.equal(proved, `✅ sales_model is built and proved: ${day(1)}`);
		assert.match(missing, new RegExp(`^❌ sales_model is built, but ${day(2)} did not arrive: `));
		assert.ok(!missing.includes(day(1)), missing);
	});

	it('says that there is nothing to do', async () => {
		seedModels(example, { sales_model: [[10, 0]] });
		assert.match((await run()).join(), /^sales_model: There is no range to build/);
	});

	it('says why it is not built', async () => {
		seedModels(example, { orders_model: [[10, 1]] });
		assert.match((await run()).join(), /^❌ sales_model is not built: .*sales_model/);
	});
};
