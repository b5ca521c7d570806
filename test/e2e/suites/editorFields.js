// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { isDeepStrictEqual } = require('node:util');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { personsPath } = require('../browser/personsPath');
const { until } = require('../until');

/**
 * @typedef {import('../../types/n8n').Editor} Editor
 * @typedef {import('playwright-core').Browser} Browser
 */

/** @typedef {import('../../types/n8n').Stage} Stage */

const CHOICE = ['Resource', 'Operation'];

const LIST = [...CHOICE, 'Project', 'Return All'];
const PAGING = ['Page Size'];
const LIST_END = ['Changed Within', 'Filters', 'Options', 'Output'];

const OPERATE = [...CHOICE, 'Action', 'Apply To'];
const SELECTED_JOBS = ['Jobs', 'Project', 'Statuses', 'Dry Run'];
const ALL_JOBS = ['Project', 'Statuses', 'Dry Run'];
const OPERATE_END = ['Options', 'Output'];

const QUERY = [...CHOICE, 'Project', 'Query', 'Query Parameters', 'Return'];
const MANY_ROWS = ['Return All', 'Limit'];
const QUERY_END = ['Numbers', 'If There Are No Rows', 'Answer From', 'Expect'];

/** Every field, as a person's choices make it appear and disappear. The states follow one another. */
module.exports = (/** @type {Stage} */ stage) =>
	describe('fields in the editor', () => {
		/** @type {Browser} */
		let browser;
		/** @type {Editor} */
		let editor;

		before(async () => {
			stage.reset();
			browser = await launchChromium(stage.installed);
			editor = await openEditor(browser, stage.n8n.url);
			const path = personsPath(stage, editor);
			await editor.signIn();
			await path.startWorkflow();
			await path.addListJobs();
		});
		after(async () => await browser?.close());

		const choose = (/** @type {string} */ parameter, /** @type {string} */ option) => async () =>
			await editor.choose(parameter, option);
		const toggle = (/** @type {string} */ parameter) => async () => await editor.toggle(parameter);

		/** @param {string[]} shown from top to bottom @param {string} what @param {() => Promise<void>} change */
		function shows(what, change, shown, { warns = false } = {}) {
			it(`${what}: ${shown.join(', ')}`, async () => {
				await change();
				/** @type {string[]} */
				let seen = [];
				await until('the editor shows these fields', async () => {
					seen = await editor.shownFields();
					return isDeepStrictEqual(seen, shown);
				}).catch(() => assert.deepEqual(seen, shown));
				const warnings = editor.page.getByText(/^Discarding cannot be undone/);
				assert.equal(await warnings.count(), warns ? 1 : 0);
			});
		}

		/** @param {string} collection @param {string[]} entries */
		function offers(collection, entries) {
			it(`${collection} offers ${entries.join(', ')}`, async () => {
				assert.deepEqual(await editor.offeredBy(collection), entries);
			});
		}

		describe('List Jobs', () => {
			shows('at first', async () => {}, [...LIST, ...PAGING, ...LIST_END]);
			offers('Filters', [
				'Changed After',
				'Changed Before',
				'Job Types',
				'Model Names or IDs',
				'Object or Job ID Contains',
				'Other Project Names or IDs',
				'Statuses',
			]);
			offers('Options', [
				'Newest per Object Only',
				'Page Offset',
				'Newest or Largest First',
				'Sort By',
			]);
			shows('Return All', toggle('returnAll'), [...LIST, ...LIST_END]);
			shows('Output Selected Fields', choose('output', 'Selected Fields'), [
				...LIST,
				...LIST_END,
				'Fields',
			]);
			shows('Output Raw', choose('output', 'Raw'), [...LIST, ...LIST_END]);
		});

		describe('Operate Jobs', () => {
			const selected = [...OPERATE, ...SELECTED_JOBS];
			const all = [...OPERATE, ...ALL_JOBS];
			const mayWait = ['Wait for Completion', ...OPERATE_END];
			const waits = ['Wait for Completion', 'Wait Options', ...OPERATE_END];

			shows('Resume', choose('operation', 'Operate Jobs'), [...selected, ...mayWait]);
			offers('Options', ['If No Job Fits', 'Return', 'Skip Jobs That Do Not Fit']);
			shows('Wait for Completion', toggle('waitForCompletion'), [...selected, ...waits]);
			offers('Wait Options', [
				'Fail If a Job Ends As',
				'Interval (Seconds)',
				'Maximum Duration (Minutes)',
				'On Timeout',
			]);
			shows('Restart', choose('action', 'Restart'), [...selected, ...waits]);
			shows('Pause', choose('action', 'Pause'), [...selected, ...OPERATE_END]);
			shows('Discard', choose('action', 'Discard'), [...selected, ...OPERATE_END], { warns: true });
			shows(
				'Discard All Jobs in Project',
				choose('applyTo', 'All Jobs in Project'),
				[...all, ...OPERATE_END],
				{ warns: true },
			);
			// n8n forgets what was chosen in a field that it hides.
			shows('Resume All Jobs in Project', choose('action', 'Resume'), [...all, ...mayWait]);
			shows('Wait for Completion of them', toggle('waitForCompletion'), [...all, ...waits]);
			shows('Output Selected Fields', choose('output', 'Selected Fields'), [
				...all,
				...waits,
				'Fields',
			]);
		});

		describe('Execute Query', () => {
			const rows = [...QUERY, ...MANY_ROWS];

			shows('at first', choose('resource', 'Query'), [...rows, ...QUERY_END, 'Options']);
			offers('Options', [
				'Accept Partial Results',
				'Bypass Cache',
				'Include Query Facts',
				'Tag',
				'Timeout (Seconds)',
			]);
			shows('Return First Row', choose('resultFormat', 'First Row'), [
				...QUERY,
				...QUERY_END,
				'Options',
			]);
			shows('Return File', choose('resultFormat', 'File'), [
				...rows,
				'File Format',
				'CSV Is For',
				'Put Output File in Field',
				...QUERY_END,
				'Options',
			]);
			shows('Expect First Value', choose('expect', 'First Value'), [
				...rows,
				'File Format',
				'CSV Is For',
				'Put Output File in Field',
				...QUERY_END,
				'Comparison',
				'Expected Value',
				'Accept an Answer From the Source',
				'Options',
			]);

			it('takes SQL in an editor, and warns of an expression in it', async () => {
				const { page, byId } = editor;
				const sql = byId('parameter-input-query').locator('.cm-content');
				const hint = page.getByText(/^An expression in the query lets its value change/);
				await sql.click();
				await page.keyboard.type('select 1');
				await until('the SQL stands in the editor', async () =>
					(await sql.innerText()).includes('select 1'),
				);
				assert.equal(await hint.count(), 0);
				await page.keyboard.type(' where x = {{ $json.x }}');
				await until('the hint is shown', async () => (await hint.count()) > 0);
			});
		});
	});
