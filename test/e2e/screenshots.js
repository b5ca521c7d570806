// @ts-check
const { mkdirSync } = require('node:fs');
const { runProgram } = require('../host/failure');
const { withProgress } = require('../host/progress');
const { findChromium, launchChromium } = require('./browser/chromium');
const { openEditor } = require('./browser/editor');
const { personsPath } = require('./browser/personsPath');
const { takeAlertPicture } = require('./pictures/alert');
const { recordWhy } = require('./pictures/animation');
const { startPictureKylin } = require('./pictures/kylin');
const { FOLDER, VIEWPORT, jpeg } = require('./pictures/size');
const { openStage } = require('./stage');

/**
 * @typedef {import('../types/n8n').Stage} Stage
 * @typedef {import('playwright-core').Browser} Browser
 */

/** So that the credential of the pictures is the only one. @param {Stage} stage */
async function removeCredentials({ rest, credentials }) {
	for (const { id } of await rest.request('GET', '/rest/credentials')) {
		if (id !== credentials.apacheKylinApi.id)
			await rest.request('DELETE', `/rest/credentials/${id}`);
	}
}

/** The forms, filled in. @param {Stage} stage @param {Browser} browser */
async function takePictures(stage, browser) {
	stage.reset();
	await removeCredentials(stage);
	const editor = await openEditor(browser, stage.n8n.url, { viewport: VIEWPORT });
	const path = personsPath(stage, editor, async (name) => {
		await editor.page.mouse.move(0, 0);
		await editor.panel.screenshot(jpeg(name));
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
	const { standIn, credentials } = await startPictureKylin(stage);
	await withProgress('Taking the picture of the alert', async () => {
		await takeAlertPicture(stage, browser, credentials);
	});
	await withProgress('Recording the animation', async () => {
		await recordWhy(stage, browser, credentials);
	});
	await withProgress('Taking the pictures of the forms', async () => {
		await takePictures(stage, browser);
	});
	await browser.close();
	await standIn.close();
	await stage.close();
	process.exit();
});
