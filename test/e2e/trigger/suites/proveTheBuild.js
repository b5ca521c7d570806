// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
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

const [ARRIVED, MISSING, MERGED] = [1, 2, 3].map(jobId);

/** A day that the stand-in's orders are of. */
const DAY_WITH_ROWS = '2024-01-02';

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('prove-the-build.json, active', () => {
		/** @type {Kylin} */
		let kylin;
		/** @type {ActiveExample} */
		let example;

		before(async () => {
			kylin = await startKylin([
				running(ARRIVED),
				running(MISSING),
				running(MERGED, { job_name: 'INDEX_MERGE' }),
			]);
			// The example asks for a day of one table: an index that holds the day answers it.
			kylin.standIn.queries.model('m_full2').indexes[0].columns.push('LINEORDER.LO_ORDERDATE');
			example = await activateExample(n8n.rest(), kylin.standIn, 'prove-the-build.json', (node) => {
				const [day] = node('Did the Day Arrive?').parameters.queryParameters.parameter;
				day.value = day.value.replace(
					/^=\{\{ (.*) \}\}$/,
					`={{ $json.id === '${ARRIVED}' ? '${DAY_WITH_ROWS}' : $1 }}`,
				);
			});
			await untilPolledAgain(kylin.standIn);
		});
		after(async () => {
			await example.stop();
			await kylin.standIn.close();
		});

		const answered = async () => outputOf(await example.executions(), 'Did the Day Arrive?');
		const alerts = async () => outputOf(await example.executions(), 'Write the Alert');

		it('says nothing when the rows of the day are there', async () => {
			kylin.end([ARRIVED, MERGED], 'SUCCEED');
			await until('an answer', async () => (await answered()).length >= 1);
			assert.deepEqual(await alerts(), []);
		});

		it('tells when a build is finished and the rows are not there', async () => {
			kylin.end([MISSING], 'SUCCEED');
			const [{ message }] = await until('an alert', async () => {
				const found = await alerts();
				return found.length > 0 && found;
			});
			assert.match(message, /^Load Data of orders is finished, but the day has not arrived: /);
			assert.equal(kylin.standIn.queries.received.length, 2);
		});
	});
