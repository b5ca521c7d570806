// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { personsPath } = require('../browser/personsPath');
const { JOBS, PROJECT } = require('../seed');

/**
 * @typedef {import('../../types/n8n').Editor} Editor
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('playwright-core').Browser} Browser
 */

const FAILED = [JOBS.failed, JOBS.failedToo];

/** The first five minutes with the node: find the failed jobs, resume them, and no accident on the way. */
module.exports = (/** @type {Stage} */ stage) =>
	describe('first workflow in a browser', () => {
		/** @type {Browser} */
		let browser;
		/** @type {Editor} */
		let editor;
		/** @type {ReturnType<typeof personsPath>} */
		let path;

		before(async () => {
			stage.reset();
			browser = await launchChromium(stage.installed);
			editor = await openEditor(browser, stage.n8n.url);
			path = personsPath(stage, editor);
			await editor.signIn();
			await path.startWorkflow();
		});
		after(async () => await browser?.close());

		const stateOf = (/** @type {string} */ id) => stage.standIn.jobs()[id];

		it('finds the node by the words of those who use Kylin', async () => {
			for (const word of ['failed job', 'build job', 'data warehouse', 'refresh segments']) {
				await path.findFirst('Apache Kylin', word);
			}
		});

		it('lists the jobs that failed during the last week, the newest first, in plain words', async () => {
			await path.addListJobs();
			await path.chooseProject();
			const jobs = await path.listFailedJobs();
			assert.deepEqual(
				jobs.map(({ id, status_text, object }) => [id, status_text, object]),
				[
					[JOBS.failed, 'Failed', 'orders'],
					[JOBS.failedToo, 'Failed', 'web_logs'],
				],
			);
		});

		it('takes the job of each item, and is told how to send one request', async () => {
			await path.addResume();
			assert.match(await editor.readHints(), /This runs once for each item\. .*'Execute Once'/);
		});

		it('sees in a dry run which jobs would be resumed', async () => {
			await editor.toggle('dryRun');
			const jobs = await path.run();
			assert.deepEqual(
				jobs.map(({ id, dry_run, would_apply }) => [id, dry_run, would_apply]),
				FAILED.map((id) => [id, 'true', 'true']),
			);
			assert.deepEqual(FAILED.map(stateOf), ['ERROR', 'ERROR']);
		});

		it('resumes them', async () => {
			await editor.toggle('dryRun');
			await path.run();
			assert.deepEqual(FAILED.map(stateOf), ['READY', 'READY']);
		});

		it('finds Dry Run on for Discard of all jobs, whatever was chosen before, and touches nothing', async () => {
			await editor.choose('applyTo', 'All Jobs in Project');
			assert.equal(await editor.isOn('dryRun'), false);
			await editor.choose('action', 'Discard');
			assert.equal(await editor.isOn('discardAllDryRun'), true);
			await editor.chooseProject('learn', PROJECT);
			const before = stage.standIn.jobs();
			const jobs = await path.run();
			assert.ok(jobs.length > 0);
			assert.ok(jobs.every(({ dry_run }) => dry_run === 'true'));
			assert.deepEqual(stage.standIn.jobs(), before);
		});
	});
