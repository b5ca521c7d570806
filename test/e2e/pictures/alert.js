// @ts-check
const { nodeNamed, readExample } = require('../exampleFiles');
const { openEditor } = require('../browser/editor');
const { until } = require('../until');
const { PROJECT } = require('./kylin');
const { SIZE, jpeg } = require('./size');
const { slackHtml } = require('./slackMessage');

/**
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('playwright-core').Browser} Browser
 */

const CANVAS = { width: 820, height: 800 };

/**
 * The result, for the README: the example slack-alert.json after it has run, and beside it the message
 * that it sent.
 *
 * @param {Stage} stage
 * @param {Browser} browser
 * @param {NodeCredentials} credentials of a Kylin where one job has failed
 */
async function takeAlertPicture(stage, browser, credentials) {
	const { rest, services, serviceCredentials, n8n } = stage;
	services.reset();
	const workflow = readExample('slack-alert.json');
	Object.assign(nodeNamed(workflow, 'When a Job Fails'), { credentials });
	nodeNamed(workflow, 'When a Job Fails').parameters.projects = [PROJECT];
	nodeNamed(workflow, 'Tell Slack').credentials = { slackApi: serviceCredentials.slackApi };
	workflow.nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const { id } = await rest.createWorkflow(workflow);
	const editor = await openEditor(browser, n8n.url, { viewport: CANVAS });
	await editor.signIn();
	await editor.openWorkflow(id);
	await editor.byId('execute-workflow-button').first().click();
	await until('the message is there', () => services.messages.length > 0);
	await editor.closeMessages();
	const canvas = await editor.canvas();
	await editor.close();

	const page = await browser.newPage({ viewport: SIZE });
	await page.setContent(`<style>
		body { margin: 0; height: 100vh; padding: 0 36px; box-sizing: border-box; display: flex; gap: 36px;
			align-items: center; background: linear-gradient(120deg, #eef3fb, #fdeee6); }
		.canvas { width: 760px; flex: none; border: 1px solid #ddd; border-radius: 10px; display: block; }
		.result { flex: 1; min-width: 0; }
	</style>
	<img class="canvas" src="data:image/png;base64,${canvas.toString('base64')}">
	<div class="result">${slackHtml(services.messages[0])}</div>`);
	await page.screenshot(jpeg('alert'));
	await page.close();
}

module.exports = { takeAlertPicture };
