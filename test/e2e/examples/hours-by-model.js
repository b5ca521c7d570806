// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { PROJECT } = require('../seed');

/**
 * @typedef {import('../../types/n8n').Example} Example
 * @typedef {import('../../types/n8n').Json} Json
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Thursday noon of the week before this one, in UTC. */
function middleOfLastWeek() {
	const weekday = (new Date().getUTCDay() + 6) % 7;
	return Math.floor(Date.now() / DAY_MS) * DAY_MS - (weekday + 4) * DAY_MS + 12 * HOUR_MS;
}

module.exports = (/** @type {Example} */ { run, standIn, services: { charts, mails } }) => {
	it('draws the hours of each model, the longest first, and sends them by mail', async () => {
		const hours = { orders: 3, stock: 1.5, web_logs: 5 };
		const end = middleOfLastWeek();
		for (const [index, [model, ran]] of Object.entries(hours).entries()) {
			standIn.submit({
				id: `${index}`.padStart(8, '0'),
				project: PROJECT,
				job_name: 'INC_BUILD',
				target_subject: model,
				status: 'SUCCEED',
				create_time: end - ran * HOUR_MS,
				start_time: end - ran * HOUR_MS,
				end_time: end,
				last_modified: end,
				byte_size: 50_000_000,
			});
		}
		await run();
		assert.equal(charts.length, 1);
		const [{ type, data }] = charts;
		assert.equal(type, 'horizontalBar');
		assert.deepEqual(data.labels, ['web_logs', 'orders', 'stock']);
		assert.deepEqual(
			data.datasets.map((/** @type {Json} */ { label, data: values }) => [label, values]),
			[['Hours', [5, 3, 1.5]]],
		);

		const [{ subject, html, attachments }, ...others] = mails;
		assert.deepEqual(others, []);
		assert.match(subject, /^Kylin, learn_kylin: hours by model, week of \d{4}-\d\d-\d\d$/);
		assert.match(html, /3 jobs, 9\.5 hours\./);
		assert.match(html, /<td>web_logs<\/td><td align="right">1<\/td><td align="right">5<\/td>/);
		assert.deepEqual(
			attachments.map(({ cid, contentType }) => [cid, contentType]),
			[['chart', 'image/png']],
		);
	});
};
