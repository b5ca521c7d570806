const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { beforeEach, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { FAILURE, JOBS } = require('../seed');
const { KYLIN_NODE } = require('../workflows');

const FOLDER = join(__dirname, '..', '..', '..', 'examples');

module.exports = ({ rest, credentials, standIn, reset }) =>
	describe('example workflows', () => {
		beforeEach(reset);

		const read = (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
		const jsonOf = (execution, name) => itemsOf(execution, name).map(({ json }) => json);
		const isTouched = (id, before) => standIn.jobs()[id] !== before[id];

		/** Imports an example and does what its note says: choose the credential. */
		async function run(file, change = () => {}) {
			const workflow = read(file);
			for (const node of workflow.nodes.filter(({ type }) => type === KYLIN_NODE)) {
				node.credentials = credentials;
			}
			change(workflow);
			const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			return execution;
		}

		for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
			it(`${file} explains itself and carries nobody's credential`, () => {
				const { name, nodes } = read(file);
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
			assert.equal(again.job_status, 'PENDING');
		});

		it('resume-failed-jobs-nightly.json sums up what it resumed', async () => {
			const execution = await run('resume-failed-jobs-nightly.json');
			const [{ text }] = jsonOf(execution, 'Write a Summary');
			assert.equal(text, '1 of 1 failed jobs were resumed: orders (INC_BUILD)');
		});

		it('discard-stuck-jobs.json touches nothing before it is told to', async () => {
			const before = standIn.jobs();
			const execution = await run('discard-stuck-jobs.json');
			assert.deepEqual(
				jsonOf(execution, 'Try It (Dry Run)')
					.map(({ id }) => id)
					.sort(),
				[JOBS.paused, JOBS.failedToo],
			);
			assert.deepEqual(standIn.jobs(), before);
		});

		it('discard-stuck-jobs.json discards what the dry run showed', async () => {
			const before = standIn.jobs();
			const execution = await run('discard-stuck-jobs.json', ({ nodes }) => {
				const settings = nodes.find(({ name }) => name === 'Settings').parameters;
				const choice = settings.assignments.assignments.find(
					({ name }) => name === 'reallyDiscard',
				);
				choice.value = true;
			});
			const discarded = jsonOf(execution, 'Discard Them');
			assert.ok(discarded.every(({ job_status }) => job_status === 'DISCARDED'));
			assert.deepEqual(
				Object.keys(before)
					.filter((id) => isTouched(id, before))
					.sort(),
				[JOBS.paused, JOBS.failedToo],
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

		it('resume-and-wait.json goes on when everything is built', async () => {
			const FIVE_MINUTES_MS = 300_000;
			const advance = ({ method }) => {
				if (method === 'GET') standIn.clock.advance(FIVE_MINUTES_MS);
			};
			standIn.onRequest = (_, request) => advance(request);
			try {
				const execution = await run('resume-and-wait.json', ({ nodes }) => {
					const { parameters } = nodes.find(({ name }) => name === 'Resume and Wait');
					parameters.waitOptions.interval = 1;
				});
				const texts = jsonOf(execution, 'All Is Built').map(({ text }) => text);
				assert.equal(texts.length, 1);
				assert.match(texts[0], /^2 jobs are done: /);
			} finally {
				standIn.onRequest = undefined;
			}
		});

		it('monthly-report.json counts the jobs of last month', async () => {
			const [{ report }] = jsonOf(await run('monthly-report.json'), 'Write the Report');
			assert.match(report, /^learn_kylin from \d{4}-\d\d-01 to \d{4}-\d\d-01: \d+ jobs, /);
		});

		it('weekly-report.json counts by project and status', async () => {
			const execution = await run('weekly-report.json');
			const [{ report }] = jsonOf(execution, 'Write the Report');
			assert.match(report, /^\| Project \| Status \| Jobs \| Average minutes \|\n/);
			assert.match(report, /\| learn_kylin \| ERROR \| 2 \| \d/);
			assert.match(report, /\| Sales_Mart \| ERROR \| 1 \| \d/);
		});
	});
