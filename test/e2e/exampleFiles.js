// @ts-check
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { ROOT } = require('../host/paths');

/** @typedef {import('../types/n8n').Workflow} Workflow */

const FOLDER = join(ROOT, 'examples');

const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** @param {string} file @returns {Workflow} */
function readExample(file) {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

/** @param {Workflow} workflow @param {string} name */
function nodeNamed({ nodes }, name) {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`The workflow has no node ${name}`);
	return node;
}

/** Whether its note promises the oldest n8n that is supported. @param {string} file */
function runsInN8n1(file) {
	return readExample(file).nodes.some(({ parameters }) =>
		/Needs n8n 1\.85\.3 or newer/.test(parameters.content),
	);
}

module.exports = { EXAMPLES, nodeNamed, readExample, runsInN8n1 };
