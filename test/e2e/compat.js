const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { after, before, describe, it } = require('node:test');
const { runProgram } = require('../host/failure');
const { installHost } = require('../host/install');
const { n8nCli, parseExecution, startN8n } = require('../host/n8n');
const { withProgress } = require('../host/progress');
const { installTarball, packNode } = require('../host/tarball');
const { createUserFolder } = require('../host/userFolder');
const { startStandIn } = require('../stand-in');
const { USER } = require('./account');
const { JOBS, PROJECT, createSeed } = require('./seed');
const { chain, kylin, manualTrigger, projectLocator, show } = require('./workflows');

/** The n8n versions the README names: folders in test/host. */
const HOSTS = ['n8n-2', 'n8n-1', 'n8n-1-oldest'];

const CREDENTIAL = { id: 'kylinCredential1', name: 'Kylin', type: 'apacheKylinApi' };

function listThenResume(credentials) {
	return chain('List and resume', [
		manualTrigger(),
		kylin(
			'List Jobs',
			{
				operation: 'list',
				project: projectLocator(PROJECT),
				returnAll: true,
				filters: { statuses: ['ERROR'] },
			},
			credentials,
		),
		kylin(
			'Resume',
			{ operation: 'operate', action: 'RESUME', jobIds: '={{ $json.id }}' },
			credentials,
		),
		show('Compare', { id: '={{ $json.id }}', listed: "={{ $('List Jobs').item.json.id }}" }),
	]);
}

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

function hostSuite(host, tarball, standIn) {
	describe(`n8n ${host.version}`, () => {
		const credentials = { apacheKylinApi: { id: CREDENTIAL.id, name: CREDENTIAL.name } };
		let userFolder;
		let cli;

		before(async () => {
			standIn.seed(createSeed(standIn.clock.now()));
			userFolder = createUserFolder(host);
			await installTarball(tarball, userFolder);
			cli = n8nCli(host, userFolder);
			const data = { host: standIn.url, username: USER.username, password: USER.password };
			await cli('import:credentials', `--input=${write('credential', [{ ...CREDENTIAL, data }])}`);
		});

		function write(file, content) {
			const path = join(userFolder, `${file}.json`);
			writeFileSync(path, JSON.stringify(content));
			return path;
		}

		async function execute(id, workflow) {
			await cli('import:workflow', `--input=${write(id, [{ ...workflow, id, active: false }])}`);
			const { data } = parseExecution(await cli('execute', `--id=${id}`, '--rawOutput'));
			return (node) => data.resultData.runData[node][0].data.main[0];
		}

		it('lists and resumes jobs, with links between the items', async () => {
			const outputOf = await execute('listThenResume01', listThenResume(credentials));
			assert.deepEqual(
				outputOf('Resume')
					.map(({ json }) => json.id)
					.sort(),
				[JOBS.failed, JOBS.failedToo],
			);
			assert.ok(outputOf('Resume').every(({ json }) => json.job_status === 'PENDING'));
			for (const { json } of outputOf('Compare')) assert.equal(json.id, json.listed);
		});

		it('says the sentence of Kylin about an illegal action', async () => {
			const outputOf = await execute('resumeFinished01', resumeFinished(credentials));
			const [{ json }] = outputOf('Resume');
			assert.match(json.error, /contains "FINISHED"/);
		});

		it('starts its server with the package in it', async () => {
			const n8n = await startN8n(host, userFolder);
			await n8n.stop();
			assert.doesNotMatch(n8n.log(), /DataCloneError|Failed to load|Error loading package/i);
		});
	});
}

void runProgram(async () => {
	const hosts = [];
	for (const name of HOSTS) hosts.push(await installHost(name));
	const tarball = await withProgress('Packing the node', packNode);
	const standIn = await startStandIn({ manual: true, clock: Date.now(), users: [USER] });
	after(async () => await standIn.close());
	for (const host of hosts) hostSuite(host, tarball, standIn);
});
