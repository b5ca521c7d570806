// @ts-check
const assert = require('node:assert/strict');
const { before, describe, it } = require('node:test');
const { itemsOf } = require('../../host/rest');
const { seedOfModels } = require('../builds');
const { startLanguageModel } = require('../languageModel');
const { FAILURE, JOBS, PROJECT } = require('../seed');
const { chain, kylin, manualTrigger, projectLocator } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 */

const TOOL_NODE = 'n8n-nodes-apache-kylin.apacheKylinTool';

/** The node as an AI agent gets it. */
module.exports = (/** @type {Stage} */ { rest, credentials, standIn, reset }) =>
	describe('tool of an AI agent', () => {
		before(reset);

		it('is offered beside the node, with a description of its own', async () => {
			const types = /** @type {Json[]} */ (await (await rest.fetch('/types/nodes.json')).json());
			const tool = types.find(({ name }) => name === TOOL_NODE);
			assert.ok(tool);
			assert.equal(tool.displayName, 'Apache Kylin Tool');
			assert.deepEqual(tool.outputs, ['ai_tool']);
			const names = tool.properties.map((/** @type {Json} */ { name }) => name);
			assert.ok(names.includes('descriptionType'));
			assert.ok(names.includes('toolDescription'));
		});

		const fromAi = (/** @type {string} */ key, /** @type {string} */ description) =>
			`={{ $fromAI('${key}', '${description}', 'string') }}`;

		/**
		 * Lets an agent call the node once with these arguments.
		 *
		 * @param {string} question
		 * @param {string} toolName
		 * @param {Json} parameters
		 * @param {Json} toolArguments
		 */
		async function ask(question, toolName, parameters, toolArguments, agentVersion = 2.2) {
			const model = await startLanguageModel(toolArguments);
			try {
				const { id, name } = await rest.createCredential({
					name: `Language model for ${toolName}`,
					type: 'openAiApi',
					data: { apiKey: 'none', url: model.url, header: false },
				});
				const workflow = chain(toolName, [
					manualTrigger(),
					{
						name: 'Agent',
						type: '@n8n/n8n-nodes-langchain.agent',
						typeVersion: agentVersion,
						parameters: {
							promptType: 'define',
							text: question,
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
						...kylin(toolName, parameters, credentials, { type: TOOL_NODE }),
					},
				);
				workflow.connections.Model = {
					ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
				};
				workflow.connections[toolName] = {
					ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]],
				};
				const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
				assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
				const [{ json }] = itemsOf(execution, 'Agent');
				return { tool: model.requests[0].tools?.[0].function ?? {}, answer: json.output };
			} finally {
				await model.close();
			}
		}

		it('reaches the model with name, description and schema, and its rows come back', async () => {
			const { tool, answer } = await ask(
				'Which jobs failed?',
				'Kylin Jobs',
				{
					operation: 'list',
					project: projectLocator(fromAi('Project', 'name of the project')),
					filters: { statuses: `={{ [$fromAI('Status', 'status of the jobs', 'string')] }}` },
					output: 'simplified',
				},
				{ Status: 'ERROR', Project: PROJECT },
			);
			assert.equal(tool.name, 'Kylin_Jobs');
			assert.equal(tool.description, 'List jobs in Apache Kylin');
			assert.deepEqual(tool.parameters, {
				type: 'object',
				properties: {
					Project: { type: 'string', description: 'name of the project' },
					Status: { type: 'string', description: 'status of the jobs' },
				},
				required: ['Project', 'Status'],
				additionalProperties: false,
				$schema: 'http://json-schema.org/draft-07/schema#',
			});
			for (const failed of [JOBS.failed, JOBS.failedToo]) assert.ok(answer.includes(failed));
			assert.ok(!answer.includes(JOBS.elsewhere));
		});

		it('tells an agent why a build failed, in few words', async () => {
			const { tool, answer } = await ask(
				'Why did the build fail?',
				'Kylin Job',
				{
					operation: 'get',
					job: { __rl: true, mode: 'id', value: fromAi('Job', 'ID of the job') },
					output: 'simplified',
				},
				{ Job: JOBS.failed },
			);
			assert.match(tool.description, /^Get job and why it failed in /);
			assert.ok(answer.includes(FAILURE.reason));
			assert.ok(answer.includes(FAILURE.suggestion));
			const MOST_CHARACTERS_FOR_A_MODEL = 6_000;
			assert.ok(answer.length < MOST_CHARACTERS_FOR_A_MODEL, `${answer.length} characters`);
		});

		it('resumes a job for an agent', async () => {
			const { tool, answer } = await ask(
				'Resume it.',
				'Resume Kylin Jobs',
				{
					operation: 'operate',
					action: 'RESUME',
					jobIds: fromAi('Jobs', 'IDs of the jobs, with commas'),
					output: 'simplified',
				},
				{ Jobs: JOBS.failedToo },
			);
			assert.match(tool.description, /^Resume, pause, restart or discard jobs in /);
			assert.deepEqual(tool.parameters.properties, {
				Jobs: { type: 'string', description: 'IDs of the jobs, with commas' },
			});
			assert.deepEqual(tool.parameters.required, ['Jobs']);
			assert.match(answer, /"applied":true/);
			assert.match(answer, /"previous_status":"ERROR"/);
		});

		it('teaches an agent that asked for something Kylin does not allow', async () => {
			const { answer } = await ask(
				'Resume it.',
				'Resume Kylin Job',
				{ operation: 'operate', action: 'RESUME', jobIds: fromAi('Jobs', 'IDs of the jobs') },
				{ Jobs: JOBS.finished },
				// Agents before version 3 hand an empty text to the model when a tool fails.
				3.1,
			);
			assert.match(answer, /FINISHED/);
		});

		it('builds for an agent, which sees a dry run of what it asked for', async () => {
			standIn.seed(seedOfModels(standIn.clock.now(), ['sales']));
			const { tool, answer } = await ask(
				"What would last night's build load?",
				'Build Kylin Segments',
				{
					resource: 'segment',
					operation: 'build',
					project: projectLocator(PROJECT),
					model: { __rl: true, mode: 'name', value: fromAi('Model', 'name of the model') },
					range: 'sinceLastSegment',
					options: { dryRun: "={{ $fromAI('Dry_Run', 'true to only see the plan', 'boolean') }}" },
				},
				{ Model: 'sales', Dry_Run: true },
			);
			assert.match(tool.description, /^Build segments to load data in /);
			assert.deepEqual(tool.parameters.properties, {
				Model: { type: 'string', description: 'name of the model' },
				Dry_Run: { type: 'boolean', description: 'true to only see the plan' },
			});
			assert.match(answer, /"outcome":"would_start"/);
			assert.match(answer, /"reason":"Not built yet"/);
			assert.deepEqual(standIn.jobs(), {});
			reset();
		});
	});
