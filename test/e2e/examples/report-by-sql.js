// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ { run, services: { mails } }) => {
	it('sends the rows as a table and as a file', async () => {
		await run((node) => {
			const [from, to] = node('Ask Kylin').parameters.queryParameters.parameter;
			[from.value, to.value] = ['2024-01-01', '2024-01-03'];
		});
		const [{ subject, html, attachments }, ...others] = mails;
		assert.deepEqual(others, []);
		assert.equal(subject, 'Revenue of last week: 6 rows');
		assert.match(html, /6 rows, answered from the index\./);
		const headings = [...html.matchAll(/<th[^>]*>(.*?)<\/th>/g)].map(([, heading]) => heading);
		assert.deepEqual(headings, ['Day', 'Ship mode', 'Revenue']);
		assert.equal(html.match(/<tr><td/g)?.length, 6);

		const [{ contentType, filename, content }] = attachments;
		assert.deepEqual([filename, contentType], ['result.csv', 'text/csv']);
		const [head, ...rows] = content.toString('utf8').trimEnd().split('\r\n');
		assert.equal(head, '\ufeffDay,Ship mode,Revenue');
		assert.equal(rows.length, 6);
		assert.match(rows[0], /^2024-01-01,[A-Z ]+,\d+(\.\d+)?$/);
	});
};
