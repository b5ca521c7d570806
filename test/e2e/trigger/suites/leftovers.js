// @ts-check
const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { STARTED_BY_KYLIN } = require('../../exampleFiles');
const { untilNothingRuns } = require('../../leftovers');
const { assertClean } = require('../../secrets');
const { activated } = require('../example');

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('what the run of n8n left', () => {
		it('is no example that was not active', () => {
			assert.deepEqual([...activated].sort(), [...STARTED_BY_KYLIN].sort());
		});

		it('is no secret and no unhandled rejection in a log', () => {
			for (const log of n8n.logs()) assertClean(log);
		});

		it('is no process', async () => {
			await n8n.stop();
			await untilNothingRuns(n8n.pids());
		});
	});
