// @ts-check
// `npm run soak [-- --executions N]`: many executions in one process, good ones and failing ones.
// Fails if memory grows, if anything is left open or if a request is missing or was sent twice.
// Before that, one of each kind is run, so that what is loaded and compiled once is not taken for a leak.
const { fork } = require('node:child_process');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { setTimeout: sleep } = require('node:timers/promises');

/** @typedef {import('../types/n8n').Json} Json */

/** @typedef {() => Promise<object[]>} Poll */

const BATCH = 1_000;
const JOBS = 200;
const MEGABYTE = 1024 * 1024;
/** A leak of one kilobyte per execution exceeds it. */
const MOST_GROWTH_MB = 8;
/** Since before the first batch, which fills caches of the engine. */
const MOST_GROWTH_IN_ALL_MB = 24;
/** Idle connections are closed after 5 seconds. */
const MOST_CLOSING_MS = 15_000;

async function soak() {
	const { values } = parseArgs({ options: { executions: { type: 'string', default: '10000' } } });
	const executions = Number(values.executions);
	const { createPoller, runChain } = require('../bench/engine');
	const { jobId } = require('../bench/jobs');
	const server = fork(join(__dirname, '../bench/server.js'), [String(JOBS), 'none']);
	const answerOfServer = async () =>
		await new Promise((resolve) => server.once('message', resolve));
	const credential = await answerOfServer();
	const takeRequests = async () => {
		server.send('go');
		return (await answerOfServer()).requests;
	};

	const project = (/** @type {string} */ value) => ({ __rl: true, mode: 'name', value });
	const operate = (/** @type {string} */ jobIds) => ({
		operation: 'operate',
		jobIds,
		options: { return: 'confirmation' },
	});
	const ofJob = (/** @type {string} */ operation, /** @type {string} */ id) => ({
		operation,
		job: { __rl: true, mode: 'id', value: id },
	});
	const wait = (/** @type {string} */ jobIds, /** @type {string[]} */ failureStatuses) => ({
		operation: 'wait',
		jobIds,
		waitOptions: { failureStatuses },
	});
	const statistics = {
		operation: 'getStatistics',
		project: project('learn_kylin'),
		from: '2026-11-01T00:00:00Z',
		to: '2026-12-01T00:00:00Z',
	};
	const trigger = () => createPoller({ events: ['jobFailed', 'jobFinished'] }, credential);
	/** Of a batch: between two, the jobs that were operated are as before, which it would tell. */
	/** @type {Poll} */
	let activeTrigger;
	/** Its first poll arms a trigger. */
	const activateAndPoll = async () => {
		const poll = trigger();
		return [...(await poll()), ...(await poll())];
	};
	/** Not one of those that are operated. */
	const leftAlone = (/** @type {number} */ index) => jobId(JOBS - 1 - index);
	/** What is run in turn: parameters or polls, how many items come out, how many requests it takes. */
	/** @type {Array<(index: number) => [Json | Poll, number | 'fails', number]>} */
	const KINDS = [
		() => [{ operation: 'list', pageSize: 20 }, 20, 1],
		() => [{ operation: 'list', returnAll: true }, JOBS, 1],
		() => [{ operation: 'list', project: project('no such project') }, 'fails', 1],
		() => [{ operation: 'list', pageSize: 0 }, 'fails', 0],
		(index) => [operate(jobId(index)), 1, 1],
		() => [operate('no-such-job'), 'fails', 1],
		(index) => [{ operation: 'list', filters: { key: jobId(index) } }, 1, 1],
		() => [operate(''), 'fails', 0],
		(index) => [ofJob('get', leftAlone(index)), 1, 2],
		() => [ofJob('get', 'no-such-job'), 'fails', 1],
		(index) => [ofJob('getLog', leftAlone(index)), 1, 3],
		(index) => [{ ...ofJob('getLog', leftAlone(index)), logFormat: 'file' }, 1, 3],
		(index) => [wait(leftAlone(index), []), 1, 1],
		(index) => [wait(leftAlone(index), ['ERROR']), 'fails', 1],
		() => [statistics, 1, 1],
		() => [{ ...statistics, from: '2026-12-02T00:00:00Z' }, 'fails', 0],
		() => [activeTrigger, 0, 1],
		() => [activateAndPoll, 0, 2],
	];

	/** @type {string[]} */
	const failures = [];
	const measure = async () => {
		await sleep(50);
		globalThis.gc?.();
		const { heapUsed, rss } = process.memoryUsage();
		return { heap: heapUsed / MEGABYTE, rss: rss / MEGABYTE };
	};
	const resources = () => process.getActiveResourcesInfo().sort().join(', ');

	const runNode = async (/** @type {Json} */ parameters) => {
		const { items, error } = await runChain({
			chain: [{ type: 'apacheKylin', parameters: { resource: 'job', ...parameters } }],
			credential,
		});
		return error ? 'fails' : items.length;
	};
	/** @returns how many requests have to be sent */
	const run = async (/** @type {number} */ index) => {
		const [work, outcome, requests] = KINDS[index % KINDS.length](Math.floor(index / KINDS.length));
		const isPoll = typeof work === 'function';
		const actual = isPoll ? (await /** @type {Poll} */ (work)()).length : await runNode(work);
		if (actual !== outcome) {
			const what = isPoll ? 'a poll' : JSON.stringify(work);
			failures.push(`${what}: ${actual} instead of ${outcome}`);
		}
		return requests;
	};
	/** @returns what was sent, and the memory that is in use afterwards */
	const batch = async (/** @type {number} */ size) => {
		activeTrigger = trigger();
		await activeTrigger();
		let expected = 1;
		for (let index = 0; index < size; index += 1) expected += await run(index);
		const sent = await takeRequests();
		if (sent !== expected) failures.push(`${sent} requests instead of ${expected}`);
		const { heap, rss } = await measure();
		return { sent, heap, rss };
	};

	await takeRequests();
	const before = resources();
	console.log('executions  requests  heap MB  RSS MB');
	const report = (
		/** @type {number | string} */ executed,
		/** @type {{ sent: number, heap: number, rss: number }} */ { sent, heap, rss },
	) => {
		const figures = [executed, sent, heap.toFixed(1), rss.toFixed(0)];
		console.log(
			figures.map((figure, index) => String(figure).padStart([10, 8, 7, 6][index])).join('  '),
		);
	};
	const warm = await batch(KINDS.length);
	report('(warm-up)', warm);
	let settled;
	for (let done = 0; done < executions; done += BATCH) {
		const after = await batch(BATCH);
		report(done + BATCH, after);
		settled ??= after;
		const { heap } = after;
		if (heap > settled.heap + MOST_GROWTH_MB || heap > warm.heap + MOST_GROWTH_IN_ALL_MB) {
			failures.push(`the heap grew to ${heap.toFixed(1)} MB`);
		}
	}
	const deadline = Date.now() + MOST_CLOSING_MS;
	while (resources() !== before && Date.now() < deadline) await sleep(500);
	const left = resources();
	if (left !== before) failures.push(`open at the end: ${left}; before the first: ${before}`);
	console.log(`open at the end: ${left}`);
	server.disconnect();
	for (const failure of new Set(failures)) console.error(failure);
	// What was left open would keep the process.
	process.exit(failures.length > 0 ? 1 : 0);
}

if (typeof globalThis.gc !== 'function') {
	fork(__filename, process.argv.slice(2), { execArgv: ['--expose-gc'] }).once('exit', (code) => {
		process.exitCode = code ?? 1;
	});
} else {
	void soak();
}
