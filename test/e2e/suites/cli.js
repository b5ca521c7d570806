// @ts-check
const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { describe, it } = require('node:test');
const { n8nCli, parseExecution } = require('../../host/n8n');
const { JOBS, PROJECT } = require('../seed');
const { chain, kylin, manualTrigger, projectLocator } = require('../workflows');

/** @typedef {import('../../types/n8n').Stage} Stage */

/** n8n without its server, as in a cron job or a container that only runs one workflow. */
module.exports = (/** @type {Stage} */ { installed, n8n, credentialData, reset }) =>
	describe('command line of n8n', () => {
		it('imports a credential and a workflow, and executes it', async () => {
			reset();
			const cli = n8nCli(installed, n8n.userFolder);
			const write = (/** @type {string} */ name, /** @type {unknown} */ content) => {
				const file = join(n8n.userFolder, name);
				writeFileSync(file, JSON.stringify(content));
				return file;
			};
			const credential = { id: 'commandLineKylin', name: 'Imported Kylin', type: 'apacheKylinApi' };
			const credentials = { apacheKylinApi: { id: credential.id, name: credential.name } };
			const credentialFile = write('credentials.json', [{ ...credential, data: credentialData }]);
			const workflow = chain('Imported', [
				manualTrigger(),
				kylin(
					'List Jobs',
					{ operation: 'list', project: projectLocator(PROJECT), filters: { key: JOBS.failed } },
					credentials,
				),
			]);
			await cli('import:credentials', `--input=${credentialFile}`);
			writeFileSync(credentialFile, '');
			const workflowFile = write('workflow.json', [
				{ ...workflow, id: 'commandLine', active: false },
			]);
			await cli('import:workflow', `--input=${workflowFile}`);
			const { data } = parseExecution(await cli('execute', '--id=commandLine', '--rawOutput'));
			const [job] = data.resultData.runData['List Jobs'][0].data.main[0];
			assert.equal(job.json.id, JOBS.failed);
			assert.equal(job.json.status, 'ERROR');
		});
	});
