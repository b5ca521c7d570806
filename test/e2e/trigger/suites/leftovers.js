// @ts-check
const { describe, it } = require('node:test');
const { untilNothingRuns } = require('../../leftovers');
const { assertClean } = require('../../secrets');

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('what the run of n8n left', () => {
		it('is no secret and no unhandled rejection in a log', () => {
			for (const log of n8n.logs()) assertClean(log);
		});

		it('is no process', async () => {
			await n8n.stop();
			await untilNothingRuns(n8n.pids());
		});
	});
