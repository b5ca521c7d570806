// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { startLanguageModel } = require('../languageModel');
const { jsonOf } = require('./support/example');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ { rest, run }) => {
	it('lets a model correct its query by the error alone', async () => {
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
			const execution = await run((node) => {
				Object.assign(node('When a Question Comes'), {
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					parameters: {},
				});
				const { parameters } = node('Answer From Kylin');
				Object.assign(parameters, { promptType: 'define', text: 'How much revenue?' });
				parameters.options.enableStreaming = false;
				const languageModel = node('Language Model');
				languageModel.parameters.model = { __rl: true, mode: 'id', value: 'stand-in' };
				languageModel.credentials = { openAiApi: { id, name } };
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
};
