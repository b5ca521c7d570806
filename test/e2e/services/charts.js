// @ts-check
const { createServer } = require('node:https');

/** @typedef {import('../../types/n8n').Json} Json */

/** The smallest PNG: one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** QuickChart: notes the charts it is asked to draw. @param {{ key: string, cert: string }} certificate */
async function startCharts(certificate) {
	/** @type {Json[]} */
	const charts = [];
	const server = createServer(certificate, ({ url }, response) => {
		const { searchParams } = new URL(url ?? '/', 'https://quickchart.io');
		charts.push(JSON.parse(searchParams.get('chart') ?? 'null'));
		response.writeHead(200, { 'content-type': 'image/png' });
		response.end(PICTURE);
	});
	return { host: 'quickchart.io', server, charts };
}

module.exports = { startCharts };
