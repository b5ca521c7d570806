// @ts-check
const assert = require('node:assert/strict');
const { it } = require('node:test');
const { startCallingModel } = require('../languageModel');
const { PROJECT, createSeed } = require('../seed');
const { jsonOf } = require('./support/example');

/** @typedef {import('../../types/n8n').Example} Example */

const MODEL = {
	project: PROJECT,
	alias: 'revenue',
	fact_table: 'SSB.LINEORDER',
	partition: { column: 'LINEORDER.LO_ORDERDATE', format: 'yyyy-MM-dd' },
	columns: {
		'SSB.LINEORDER': [
			{ name: 'LO_ORDERDATE', type: 'date' },
			{ name: 'LO_SHIPMODE', type: 'varchar(4096)' },
			{ name: 'LO_REVENUE', type: 'bigint' },
		],
	},
	dimensions: ['LINEORDER.LO_ORDERDATE', 'LINEORDER.LO_SHIPMODE'],
	measures: [
		{
			name: 'SUM_REVENUE',
			expression: 'SUM',
			column: 'LINEORDER.LO_REVENUE',
			return_type: 'bigint',
		},
	],
};

const LAST_MONTH = "lo_orderdate >= DATE '2024-01-01' AND lo_orderdate < DATE '2024-02-01'";
const revenue = (/** @type {string} */ column) =>
	`SELECT SUM(${column}) AS revenue FROM ssb.lineorder WHERE ${LAST_MONTH}`;

module.exports = (/** @type {Example} */ { rest, run, standIn }) => {
	it('lets a model read the schema and correct its query by the error alone', async () => {
		standIn.seed({ ...createSeed(standIn.clock.now()), models: [MODEL] });
		const call = (/** @type {string} */ tool, /** @type {object} */ given) => ({
			tool,
			arguments: () => given,
		});
		const model = await startCallingModel(
			call('List_the_Models', {}),
			call('Read_the_Model', { model: MODEL.alias }),
			call('Ask_Kylin', { sql: revenue('lo_revenu') }),
			call('Ask_Kylin', { sql: revenue('lo_revenue') }),
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
				const text = 'How much revenue did we make last month?';
				Object.assign(parameters, { promptType: 'define', text });
				parameters.options.enableStreaming = false;
				const languageModel = node('Language Model');
				languageModel.parameters.model = { __rl: true, mode: 'id', value: 'stand-in' };
				languageModel.credentials = { openAiApi: { id, name } };
			});
			const [system] = model.requests[0].messages ?? [];
			assert.match(system.content, /^Today is \d{4}-\d\d-\d\d\. /);
			const [models, schema, refused, answered] = (model.requests.at(-1)?.messages ?? [])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => content);
			assert.ok(models.includes(`"name":"${MODEL.alias}"`), models);
			assert.ok(schema.includes('"column":"LINEORDER.LO_ORDERDATE"'), schema);
			assert.ok(schema.includes('"expression":"SUM(LINEORDER.LO_REVENUE)"'), schema);
			assert.ok(refused.includes("Column 'LO_REVENU' not found"), refused);
			assert.ok(refused.includes('Did you mean LO_REVENUE?'), refused);
			assert.match(answered, /"REVENUE":\d+/);
			const [{ output }] = jsonOf(execution, 'Answer From Kylin');
			assert.equal(output, `The tool said: ${answered}`);
		} finally {
			await model.close();
		}
	});
};
