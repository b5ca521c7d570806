// `npm run soak [-- --executions N]`: many executions in one process, good ones and failing ones.
// Fails if memory grows, if anything is left open or if a request is missing or was sent twice.
const { fork } = require('node:child_process');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { setTimeout: sleep } = require('node:timers/promises');

const BATCH = 1_000;
const JOBS = 200;
const MEGABYTE = 1024 * 1024;
/** A leak of one kilobyte per execution exceeds it. */
const MOST_GROWTH_MB = 8;

async function soak() {
	const { values } = parseArgs({ options: { executions: { type: 'string', default: '10000' } } });
	const executions = Number(values.executions);
	const { runChain } = require('../bench/engine');
	const { jobId } = require('../bench/jobs');
	const server = fork(join(__dirname, '../bench/server.js'), [String(JOBS), 'none']);
	const answerOfServer = async () =>
		await new Promise((resolve) => server.once('message', resolve));
	const credential = await answerOfServer();
	const takeRequests = async () => {
		server.send('go');
		return (await answerOfServer()).requests;
	};

	const project = (value) => ({ __rl: true, mode: 'name', value });
	const operate = (jobIds) => ({
		operation: 'operate',
		jobIds,
		options: { return: 'confirmation' },
	});
	/** What is run in turn: parameters, how many items come out, how many requests it takes. */
	const KINDS = [
		() => [{ operation: 'list', pageSize: 20 }, 20, 1],
		() => [{ operation: 'list', returnAll: true }, JOBS, 1],
		() => [{ operation: 'list', project: project('no such project') }, 'fails', 1],
		() => [{ operation: 'list', pageSize: 0 }, 'fails', 0],
		(index) => [operate(jobId(index)), 1, 1],
		() => [operate('no-such-job'), 'fails', 1],
		(index) => [{ operation: 'list', filters: { key: jobId(index) } }, 1, 1],
		() => [operate(''), 'fails', 0],
	];

	const failures = [];
	const measure = async () => {
		await sleep(50);
		globalThis.gc();
		const { heapUsed, rss } = process.memoryUsage();
		return { heap: heapUsed / MEGABYTE, rss: rss / MEGABYTE };
	};
	const resources = () => process.getActiveResourcesInfo().sort().join(', ');

	await takeRequests();
	let baseline;
	let before;
	console.log('executions  requests  heap MB  RSS MB');
	for (let done = 0; done < executions; done += BATCH) {
		let expected = 0;
		for (let index = 0; index < BATCH; index += 1) {
			const [parameters, outcome, requests] = KINDS[index % KINDS.length](
				Math.floor(index / KINDS.length),
			);
			expected += requests;
			const { items, error } = await runChain({
				chain: [{ type: 'apacheKylin', parameters: { resource: 'job', ...parameters } }],
				credential,
			});
			const actual = error ? 'fails' : items.length;
			if (actual !== outcome) {
				failures.push(`${JSON.stringify(parameters)}: ${actual} instead of ${outcome}`);
			}
		}
		const sent = await takeRequests();
		if (sent !== expected) failures.push(`${sent} requests instead of ${expected}`);
		const { heap, rss } = await measure();
		// What the first batch leaves behind are caches of the engine and compiled code.
		baseline ??= heap;
		before ??= resources();
		const figures = [done + BATCH, sent, heap.toFixed(1), rss.toFixed(0)];
		console.log(
			figures.map((figure, index) => String(figure).padStart([10, 8, 7, 6][index])).join('  '),
		);
		if (heap > baseline + MOST_GROWTH_MB) failures.push(`the heap grew to ${heap.toFixed(1)} MB`);
	}
	const after = resources();
	if (after !== before)
		failures.push(`open at the end: ${after}; after the first batch: ${before}`);
	console.log(`open at the end, as after the first batch: ${after}`);
	server.disconnect();
	for (const failure of new Set(failures)) console.error(failure);
	if (failures.length > 0) process.exitCode = 1;
}

if (typeof globalThis.gc !== 'function') {
	fork(__filename, process.argv.slice(2), { execArgv: ['--expose-gc'] }).once('exit', (code) => {
		process.exitCode = code ?? 1;
	});
} else {
	void soak();
}
