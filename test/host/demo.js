// @ts-check
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { ExplainedFailure, runProgram } = require('./failure');
const { installN8n } = require('./install');
const { ROOT } = require('./paths');
const { withProgress } = require('./progress');
const { OWNER, itemsOf } = require('./rest');
const { packNode } = require('./tarball');
const { startThrowawayN8n } = require('./throwawayN8n');

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').Credential} Credential
 * @typedef {import('../types/n8n').Workflow} Workflow
 * @typedef {import('../types/n8n').Execution} Execution
 * @typedef {import('../types/n8n').Rest} Rest
 */

const EXAMPLE = 'resume-failed-jobs.json';
const KYLIN_NODE = 'n8n-nodes-apache-kylin.apacheKylin';

const { KYLIN_HOST, KYLIN_USERNAME, KYLIN_PASSWORD, KYLIN_PROJECT } = process.env;

/** A fresh clone has neither dependencies nor compiled code. */
function build() {
	const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
		cwd: ROOT,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new ExplainedFailure('The package could not be built; see above.');
}

/** The Kylin the environment names, or else the stand-in. @returns {Promise<{ credential: Json, project: string }>} */
async function findKylin() {
	if (KYLIN_HOST) {
		const needed = { KYLIN_USERNAME, KYLIN_PASSWORD, KYLIN_PROJECT };
		const missing = Object.entries(needed).find(([, value]) => !value);
		if (missing)
			throw new ExplainedFailure(`KYLIN_HOST is given, so ${missing[0]} is needed, too.`);
		console.log(`Kylin: ${KYLIN_HOST}. The failed jobs of ${KYLIN_PROJECT} will be resumed.`);
		return {
			credential: { host: KYLIN_HOST, username: KYLIN_USERNAME, password: KYLIN_PASSWORD },
			project: KYLIN_PROJECT ?? '',
		};
	}
	const { startStandIn } = require('../stand-in');
	const { url } = await startStandIn();
	console.log(`Kylin: a stand-in with invented jobs at ${url} (give KYLIN_HOST for a real one).`);
	return {
		credential: { host: url, username: 'ADMIN', password: 'KYLIN' },
		project: KYLIN_PROJECT ?? '',
	};
}

/**
 * The example as a user would import it, and then choose the credential and the project.
 *
 * @param {{ id: string, name: string }} credential
 * @param {string} project
 */
function readExample(credential, project) {
	/** @type {Workflow} */
	const workflow = JSON.parse(readFileSync(join(ROOT, 'examples', EXAMPLE), 'utf8'));
	for (const node of workflow.nodes.filter(({ type }) => type === KYLIN_NODE)) {
		node.credentials = { apacheKylinApi: { id: credential.id, name: credential.name } };
		if (node.parameters.project) node.parameters.project.value = project;
	}
	return workflow;
}

/** @param {Rest} rest @param {Credential} credential */
async function checkCredential(rest, credential) {
	const { status, message } = await rest.testCredential(credential);
	if (status !== 'OK') throw new ExplainedFailure(`The credential test says: ${message}`);
}

/** @param {Rest} rest @param {Workflow} workflow */
async function execute(rest, workflow) {
	const execution = await rest.runWorkflow(await rest.createWorkflow(workflow));
	const { error } = execution.data.resultData;
	if (execution.status !== 'success') {
		throw new ExplainedFailure(
			`The workflow failed: ${[error?.message, error?.description].filter(Boolean).join(' ')}`,
		);
	}
	return execution;
}

/** @param {string} title @param {Json[]} jobs */
function showJobs(title, jobs) {
	// Not before the dependencies are installed.
	const { formatTable } = require('./table');
	const rows = jobs.map((job) => ({
		Project: job.project,
		Type: job.job_type,
		Object: job.object ?? job.object_note,
		Status: job.status,
		Progress: `${job.progress_percent} %`,
		Duration: job.duration_text,
		'Job ID': job.id,
	}));
	console.log(`\n${title}\n${rows.length === 0 ? '  none' : formatTable(rows)}`);
}

/** @param {Execution} execution */
function report(execution) {
	const jsonOf = (/** @type {string} */ name) => itemsOf(execution, name).map(({ json }) => json);
	const failed = jsonOf('List Failed Jobs');
	const resumed = jsonOf('Resume Them').filter(({ applied }) => applied);
	const ids = new Set(failed.map(({ id }) => id));
	showJobs('Failed jobs before', failed);
	console.log(`\nResumed: ${resumed.length} of ${failed.length}`);
	showJobs(
		'The same jobs after',
		jsonOf('List Jobs Again').filter(({ id }) => ids.has(id)),
	);
}

async function main() {
	const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
	build();
	const installed = await installN8n('n8n-2');
	const tarball = await withProgress('Packing the node', packNode);
	const kylin = await findKylin();
	const n8n = await withProgress(
		`Starting n8n ${installed.version} with the node installed`,
		async () => await startThrowawayN8n(installed, tarball),
	);
	const credential = { name: 'Kylin', type: 'apacheKylinApi', data: kylin.credential };
	await checkCredential(n8n.rest, credential);
	const { id, name } = await n8n.rest.createCredential(credential);
	report(
		await withProgress(`Executing examples/${EXAMPLE} in n8n`, async () => {
			return await execute(n8n.rest, readExample({ id, name }, kylin.project));
		}),
	);
	if (!values.keep) {
		await n8n.stop();
		console.log('\nDone. With "npm run demo -- --keep", n8n stays open for you to look around.');
		process.exit();
	}
	console.log(`\nn8n runs at ${n8n.url}`);
	console.log(`Sign in with ${OWNER.email} and ${OWNER.password}`);
	if (!KYLIN_HOST) console.log(`The stand-in for Kylin runs at ${kylin.credential.host}`);
	console.log('Press Ctrl+C to stop and remove all of it.');
}

void runProgram(main);
