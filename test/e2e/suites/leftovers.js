// @ts-check
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { describe, it } = require('node:test');
const { untilNothingRuns } = require('../leftovers');
const { assertClean, assertNoSecret } = require('../secrets');

/** @typedef {import('../../types/n8n').Stage} Stage */

/** Comes last: looks at what all other suites left behind. */
module.exports = (/** @type {Stage} */ { n8n }) =>
	describe('what the run of n8n left', () => {
		it('is no secret and no unhandled rejection in its log', () => {
			assertClean(n8n.log());
		});

		it('is no secret in its database and files', () => {
			const files = readdirSync(join(n8n.userFolder, '.n8n'), {
				recursive: true,
				withFileTypes: true,
			}).filter((entry) => entry.isFile());
			for (const file of files) {
				const content = readFileSync(join(file.parentPath ?? file.path, file.name));
				assertNoSecret(content, file.name);
			}
		});

		it('is no process', async () => {
			await n8n.stop();
			await untilNothingRuns([n8n.pid]);
		});
	});
