const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { personsPath } = require('../browser/personsPath');
const { JOBS, PROJECT } = require('../seed');

/** The path of a person who meets the node for the first time. The steps follow one another. */
module.exports = (stage) =>
	describe('in a browser', () => {
		let browser;
		let editor;
		let path;

		before(async () => {
			stage.reset();
			browser = await launchChromium(stage.host);
			editor = await openEditor(browser, stage.n8n.url);
			path = personsPath(stage, editor);
		});
		after(async () => await browser?.close());

		async function assertShown(expected, hidden) {
			const shown = await editor.shownParameters();
			for (const name of expected) assert.ok(shown.includes(name), `${name} is not shown`);
			for (const name of hidden) assert.ok(!shown.includes(name), `${name} is shown`);
		}

		it('signs in and opens a workflow', async () => {
			await editor.signIn();
			await path.startWorkflow();
		});

		it('finds the node by what it is for', async () => {
			for (const word of ['olap', 'cube', 'kylin']) {
				assert.equal((await path.search(word))[0], 'Apache Kylin', word);
			}
		});

		it('adds a credential: a wrong password is explained, the right one works', async () => {
			await path.addListJobs();
			const { wrong, right } = await path.addCredential();
			assert.match(wrong, /Wrong username or password\. Three wrong tries/);
			assert.match(right, /Connection tested successfully/);
		});

		it('shows the fields of List Jobs', async () => {
			await assertShown(
				['timeFilter', 'project', 'returnAll', 'pageSize', 'pageOffset'],
				['action', 'applyTo', 'jobIds'],
			);
			assert.deepEqual(await editor.offeredBy('Add Filter'), [
				'Job ID or Object Contains',
				'Job Types',
				'Statuses',
			]);
			const options = await editor.offeredBy('Add Option');
			for (const name of ['Descending', 'Sort By']) assert.ok(options.includes(name), name);
		});

		it('hides the paging when everything is returned', async () => {
			await editor.toggle('returnAll');
			await assertShown(['returnAll'], ['pageSize', 'pageOffset']);
		});

		it('chooses a project from the list', async () => {
			assert.deepEqual(await path.chooseProject(), [PROJECT]);
		});

		it('runs the step and reads the jobs in the table', async () => {
			const { headings, rows } = await path.listJobs();
			assert.ok(headings.some((heading) => heading.trim() === 'id'));
			assert.equal(rows, Object.keys(JOBS).length - 1);
		});

		it('reads the sentence of Kylin about an illegal action', async () => {
			const { title, description } = await path.resumeRunningJob();
			assert.match(title, /contains "RUNNING"/);
			assert.match(description, new RegExp(`Job ${JOBS.running} is RUNNING: possible are PAUSE`));
		});

		it('shows the fields of Operate Jobs, and warns before a discard', async () => {
			await assertShown(['action', 'applyTo', 'jobIds', 'project'], ['timeFilter', 'returnAll']);
			const warning = editor.page.getByText(/Discarded jobs cannot be recovered/);
			assert.equal(await warning.count(), 0);
			const before = stage.standIn.jobs();
			await path.dryRunDiscard();
			await assertShown(['action', 'applyTo', 'project', 'statuses'], ['jobIds']);
			assert.equal(await warning.first().isVisible(), true);
			assert.deepEqual(stage.standIn.jobs(), before);
		});
	});
