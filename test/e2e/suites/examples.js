// @ts-check
const assert = require('node:assert/strict');
const { before, beforeEach, describe, it } = require('node:test');
const { EXAMPLES, readExample } = require('../exampleFiles');
const { openExample } = require('../examples/support/example');

/** @typedef {import('../../types/n8n').ExampleStage} ExampleStage */

/**
 * Every example, each by its own test in `test/e2e/examples`.
 *
 * @param {ExampleStage} stage
 * @param {string[]} files
 */
function examples(stage, files = EXAMPLES) {
	describe('example workflows', () => {
		for (const file of files) {
			describe(file, () => {
				before(stage.services.reset);
				beforeEach(stage.reset);

				it('explains itself and carries no credential', () => {
					const { name, nodes } = readExample(file);
					assert.match(name, /^Kylin: /);
					assert.ok(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote'));
					assert.ok(nodes.every((node) => node.credentials === undefined));
				});

				require(`../examples/${file.replace(/\.json$/, '')}`)(openExample(stage, file));
			});
		}
	});
}

module.exports = examples;
