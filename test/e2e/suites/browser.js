// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { personsPath } = require('../browser/personsPath');
const { JOBS, PROJECT } = require('../seed');

/**
 * @typedef {import('../../types/n8n').Editor} Editor
 * @typedef {import('playwright-core').Browser} Browser
 */

/** @typedef {import('../../types/n8n').Stage} Stage */

/** The path of a person who meets the node for the first time. The steps follow one another. */
module.exports = (/** @type {Stage} */ stage) =>
	describe('in a browser', () => {
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
		});
		after(async () => await browser?.close());

		it('signs in and opens a workflow', async () => {
			await editor.signIn();
			await path.startWorkflow();
		});

		it('finds the node by what it is for', async () => {
			for (const word of ['olap', 'cube', 'kylin']) {
				await path.findFirst('Apache Kylin', word);
			}
		});

		it('adds a credential: a wrong password is explained, the right one works', async () => {
			await path.addListJobs();
			const { wrong, right } = await path.addCredential();
			assert.match(wrong, /Wrong username or password\. Check Username and Password/);
			assert.match(right, /Connection tested successfully/);
		});

		it('returns everything', async () => {
			await editor.toggle('returnAll');
		});

		it('chooses a project from the list', async () => {
			assert.deepEqual(await path.chooseProject(), [PROJECT]);
		});

		it('runs the step and reads the jobs in the table', async () => {
			const jobs = await path.listJobs();
			assert.equal(jobs.length, Object.keys(JOBS).length - 1);
			const { id, job_type, status, object } = jobs.find((job) => job.id === JOBS.failed) ?? {};
			assert.deepEqual(
				{ id, job_type, status, object },
				{ id: JOBS.failed, job_type: 'Load Data', status: 'ERROR', object: 'orders' },
			);
		});

		it('reads the sentence of Kylin about an illegal action', async () => {
			const { title, description } = await path.resumeRunningJob();
			assert.match(title, /'Resume' does not fit a job that is RUNNING/);
			assert.match(description, /Pause, Restart/);
		});

		it('sees in a dry run what would be discarded, and touches nothing', async () => {
			const before = stage.standIn.jobs();
			const jobs = await path.dryRunDiscard();
			assert.ok(jobs.some(({ id }) => id === JOBS.failed));
			assert.deepEqual(stage.standIn.jobs(), before);
		});
	});
