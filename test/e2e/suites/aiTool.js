const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { startLanguageModel } = require('../languageModel');
const { JOBS, PROJECT } = require('../seed');
const { chain, kylin, manualTrigger, projectLocator } = require('../workflows');

const TOOL_NODE = 'n8n-nodes-apache-kylin.apacheKylinTool';

/** The node as an AI agent gets it. */
module.exports = ({ rest, credentials, reset }) =>
	describe('tool of an AI agent', () => {
		let model;
		before(async () => {
			reset();
			model = await startLanguageModel({ Status: 'ERROR', Project: PROJECT });
		});
		after(async () => await model.close());

		it('is offered beside the node, with a description of its own', async () => {
			const types = await (await rest.fetch('/types/nodes.json')).json();
			const tool = types.find(({ name }) => name === TOOL_NODE);
			assert.equal(tool.displayName, 'Apache Kylin Tool');
			assert.deepEqual(tool.outputs, ['ai_tool']);
			const names = tool.properties.map(({ name }) => name);
			assert.ok(names.includes('descriptionType'));
			assert.ok(names.includes('toolDescription'));
		});

		it('reaches the model with name, description and schema, and its rows come back', async () => {
			const { id, name } = await rest.createCredential({
				name: 'Language model',
				type: 'openAiApi',
				data: { apiKey: 'none', url: model.url, header: false },
			});
			const fromAi = (key, description) => `={{ $fromAI('${key}', '${description}', 'string') }}`;
			const workflow = chain('Agent', [
				manualTrigger(),
				{
					name: 'Agent',
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion: 2.2,
					parameters: {
						promptType: 'define',
						text: 'Which jobs failed?',
						options: { enableStreaming: false },
					},
				},
			]);
			workflow.nodes.push(
				{
					id: 'model',
					name: 'Model',
					type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
					typeVersion: 1.2,
					position: [0, 200],
					parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
					credentials: { openAiApi: { id, name } },
				},
				{
					id: 'tool',
					position: [200, 200],
					...kylin(
						'Kylin Jobs',
						{
							operation: 'list',
							project: projectLocator(fromAi('Project', 'name of the project')),
							filters: { statuses: `={{ [$fromAI('Status', 'status of the jobs', 'string')] }}` },
						},
						credentials,
						{ type: TOOL_NODE },
					),
				},
			);
			workflow.connections.Model = {
				ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
			};
			workflow.connections['Kylin Jobs'] = {
				ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]],
			};
			const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);

			const [{ function: tool }] = model.requests[0].tools;
			assert.equal(tool.name, 'Kylin_Jobs');
			assert.equal(tool.description, 'List jobs in Apache Kylin');
			assert.deepEqual(Object.keys(tool.parameters.properties).sort(), ['Project', 'Status']);
			assert.equal(tool.parameters.properties.Project.description, 'name of the project');

			const [{ json }] = itemsOf(execution, 'Agent');
			for (const failed of [JOBS.failed, JOBS.failedToo]) assert.ok(json.output.includes(failed));
			assert.ok(!json.output.includes(JOBS.elsewhere));
		});
	});
