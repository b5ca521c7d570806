// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { launchChromium } = require('../browser/chromium');
const { openEditor } = require('../browser/editor');
const { personsPath } = require('../browser/personsPath');
const { JOBS, OTHER_PROJECT, PROJECT, createSeed } = require('../seed');
const { chain, kylin, manualTrigger } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Editor} Editor
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('playwright-core').Browser} Browser
 */

const MISSING_RIGHT = /This user has the permission OPERATION on no project/;

const DAY_MS = 86_400_000;

/** A Kylin with models, and a user who may read one project. @param {number} now */
function createSeedWithModels(now) {
	const seed = createSeed(now);
	const today = Math.floor(now / DAY_MS) * DAY_MS;
	const segments = [{ start: today - 3 * DAY_MS, end: today - DAY_MS }];
	const readable = { name: PROJECT, permissions: { READER: 'READ' } };
	return {
		...seed,
		projects: [readable, { name: OTHER_PROJECT }],
		models: [
			{ project: PROJECT, alias: 'orders', segments },
			{ project: PROJECT, alias: 'web_logs' },
			{ project: OTHER_PROJECT, alias: 'revenue_daily' },
		],
	};
}

const fromList = (value = '') => ({ __rl: true, mode: 'list', value });

/** What can be chosen instead of typed, and what is said to a user without the right for it. */
module.exports = (/** @type {Stage} */ stage) =>
	describe('lists to choose from, in a browser', () => {
		/** @type {Browser} */
		let browser;
		/** @type {Editor} */
		let editor;
		/** @type {ReturnType<typeof personsPath>} */
		let path;
		/** @type {string} */
		let workflowId;

		before(async () => {
			stage.standIn.seed(createSeedWithModels(Date.now()));
			const { id, name } = await stage.rest.createCredential({
				name: 'Kylin (may only read)',
				type: 'apacheKylinApi',
				data: { ...stage.credentialData, username: 'READER', password: 'reader' },
			});
			const reader = { apacheKylinApi: { id, name } };
			const node = (
				/** @type {string} */ name,
				/** @type {Json} */ parameters,
				credentials = stage.credentials,
			) => kylin(name, parameters, credentials);
			const project = fromList(PROJECT);
			const workflow = await stage.rest.createWorkflow(
				chain('Lists', [
					manualTrigger(),
					node('Operate', { operation: 'operate', jobIds: fromList(), dryRun: true }),
					node('Get', { operation: 'get', project, job: fromList() }),
					node('List of models', { operation: 'list', project, filters: { models: [] } }),
					node('List of projects', { operation: 'list', project, filters: { otherProjects: [] } }),
					node('Refresh', {
						resource: 'segment',
						operation: 'refresh',
						project,
						model: fromList(),
					}),
					node('Operate, may only read', { operation: 'operate', jobIds: fromList() }, reader),
					node('List, may only read', { operation: 'list', filters: { models: [] } }, reader),
					node('Read, may only read', { resource: 'segment', operation: 'list' }, reader),
				]),
			);
			workflowId = workflow.id;
			browser = await launchChromium(stage.installed);
			editor = await openEditor(browser, stage.n8n.url);
			path = personsPath(stage, editor);
			await editor.signIn();
		});
		after(async () => {
			await browser?.close();
			stage.reset();
		});

		/** @param {string} node */
		async function open(node) {
			await editor.openWorkflow(workflowId);
			await editor.page.keyboard.press('1');
			await editor.openNode(node);
		}

		it('a job, by what tells it apart', async () => {
			await open('Operate');
			const names = await editor.chooseFromList(0, '', 'orders · Load Data · ERROR');
			assert.match(
				names[0],
				/^web_logs · Build Index · RUNNING · 1 h ago · learn_kylin · a0000003/,
			);
			const [job] = await path.run();
			assert.deepEqual([job.id, job.would_apply], [JOBS.failed, 'true']);
		});

		it('the newest job of a model', async () => {
			await open('Get');
			await editor.chooseMode('job', 'By Model');
			await editor.fill('job', 'orders');
			assert.equal((await path.run())[0].id, JOBS.failed);
		});

		it('several models, by their exact names', async () => {
			await open('List of models');
			await editor.choose('models', 'orders');
			const jobs = await path.run();
			assert.deepEqual([...new Set(jobs.map(({ object }) => object))], ['orders']);
		});

		it('several projects', async () => {
			await open('List of projects');
			await editor.choose('otherProjects', OTHER_PROJECT);
			const jobs = await path.run();
			assert.deepEqual(
				[...new Set(jobs.map(({ project }) => project))].sort(),
				[OTHER_PROJECT, PROJECT].sort(),
			);
		});

		it('a model, with the end of its data', async () => {
			await open('Refresh');
			const [orders] = await editor.readList(1);
			assert.match(orders, /^orders · ONLINE · data until \d{4}-\d\d-\d\d/);
		});

		it('an empty list of jobs or projects names the right that is missing', async () => {
			await open('Operate, may only read');
			for (const position of [0, 1]) {
				assert.match(await editor.readListError(position), MISSING_RIGHT);
			}
		});

		it('so does an empty list of which several can be chosen', async () => {
			await open('List, may only read');
			assert.match(await editor.readIssue('models'), MISSING_RIGHT);
		});

		it('who may only read can choose the project for what only reads', async () => {
			await open('Read, may only read');
			assert.deepEqual(await editor.readList(0), [PROJECT]);
		});
	});
