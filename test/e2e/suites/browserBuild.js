// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { daysBefore, nameOfDay, seedOfModels } = require('../builds');
const { PROJECT } = require('../seed');
const { chain, kylin, manualTrigger } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Editor} Editor
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('playwright-core').Browser} Browser
 */

const EMPTY = { __rl: true, mode: 'list', value: '' };

/** A first build in the editor: everything is picked, tried and then started. The steps follow one another. */
module.exports = (/** @type {Stage} */ { installed, n8n, rest, credentials, standIn, reset }) =>
	describe('a build in a browser', () => {
		/** @type {Browser} */
		let browser;
		/** @type {Editor} */
		let editor;

		before(async () => {
			standIn.seed(seedOfModels(Date.now(), ['sales', 'orders']));
			browser = await launchChromium(installed);
			editor = await openEditor(browser, n8n.url);
			await editor.signIn();
			const { id } = await rest.createWorkflow(
				chain('Build by picker', [
					manualTrigger(),
					kylin(
						'Build',
						{ resource: 'segment', operation: 'build', project: EMPTY, model: EMPTY },
						credentials,
					),
				]),
			);
			await editor.openWorkflow(id);
			await editor.openNode('Build');
		});
		after(async () => {
			await browser?.close();
			reset();
		});

		const planned = () => [3, 2, 1].map((days) => nameOfDay(daysBefore(standIn.clock.now(), days)));

		it('chooses the project, and then one of its models by how far its data reach', async () => {
			assert.deepEqual(await editor.chooseFromList(0, 'learn', PROJECT), [PROJECT]);
			const [model, ...others] = await editor.chooseFromList(1, 'sal', 'sales');
			assert.deepEqual(others, []);
			const until = new Date(daysBefore(standIn.clock.now(), 3)).toISOString().slice(0, 10);
			assert.equal(model, `sales · ONLINE · data until ${until} · by ORDERS.ORDER_DATE`);
		});

		it('sees in a dry run what would be built, and starts nothing', async () => {
			await editor.choose('splitInto', 'Days');
			await editor.addOption('Options', 'Dry Run');
			await editor.toggle('dryRun');
			await editor.execute();
			const ranges = await editor.readTable();
			assert.deepEqual(
				ranges.map(({ outcome, segment_name }) => [outcome, segment_name]),
				planned().map((name) => ['would_start', name]),
			);
			assert.deepEqual(standIn.jobs(), {});
		});

		it('starts what it has seen, and the output names the jobs', async () => {
			await editor.toggle('dryRun');
			await editor.execute();
			await editor.page.getByText('started', { exact: true }).first().waitFor();
			const ranges = await editor.readTable();
			assert.deepEqual(
				ranges.map(({ outcome, segment_name }) => [outcome, segment_name]),
				planned().map((name) => ['started', name]),
			);
			const ids = ranges.map(({ job_id }) => job_id);
			assert.deepEqual(ids.sort(), Object.keys(standIn.jobs()).sort());
		});

		it('sees the jobs among those of the project', async () => {
			await editor.choose('resource', 'Job');
			await editor.chooseFromList(0, 'learn', PROJECT);
			await editor.execute();
			await editor.page.getByText('PENDING', { exact: true }).first().waitFor();
			const jobs = await editor.readTable();
			const ids = jobs.map(({ id }) => id).sort();
			assert.deepEqual(ids, Object.keys(standIn.jobs()).sort());
		});
	});
