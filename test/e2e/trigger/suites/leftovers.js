const { describe, it } = require('node:test');
const { untilGone } = require('../host');
const { assertClean } = require('../secrets');

module.exports = (n8n) =>
	describe('what the run of n8n left', () => {
		it('is no secret and no unhandled rejection in a log', () => {
			for (const log of n8n.logs()) assertClean(log);
		});

		it('is no process', async () => {
			await n8n.stop();
			await untilGone(n8n.pids());
		});
	});
