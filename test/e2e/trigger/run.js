// @ts-check
const { after } = require('node:test');
const { runProgram } = require('../../host/failure');
const { startRestartableN8n } = require('./restartableN8n');

const SUITES = [
	require('./suites/polling'),
	require('./suites/callback'),
	require('./suites/leftovers'),
	require('./suites/queue'),
];

/** One n8n for all suites but the last, which therefore run one after the other. */
void runProgram(async () => {
	const n8n = await startRestartableN8n();
	after(n8n.stop);
	for (const suite of SUITES) suite(n8n);
});
