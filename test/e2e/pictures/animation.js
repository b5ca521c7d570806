// @ts-check
const { join } = require('node:path');
const { openEditor } = require('../browser/editor');
const { chain, kylin, manualTrigger } = require('../workflows');
const { writeGif } = require('./gif');
const { PROJECT } = require('./kylin');
const { FOLDER, VIEWPORT } = require('./size');

/**
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./gif').Frame} Frame
 */

const NODE = 'Get job and why it failed';

/**
 * Choosing a project and a job, and seeing why its build failed.
 *
 * @param {Stage} stage
 * @param {Browser} browser
 * @param {NodeCredentials} credentials of a Kylin where one job has failed
 */
async function recordWhy({ rest, n8n }, browser, credentials) {
	const nodes = [manualTrigger(), kylin(NODE, { operation: 'get' }, credentials)];
	const { id } = await rest.createWorkflow(chain('Why did it fail?', nodes));
	const editor = await openEditor(browser, n8n.url, { viewport: VIEWPORT });
	await editor.signIn();
	await editor.openWorkflow(id);

	/** @type {Frame[]} */
	const frames = [];
	/** @param {number} seconds */
	const look = (seconds) => async () => {
		await editor.closeMessages();
		frames.push({ png: await editor.panel.screenshot(), seconds });
	};
	await editor.openNode(NODE);
	await editor.narrowInput();
	await look(1.5)();
	await editor.chooseFromList(0, '', PROJECT, look(1.5));
	await look(1)();
	await editor.chooseFromList(1, '', 'orders', look(2));
	await look(1)();
	await editor.execute();
	await editor.showJson();
	await editor.foldInJson('"steps"');
	await editor.page.mouse.move(0, 0);
	await look(1.5)();
	await editor.markInJson('"summary"');
	await look(5)();
	await editor.close();
	writeGif(join(FOLDER, 'why.gif'), frames);
}

module.exports = { recordWhy };
