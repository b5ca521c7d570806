// @ts-check
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { ExplainedFailure, runProgram } = require('../host/failure');
const { installN8n } = require('../host/install');
const { ROOT } = require('../host/paths');
const { withProgress } = require('../host/progress');
const { OWNER, itemsOf } = require('../host/rest');
const { packNode } = require('../host/tarball');
const { startThrowawayN8n } = require('../host/throwawayN8n');
const { htmlReport } = require('./htmlReport');

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').Credential} Credential
 * @typedef {import('../types/n8n').Workflow} Workflow
 * @typedef {import('../types/n8n').Execution} Execution
 * @typedef {import('../types/n8n').Rest} Rest
 *
 * @typedef {object} Night
 * @property {Json} credential
 * @property {string} [project] none = only read
 * @property {boolean} isProved whether the data of the stand-in are asked for
 */

const NIGHT = join(__dirname, 'night.json');
const KYLIN_NODE = 'n8n-nodes-apache-kylin.apacheKylin';

/** What only reads ends with this node. */
const LAST_READ = 'Jobs Since Yesterday';

const PROOF = 'Prove by Query';

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

/** The Kylin the environment names, or else the stand-in. @param {boolean} mayWrite @returns {Promise<Night>} */
async function findKylin(mayWrite) {
	if (!KYLIN_HOST) {
		const { PROJECT, SPEED, startNightKylin } = require('./nightKylin');
		const { url } = await startNightKylin();
		console.log(`Kylin: a stand-in with invented jobs at ${url} (give KYLIN_HOST for a real one).`);
		console.log(`Its scheduler runs ${SPEED} times as fast as Kylin's.`);
		const credential = { host: url, username: 'ADMIN', password: 'KYLIN' };
		return { credential, project: PROJECT, isProved: true };
	}
	const needed = { KYLIN_USERNAME, KYLIN_PASSWORD, ...(mayWrite ? { KYLIN_PROJECT } : {}) };
	const missing = Object.entries(needed).find(([, value]) => !value);
	if (missing) throw new ExplainedFailure(`KYLIN_HOST is given, so ${missing[0]} is needed, too.`);
	const project = mayWrite ? KYLIN_PROJECT : undefined;
	console.log(
		project === undefined
			? `Kylin: ${KYLIN_HOST}. It is only read; give KYLIN_PROJECT and --write to build.`
			: `Kylin: ${KYLIN_HOST}. Up to three models of ${project} will be built.`,
	);
	return {
		credential: { host: KYLIN_HOST, username: KYLIN_USERNAME, password: KYLIN_PASSWORD },
		project,
		isProved: false,
	};
}

/**
 * A workflow as a user would import it, and then choose the credential.
 *
 * @param {string} file
 * @param {{ id: string, name: string }} credential
 */
function readWorkflow(file, { id, name }) {
	/** @type {Workflow} */
	const workflow = JSON.parse(readFileSync(file, 'utf8'));
	for (const node of workflow.nodes.filter(({ type }) => type.startsWith(KYLIN_NODE))) {
		if (!node.type.endsWith('CallbackTrigger')) {
			node.credentials = { apacheKylinApi: { id, name } };
		}
	}
	return workflow;
}

/** @param {{ id: string, name: string }} credential @param {Night} night */
function readNight(credential, { project, isProved }) {
	const workflow = readWorkflow(NIGHT, credential);
	for (const node of workflow.nodes) {
		if (node.parameters.project?.value === 'Retail') node.parameters.project.value = project;
		if (node.name === PROOF) node.disabled = !isProved;
	}
	if (project === undefined) delete workflow.connections[LAST_READ];
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
	const { formatTable } = require('../host/table');
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
	// "Always Output Data" gives an empty item for no jobs.
	const tables = [
		{ title: 'Jobs since yesterday', jobs: jsonOf(LAST_READ).filter(({ id }) => id) },
	];
	const ended = jsonOf('Wait for the Builds');
	const failed = ended.filter(({ status }) => status === 'ERROR');
	if (ended.length > 0) tables.push({ title: 'Builds of this night', jobs: ended });
	if (failed.length > 0) {
		tables.push({ title: 'Resumed, and waited for', jobs: jsonOf('Resume and Wait') });
	}
	for (const { title, jobs } of tables) showJobs(title, jobs);
	for (const { failure } of failed) console.log(`\nWhy it failed: ${failure.summary}`);
	const [row] = jsonOf(PROOF);
	const proof =
		row && `Proved by a query: ${row.ORDERS} orders of the new day, ${row.AMOUNT} in all.`;
	if (proof) console.log(`\n${proof}`);
	const path = join(mkdtempSync(join(tmpdir(), 'kylin-night-')), 'report.html');
	const title = `Kylin's night of ${new Date().toISOString().slice(0, 10)}`;
	writeFileSync(path, htmlReport({ title, tables, proof }));
	console.log(`\nThe report for people: ${path}`);
}

/** @param {Rest} rest @param {{ id: string, name: string }} credential */
async function importExamples(rest, credential) {
	const folder = join(ROOT, 'examples');
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	for (const file of files) await rest.createWorkflow(readWorkflow(join(folder, file), credential));
	return files.length;
}

/** @param {number} since */
const secondsSince = (since) => Math.round((Date.now() - since) / 1_000);

async function main() {
	const { values } = parseArgs({
		options: {
			keep: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
		},
	});
	const began = Date.now();
	build();
	const installed = await installN8n('n8n-2');
	const installedAt = Date.now();
	const tarball = await withProgress('Packing the node', packNode);
	const night = await findKylin(values.write);
	const n8n = await withProgress(
		`Starting n8n ${installed.version} with the node installed`,
		async () => await startThrowawayN8n(installed, tarball),
	);
	const credential = { name: 'Kylin', type: 'apacheKylinApi', data: night.credential };
	await checkCredential(n8n.rest, credential);
	const { id, name } = await n8n.rest.createCredential(credential);
	report(
		await withProgress('One night in n8n', async () => {
			return await execute(n8n.rest, readNight({ id, name }, night));
		}),
	);
	console.log(
		`\nIt took ${secondsSince(installedAt)} s with n8n installed, ${secondsSince(began)} s in all.`,
	);
	if (!values.keep) {
		await n8n.stop();
		console.log('Done. With "npm run demo -- --keep", n8n stays open for you to look around.');
		process.exit();
	}
	const count = await importExamples(n8n.rest, { id, name });
	console.log(`\nn8n runs at ${n8n.url}, with ${count} examples imported`);
	console.log(`Sign in with ${OWNER.email} and ${OWNER.password}`);
	if (!KYLIN_HOST) console.log(`The stand-in for Kylin runs at ${night.credential.host}`);
	console.log('Press Ctrl+C to stop and remove all of it.');
}

void runProgram(main);
