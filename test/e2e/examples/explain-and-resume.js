// @ts-check
const assert = require('node:assert/strict');
const { after, before, it } = require('node:test');
const { startCallingModel } = require('../languageModel');
const { FAILURE } = require('../seed');
const { readableText } = require('../services/slack');
const { jobId, running } = require('../trigger/jobs');
const { startKylin } = require('../trigger/kylin');
const { untilPolledAgain } = require('../trigger/watched');
const { until } = require('../until');
const { press } = require('./support/example');

/** @typedef {import('../../types/n8n').Example} Example */

const [ONE, OTHER] = [1, 2].map(jobId);
/** @param {Array<{ content: string }>} messages to the model */
const jobInQuestion = (messages) =>
	messages.map(({ content }) => /^Job ID: (\S+)$/m.exec(content)?.[1]).find(Boolean);

const EXPLANATION = 'A container was lost <again> & the data are fine.';

module.exports = (/** @type {Example} */ { rest, activate, services: { messages } }) => {
	/** @type {import('../../types/n8n').Kylin} */
	let kylin;
	/** @type {Awaited<ReturnType<typeof startCallingModel>>} */
	let model;
	/** @type {Awaited<ReturnType<Example['activate']>>} */
	let active;

	before(async () => {
		kylin = await startKylin(
			[ONE, OTHER].map((id) =>
				running(id, {
					target_subject: `model_of_${id}`,
					shape: 'full',
					failure: FAILURE,
					logs: { 'Load Data To Index': `the log of ${id}` },
				}),
			),
		);
		model = await startCallingModel(
			{ tool: 'Read_the_Log', arguments: (messages) => ({ job_id: jobInQuestion(messages) }) },
			{
				tool: 'Resume_the_Job',
				arguments: (messages) => ({
					toolParameters: { job_id: jobInQuestion(messages) },
					hitlParameters: { explanation: EXPLANATION },
				}),
			},
		);
		const { id, name } = await rest.createCredential({
			name: 'Language model of the explaining agent',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url, header: false },
		});
		active = await activate(kylin.standIn, (node) => {
			const languageModel = node('Language Model');
			languageModel.parameters.model = { __rl: true, mode: 'id', value: 'stand-in' };
			languageModel.credentials = { openAiApi: { id, name } };
		});
		await untilPolledAgain(kylin.standIn);
	});
	after(async () => {
		await active?.stop();
		await model.close();
		await kylin.standIn.close();
	});

	const resumed = () =>
		kylin.standIn.requests
			.filter(({ method }) => method === 'PUT')
			.map(({ body }) => JSON.parse(body).job_ids);

	/** Messages that the test has read; the next question may have come by then. */
	let read = 0;

	/** Presses a button under the next question. @param {string} label @returns what was asked, and what was told then */
	async function answer(label) {
		const first = read;
		const question = await until('a question', () => messages[first]);
		await press(messages, label);
		const { text } = await until('the end', () => messages[first + 1]);
		read = first + 2;
		return { question: readableText(question), text };
	}

	it('asks about each job, and resumes only the one that a person has agreed to', async () => {
		read = messages.length;
		kylin.end([ONE, OTHER], 'ERROR');
		const declined = await answer('Leave it');
		assert.deepEqual(resumed(), []);
		const agreed = await answer('Resume');

		const jobOf = (/** @type {string} */ question) =>
			/^\n?\*Resume Load Data of model_of_(\S+)\?\*\nA container was lost {2}again {4}the data are fine\./.exec(
				question,
			)?.[1] ?? question;
		const [left, resumedJob] = [declined, agreed].map(({ question }) => jobOf(question));
		assert.deepEqual([left, resumedJob].sort(), [ONE, OTHER]);
		assert.deepEqual(resumed(), [[resumedJob]]);
		assert.match(agreed.text, /"applied":true/);
	});

	it('gives the model the reason and the log of the job that failed', () => {
		const told = JSON.stringify(model.requests.flatMap(({ messages: said = [] }) => said));
		for (const part of [FAILURE.reason.slice(0, -1), `the log of ${ONE}`, `the log of ${OTHER}`]) {
			assert.ok(told.includes(part), told);
		}
	});
};
