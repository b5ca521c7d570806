// @ts-check
// `npm run bench [-- --quick] [-- --rounds N] [-- --only TEXT]`: this node beside its rivals, through
// n8n's engine and inside an installed n8n; medians and ratios are printed.
const { execFileSync } = require('node:child_process');
const { cpus } = require('node:os');
const { parseArgs } = require('node:util');
const { runProgram } = require('../host/failure');
const { installN8n } = require('../host/install');
const { packNode } = require('../host/tarball');
const { startThrowawayN8n } = require('../host/throwawayN8n');
const { measureInEngine } = require('./inEngine');
const { measureInN8n, nodeRivals } = require('./inN8n');
const { WARM_UP_ROUNDS } = require('./rounds');
const { WORKS } = require('./works');

/**
 * @typedef {import('./types').Work} Work
 * @typedef {import('./types').Result} Result
 */

const { values: options } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		only: { type: 'string', default: '' },
	},
});
const ROUNDS = Number(options.rounds ?? (options.quick ? 3 : 7));
/** An n8n does more than what is measured, so its times differ more; unless they are mostly waiting. */
const roundsInN8n = (/** @type {Work} */ { pageCost }) =>
	pageCost === 'sql' ? ROUNDS : 3 * ROUNDS;
/** To count the rivals. */
const NOBODY = { host: '', username: '', password: '' };
const MOST_JOBS = options.quick ? 10_000 : Infinity;

/** @param {Result} result @param {Result} reference */
function row({ name, ms, requests, megabytes }, reference) {
	const seconds = ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
	const cells = [name, requests, seconds, (ms / reference.ms).toFixed(2)];
	if (megabytes !== undefined && reference.megabytes !== undefined) {
		cells.push(`${megabytes.toFixed(0)} MB`, (megabytes / reference.megabytes).toFixed(2));
	}
	return `| ${cells.join(' | ')} |`;
}

/** @param {string} title @param {Result[]} results */
function printTable(title, results) {
	const columns = ['requests', 'time', '×'];
	if (results[0].megabytes !== undefined) columns.push('memory', '×');
	console.log(`\n${title}\n`);
	console.log(`| | ${columns.join(' | ')} |\n|---|${columns.map(() => '--:|').join('')}`);
	for (const result of results) console.log(row(result, results[0]));
}

async function main() {
	const installed = await installN8n('n8n-2');
	const worksAt = (/** @type {string} */ place) =>
		WORKS.filter(({ jobs }) => jobs <= MOST_JOBS)
			.map((work) => ({ work, title: `${work.name}, ${place}` }))
			.filter(({ title }) => title.includes(options.only));
	const node = execFileSync(installed.node, ['--version'], { encoding: 'utf8' }).trim();
	const machine = `${cpus().length} × ${cpus()[0].model}`;
	console.log(
		`${new Date().toISOString().slice(0, 10)}, n8n ${installed.version}, Node ${node}, ${machine}; median of ${ROUNDS} rounds (inside n8n thrice as many) after ${WARM_UP_ROUNDS} others; memory: the peak of a fresh process in its first run.`,
	);
	for (const { work, title } of worksAt('through the engine')) {
		printTable(title, await measureInEngine(installed, work, ROUNDS));
	}
	const inN8n = worksAt('inside n8n').filter(({ work }) => work.lastJob !== undefined);
	if (inN8n.length === 0) return;
	const tarball = await packNode();
	const startN8n = async () =>
		await startThrowawayN8n(installed, tarball, { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' });
	const mostRivals = Math.max(...inN8n.map(({ work }) => nodeRivals(work, NOBODY).length));
	const n8ns = await Promise.all(Array.from({ length: mostRivals }, startN8n));
	for (const { work, title } of inN8n) {
		printTable(title, await measureInN8n(installed, n8ns, work, roundsInN8n(work)));
	}
	await Promise.all(n8ns.map(async (n8n) => await n8n.stop()));
}

void runProgram(main);
