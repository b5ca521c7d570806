// @ts-check
const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { after, before, describe, it } = require('node:test');
const { n8nCli, parseExecution } = require('../../host/n8n');
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { assertEachResumed, resumeEach } = require('../resumeEach');
const { assertClean } = require('../secrets');
const { JOBS, createSeed } = require('../seed');
const { chain, kylin, manualTrigger } = require('../workflows');

/** @typedef {import('../../types/n8n').InstalledN8n} InstalledN8n */

/** @typedef {import('../../types/n8n').StandIn} StandIn */

/**
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../../types/n8n').WorkflowNode} WorkflowNode
 * @typedef {import('../../types/n8n').Workflow} Workflow
 */

const CREDENTIAL = { id: 'kylinCredential1', name: 'Kylin', type: 'apacheKylinApi' };

/** @param {NodeCredentials} credentials */
function resumeFinished(credentials) {
	return chain('Illegal action', [
		manualTrigger(),
		kylin(
			'Resume',
			{ operation: 'operate', action: 'RESUME', jobIds: JOBS.finished },
			credentials,
			{ onError: 'continueRegularOutput' },
		),
	]);
}

/** Workflows that n8n executes from its command line. */
module.exports = (/** @type {{ installed: InstalledN8n, userFolder: string }} */ stage) =>
	describe('command line', () => {
		const credentials = { apacheKylinApi: { id: CREDENTIAL.id, name: CREDENTIAL.name } };
		/** @type {StandIn} */
		let standIn;
		/** @type {ReturnType<typeof n8nCli>} */
		let cli;

		before(async () => {
			standIn = await startStandIn({
				manual: true,
				clock: Date.now(),
				users: [USER],
				seed: createSeed(Date.now()),
			});
			cli = n8nCli(stage.installed, stage.userFolder);
			const data = { host: standIn.url, username: USER.username, password: USER.password };
			await cli('import:credentials', `--input=${write('credential', [{ ...CREDENTIAL, data }])}`);
		});
		after(async () => await standIn.close());

		/** @param {string} file @param {unknown} content */
		function write(file, content) {
			const path = join(stage.userFolder, `${file}.json`);
			writeFileSync(path, JSON.stringify(content));
			return path;
		}

		/** @param {string} id @param {Workflow} workflow */
		async function execute(id, workflow) {
			await cli('import:workflow', `--input=${write(id, [{ ...workflow, id, active: false }])}`);
			const output = await cli('execute', `--id=${id}`, '--rawOutput');
			assertClean(output);
			const { runData } = parseExecution(output).data.resultData;
			return (/** @type {string} */ node) => runData[node][0].data.main[0].map(({ json }) => json);
		}

		it('lists and resumes jobs, with links between the items', async () => {
			const outputOf = await execute('listThenResume01', resumeEach(credentials));
			assertEachResumed(outputOf('Compare'));
		});

		it('says which action does not fit which job', async () => {
			const outputOf = await execute('resumeFinished01', resumeFinished(credentials));
			const [{ error }] = outputOf('Resume');
			assert.match(error, /does not fit a job that is FINISHED/);
		});
	});
