const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { ROOT } = require('../host/paths');

const FOLDER = join(ROOT, 'examples');

const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** @param {string} file */
function readExample(file) {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

/** Started by a trigger of this package, and so only when they are active. */
const STARTED_BY_KYLIN = EXAMPLES.filter((file) =>
	readExample(file).nodes.some(({ type }) => /^n8n-nodes-apache-kylin\..*Trigger$/.test(type)),
);

module.exports = { EXAMPLES, STARTED_BY_KYLIN, readExample };
