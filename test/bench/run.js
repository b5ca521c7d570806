// `npm run bench [-- --quick] [-- --rounds N] [-- --only TEXT]`: this node beside its rivals, through
// n8n's engine. The rivals take turns; medians and ratios are printed.
const { fork } = require('node:child_process');
const { existsSync } = require('node:fs');
const { cpus } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { hostFolder } = require('../host/install');
const { WORKS } = require('./works');

const { values: options } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		only: { type: 'string', default: '' },
	},
});
const ROUNDS = Number(options.rounds ?? (options.quick ? 3 : 7));
const MOST_JOBS = options.quick ? 10_000 : Infinity;

const N8N_NODES = join(hostFolder('n8n-2'), 'node_modules/n8n-nodes-base');
const hasN8nNodes = existsSync(N8N_NODES);

function start(file, args) {
	const child = fork(join(__dirname, file), args.map(String), { execArgv: ['--expose-gc'] });
	child.once('exit', (code) => {
		if (code) throw new Error(`${file} ended with ${code}`);
	});
	return child;
}

const answerOf = async (child) => await new Promise((resolve) => child.once('message', resolve));

async function ask(child, message = 'go') {
	child.send(message);
	const answer = await answerOf(child);
	if (answer.failure) throw new Error(answer.failure);
	return answer;
}

function median(numbers) {
	const sorted = [...numbers].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)];
}

/** @returns {Promise<Array<{ name: string, ms: number, requests: number, megabytes: number }>>} */
async function measure(work, workIndex) {
	const server = start('server.js', [work.jobs, work.pageCost, work.changes ?? 0]);
	const credential = JSON.stringify(await answerOf(server));
	const names = Object.keys(work.rivals).filter(
		(name) => hasN8nNodes || !name.startsWith('HTTP Request'),
	);
	const rivals = await Promise.all(
		names.map(async (name) => {
			const child = start('rival.js', [workIndex, name, credential]);
			await answerOf(child);
			return { name, child, times: [], requests: 0, megabytes: 0 };
		}),
	);
	for (let round = 0; round <= ROUNDS; round += 1) {
		await ask(server, 'next round');
		// Whoever runs first finds the server as the rival before it left it: each is first in turn.
		const turns = rivals.map((_, index) => rivals[(index + round) % rivals.length]);
		for (const rival of turns) {
			await ask(server);
			const { ms, megabytes } = await ask(rival.child);
			rival.requests = (await ask(server)).requests;
			// The first time shows what a fresh process needs; it is slower than all others.
			if (round === 0) rival.megabytes = megabytes;
			else rival.times.push(ms);
		}
	}
	for (const child of [server, ...rivals.map((rival) => rival.child)]) child.disconnect();
	return rivals.map(({ times, ...rival }) => ({ ...rival, ms: median(times) }));
}

function row({ name, ms, requests, megabytes }, reference) {
	const seconds = ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
	const ratio = (ms / reference.ms).toFixed(2);
	const memoryRatio = (megabytes / reference.megabytes).toFixed(2);
	return `| ${name} | ${requests} | ${seconds} | ${ratio} | ${megabytes.toFixed(0)} MB | ${memoryRatio} |`;
}

async function main() {
	const date = new Date().toISOString().slice(0, 10);
	console.log(
		`${date}, Node ${process.version}, ${cpus().length} × ${cpus()[0].model}, median of ${ROUNDS} rounds; memory: the peak of a fresh process in its first run.`,
	);
	if (!hasN8nNodes) {
		console.log(
			"n8n's HTTP Request node is not here: run `npm run demo` or the end-to-end tests once, which install an n8n.",
		);
	}
	for (const [index, work] of WORKS.entries()) {
		if (work.jobs > MOST_JOBS || !work.name.includes(options.only)) continue;
		const results = await measure(work, index);
		console.log(`\n${work.name}\n`);
		console.log('| | requests | time | × | memory | × |\n|---|--:|--:|--:|--:|--:|');
		for (const result of results) console.log(row(result, results[0]));
	}
}

void main();
