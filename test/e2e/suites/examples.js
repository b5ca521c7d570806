// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { EXAMPLES, STARTED_BY_KYLIN, nodeNamed, readExample } = require('../exampleFiles');
const { FAILURE, JOBS, PROJECT, createSeed } = require('../seed');
const { startLanguageModel } = require('../languageModel');
const { KYLIN_NODE } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Workflow} Workflow
 */

/**
 * @typedef {import('../../types/n8n').Execution} Execution
 * @typedef {import('../../types/n8n').Stage} Stage
 */

module.exports = (/** @type {Stage} */ { rest, credentials, standIn, reset }) =>
	describe('example workflows', () => {
		beforeEach(reset);

		const hasRun = new Set();
		const jsonOf = (/** @type {Execution} */ execution, /** @type {string} */ name) =>
			itemsOf(execution, name).map(({ json }) => json);
		const isTouched = (/** @type {string} */ id, /** @type {Record<string, string>} */ before) =>
			standIn.jobs()[id] !== before[id];

		/**
		 * Imports an example and does what its note says: choose the credential.
		 *
		 * @param {string} file
		 * @param {(workflow: Workflow) => void} [change]
		 */
		async function run(file, change) {
			hasRun.add(file);
			const workflow = readExample(file);
			for (const node of workflow.nodes.filter(({ type }) => type === KYLIN_NODE)) {
				node.credentials = credentials;
			}
			change?.(workflow);
			const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			return execution;
		}

		for (const file of EXAMPLES) {
			it(`${file} explains itself and carries nobody's credential`, () => {
				const { name, nodes } = readExample(file);
				assert.match(name, /^Kylin: /);
				assert.ok(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote'));
				assert.ok(nodes.every((node) => node.credentials === undefined));
			});
		}

		it('resume-failed-jobs.json lists, resumes and lists again', async () => {
			const execution = await run('resume-failed-jobs.json');
			const resumed = jsonOf(execution, 'Resume Them');
			assert.deepEqual(resumed.map(({ id }) => id).sort(), [JOBS.failed, JOBS.failedToo]);
			assert.ok(resumed.every(({ applied }) => applied));
			const again = jsonOf(execution, 'List Jobs Again').find(({ id }) => id === JOBS.failed);
			assert.equal(again?.status, 'PENDING');
		});

		it('resume-failed-jobs-nightly.json sums up what it resumed', async () => {
			const execution = await run('resume-failed-jobs-nightly.json');
			const [{ text }] = jsonOf(execution, 'Write a Summary');
			assert.equal(text, '1 of 1 failed jobs were resumed: orders (Load Data)');
		});

		it('discard-stuck-jobs.json touches nothing before it is told to', async () => {
			const before = standIn.jobs();
			const execution = await run('discard-stuck-jobs.json');
			assert.deepEqual(
				jsonOf(execution, 'Try It (Dry Run)')
					.map(({ id }) => id)
					.sort(),
				[JOBS.waiting],
			);
			assert.deepEqual(standIn.jobs(), before);
		});

		it('discard-stuck-jobs.json discards what the dry run showed', async () => {
			const before = standIn.jobs();
			const execution = await run('discard-stuck-jobs.json', (workflow) => {
				const settings = nodeNamed(workflow, 'Settings').parameters;
				const choice = settings.assignments.assignments.find(
					(/** @type {Json} */ { name }) => name === 'reallyDiscard',
				);
				choice.value = true;
			});
			const discarded = jsonOf(execution, 'Discard Them');
			assert.ok(discarded.every(({ status }) => status === 'DISCARDED'));
			assert.deepEqual(
				Object.keys(before)
					.filter((id) => isTouched(id, before))
					.sort(),
				[JOBS.waiting],
			);
		});

		it('tell-me-why.json says which step failed and why', async () => {
			const messages = jsonOf(await run('tell-me-why.json'), 'Write the Message');
			assert.equal(messages.length, 1);
			assert.match(messages[0].message, /^Load Data of orders failed at 70 % in the step /);
			for (const part of [FAILURE.step, FAILURE.reason, FAILURE.suggestion]) {
				assert.ok(messages[0].message.includes(part), messages[0].message);
			}
		});

		/**
		 * Every look at the jobs comes minutes after the one before it.
		 *
		 * @param {string} file
		 * @param {string[]} waitingNodes
		 */
		async function runWhileTimeFlies(file, ...waitingNodes) {
			const FIVE_MINUTES_MS = 300_000;
			standIn.onRequest = (_, { method }) => {
				if (method === 'GET') standIn.clock.advance(FIVE_MINUTES_MS);
			};
			try {
				return await run(file, (workflow) => {
					for (const name of waitingNodes) {
						nodeNamed(workflow, name).parameters.waitOptions.interval = 1;
					}
				});
			} finally {
				standIn.onRequest = undefined;
			}
		}

		const textsOf = (/** @type {Execution} */ execution, /** @type {string} */ name) =>
			jsonOf(execution, name).map(({ text }) => text);

		async function resumeAndWait() {
			const execution = await runWhileTimeFlies('resume-and-wait.json', 'Resume and Wait');
			return {
				built: textsOf(execution, 'All Is Built'),
				failed: textsOf(execution, 'Something Failed'),
			};
		}

		it('resume-and-wait.json goes on when everything is built', async () => {
			const { built, failed } = await resumeAndWait();
			assert.equal(built.length, 1);
			assert.match(built[0], /^2 jobs are done: /);
			assert.deepEqual(failed, []);
		});

		it('resume-and-wait.json goes the other way when a job fails again', async () => {
			const seed = createSeed(standIn.clock.now());
			for (const job of seed.jobs) if (job.id === JOBS.failedToo) job.outcome = 'ERROR';
			standIn.seed(seed);
			const { built, failed } = await resumeAndWait();
			assert.deepEqual(built, []);
			assert.equal(failed.length, 1);
			assert.match(failed[0], new RegExp(`${JOBS.failedToo}.*ERROR`));
		});

		const DAY_MS = 86_400_000;

		/** Midnight so many days ago, in the zone of the seeded Kylin. */
		const daysAgo = (/** @type {number} */ days) =>
			Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS;

		/** Models with segments of whole days. @param {Record<string, Array<[number, number]>>} models */
		function seedModels(models) {
			standIn.seed({
				...createSeed(standIn.clock.now()),
				time_zone: 'UTC',
				models: Object.entries(models).map(([alias, segments]) => ({
					project: PROJECT,
					alias,
					segments: segments.map(([from, until]) => ({
						start: daysAgo(from),
						end: daysAgo(until),
					})),
				})),
			});
		}

		const day = (/** @type {number} */ days) => new Date(daysAgo(days)).toISOString().slice(0, 10);

		it('nightly-build.json builds each day that is missing', async () => {
			seedModels({
				sales_model: [
					[10, 5],
					[5, 2],
				],
			});
			const execution = await runWhileTimeFlies('nightly-build.json', 'Build What Is New');
			assert.deepEqual(textsOf(execution, 'Is Built'), [
				`sales_model, ${day(2)}, Succeeded; sales_model, ${day(1)}, Succeeded`,
			]);
			assert.deepEqual(textsOf(execution, 'Is Not Built'), []);
		});

		it('late-data.json loads three days anew, and what is new', async () => {
			seedModels({
				sales_model: [
					[10, 4],
					[4, 3],
					[3, 2],
					[2, 1],
				],
			});
			const execution = await runWhileTimeFlies('late-data.json', 'Refresh and Build');
			assert.deepEqual(textsOf(execution, 'Write a Summary'), [
				[4, 3, 2, 1].map((days) => `sales_model, ${day(days)}, Succeeded`).join('; '),
			]);
		});

		it('build-then-go-on.json builds the other models when one fails', async () => {
			seedModels({ sales_model: [[10, 1]], orders_model: [[10, 0]] });
			const execution = await runWhileTimeFlies('build-then-go-on.json', 'Build Them');
			const [built] = textsOf(execution, 'All Is Built');
			assert.match(
				built,
				new RegExp(`^sales_model, ${day(1)}, Succeeded; orders_model, There is no range to build`),
			);
			const [failed] = textsOf(execution, 'Something Failed');
			assert.match(failed, /^stock_model: .*does not have$/);
		});

		it('weekly-merge.json makes one segment of the last full week', async () => {
			const weekday = new Date(daysAgo(0)).getUTCDay() || 7;
			const monday = weekday + 6;
			seedModels({
				sales_model: Array.from({ length: monday }, (_, index) => [
					monday - index,
					monday - index - 1,
				]),
			});
			const execution = await runWhileTimeFlies(
				'weekly-merge.json',
				'Build Missing Indexes',
				'Merge Last Week',
			);
			assert.deepEqual(textsOf(execution, 'Write a Summary'), [
				`sales_model, ${day(monday)}, Succeeded`,
			]);
		});

		it('monthly-report.json counts the jobs of last month', async () => {
			const now = new Date(standIn.clock.now());
			const [lastMonth, thisMonth] = [-1, 0].map((months) =>
				Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1),
			);
			const TWO_HOURS_MS = 7_200_000;
			for (const [index, end] of [lastMonth - 1, lastMonth, thisMonth - 1, thisMonth].entries()) {
				standIn.submit({
					id: `${index}`.padStart(8, '0'),
					project: PROJECT,
					job_name: 'INC_BUILD',
					target_subject: 'orders',
					status: 'SUCCEED',
					create_time: end - TWO_HOURS_MS,
					start_time: end - TWO_HOURS_MS,
					end_time: end,
					last_modified: end,
					byte_size: 50_000_000,
				});
			}
			const execution = await run('monthly-report.json', (workflow) => {
				workflow.settings = { ...workflow.settings, timezone: 'UTC' };
			});
			const [{ report }] = jsonOf(execution, 'Write the Report');
			const [from, to] = [lastMonth, thisMonth].map((time) =>
				new Date(time).toISOString().slice(0, 10),
			);
			assert.equal(
				report,
				[
					`${PROJECT} from ${from} to ${to}: 2 jobs, 4 hours, 100 MB`,
					'',
					'| Model | Jobs | Seconds per MB |',
					'|---|---|---|',
					'| orders | 2 | 144 |',
				].join('\n'),
			);
		});

		it('weekly-report.json counts by project and status', async () => {
			const execution = await run('weekly-report.json');
			const [{ report }] = jsonOf(execution, 'Write the Report');
			assert.match(report, /^\| Project \| Status \| Jobs \| Average minutes \|\n/);
			assert.match(report, /\| learn_kylin \| ERROR \| 2 \| \d/);
			assert.match(report, /\| Sales_Mart \| ERROR \| 1 \| \d/);
		});

		it('report-by-sql.json hands over a file with the rows', async () => {
			const execution = await run('report-by-sql.json', (workflow) => {
				const { parameters } = nodeNamed(workflow, 'Revenue of Last Week');
				const [from, to] = parameters.queryParameters.parameter;
				[from.value, to.value] = ['2024-01-01', '2024-01-03'];
			});
			const [{ text }] = jsonOf(execution, 'Write the Mail');
			assert.match(text, /: 6 rows, answered from the index\. /);
			const [{ binary }] = itemsOf(execution, 'Revenue of Last Week');
			assert.equal(binary?.report.fileName, 'result.csv');
		});

		it('ask-kylin.json lets a model correct its query by the error alone', async () => {
			const model = await startLanguageModel(
				{ sql: 'SELECT SUM(lo_revenu) AS revenue FROM ssb.lineorder' },
				{ sql: 'SELECT SUM(lo_revenue) AS revenue FROM ssb.lineorder' },
			);
			try {
				const { id, name } = await rest.createCredential({
					name: 'Language model for Ask Kylin',
					type: 'openAiApi',
					data: { apiKey: 'none', url: model.url, header: false },
				});
				const execution = await run('ask-kylin.json', (workflow) => {
					const nodeCalled = (/** @type {string} */ wanted) => nodeNamed(workflow, wanted);
					Object.assign(nodeCalled('When a Question Comes'), {
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						parameters: {},
					});
					const { parameters } = nodeCalled('Answer From Kylin');
					Object.assign(parameters, { promptType: 'define', text: 'How much revenue?' });
					parameters.options.enableStreaming = false;
					const languageModel = nodeCalled('Language Model');
					languageModel.parameters.model = { __rl: true, mode: 'id', value: 'stand-in' };
					languageModel.credentials = { openAiApi: { id, name } };
					nodeCalled('Ask Kylin').credentials = credentials;
				});
				const told = model.requests
					.flatMap(({ messages = [] }) => messages)
					.map(({ content }) => content);
				assert.ok(told.some((text) => String(text).includes("Column 'LO_REVENU' not found")));
				const [{ output }] = jsonOf(execution, 'Answer From Kylin');
				assert.match(output, /"REVENUE":\d+/);
			} finally {
				await model.close();
			}
		});

		it('have all been run, here or in `npm run test:trigger`', () => {
			assert.deepEqual([...hasRun, ...STARTED_BY_KYLIN].sort(), [...EXAMPLES].sort());
		});
	});
