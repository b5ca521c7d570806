// @ts-check
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { runProgram } = require('../host/failure');
const { ROOT } = require('../host/paths');
const { withProgress } = require('../host/progress');
const { findChromium, launchChromium } = require('./browser/chromium');
const { openEditor } = require('./browser/editor');
const { personsPath } = require('./browser/personsPath');
const { openStage } = require('./stage');

/**
 * @typedef {import('../types/n8n').Stage} Stage
 * @typedef {import('playwright-core').Browser} Browser
 */

const FOLDER = join(ROOT, 'docs');
const JPEG_QUALITY = 70;
const VIEWPORT = { width: 1600, height: 860 };

/** So that the credential of the second theme is not called the second one. @param {Stage} stage */
async function removeCredentials({ rest, credentials }) {
	for (const { id } of await rest.request('GET', '/rest/credentials')) {
		if (id !== credentials.apacheKylinApi.id)
			await rest.request('DELETE', `/rest/credentials/${id}`);
	}
}

/**
 * The pictures of the README, in both themes. Never PNG: the CLI of n8n would publish them.
 *
 * @param {Stage} stage
 * @param {Browser} browser
 * @param {'light' | 'dark'} theme
 */
async function takePictures(stage, browser, theme) {
	stage.reset();
	await removeCredentials(stage);
	const editor = await openEditor(browser, stage.n8n.url, { theme, viewport: VIEWPORT });
	const path = personsPath(stage, editor, async (name) => {
		await editor.page.mouse.move(0, 0);
		await editor.panel.screenshot({
			path: join(FOLDER, `${name}-${theme}.jpg`),
			type: 'jpeg',
			quality: JPEG_QUALITY,
		});
	});
	await editor.signIn();
	await path.startWorkflow();
	await path.addListJobs();
	await editor.narrowInput();
	await path.addCredential();
	await path.chooseProject();
	await path.listJobs();
	await path.resumeRunningJob();
	await path.dryRunDiscard();
	await path.tellWhyItFailed();
	await path.watchProject();
	await editor.close();
}

void runProgram(async () => {
	findChromium();
	mkdirSync(FOLDER, { recursive: true });
	const stage = await openStage();
	const browser = await launchChromium(stage.installed);
	for (const theme of /** @type {const} */ (['light', 'dark'])) {
		await withProgress(
			`Taking the pictures of the ${theme} theme`,
			async () => await takePictures(stage, browser, theme),
		);
	}
	await browser.close();
	await stage.close();
	process.exit();
});
