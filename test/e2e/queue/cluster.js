// @ts-check
const { installN8n } = require('../../host/install');
const { startN8n, untilReady } = require('../../host/n8n');
const { freePorts } = require('../../host/ports');
const { start } = require('../../host/processes');
const { withProgress } = require('../../host/progress');
const { restClient } = require('../../host/rest');
const { installTarball, packNode } = require('../../host/tarball');
const { baseEnvironment, createUserFolder } = require('../../host/userFolder');
const { startPostgres, startRedis } = require('./services');

/** @typedef {import('../../types/n8n').InstalledN8n} InstalledN8n */

const CONCURRENCY = 5;

/**
 * A worker has a user folder of its own, as on another machine, and so needs the node as well.
 *
 * @param {InstalledN8n} installed
 * @param {string} tarball
 * @param {Record<string, string>} env
 */
async function startWorker(installed, tarball, env) {
	const userFolder = createUserFolder(installed);
	await installTarball(tarball, userFolder);
	const [brokerPort, healthPort] = await freePorts(2);
	const worker = await start(
		installed.node,
		[installed.n8n, 'worker', `--concurrency=${CONCURRENCY}`],
		{
			env: {
				...baseEnvironment(installed, userFolder),
				...env,
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(healthPort),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
		},
	);
	await untilReady(worker, `http://127.0.0.1:${healthPort}/healthz/readiness`, 'A worker of n8n');
	return {
		...worker,
		log: worker.output,
		/** Execution ids that a line of the log says it has started or finished. */
		executions: (/** @type {string} */ what) =>
			[...worker.output().matchAll(new RegExp(`Worker ${what} execution (\\d+)`, 'g'))].map(
				([, id]) => id,
			),
	};
}

/**
 * n8n as it scales: one main process, workers, Redis and PostgreSQL, all on this machine.
 *
 * @param {number} workerCount
 */
async function startCluster(workerCount) {
	const installed = await installN8n('n8n-2');
	const tarball = await withProgress('Packing the node', packNode);
	const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
	const env = {
		...postgres.env,
		...redis.env,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		// A lost worker is noticed when its lock runs out; the default would make the test long.
		QUEUE_WORKER_LOCK_DURATION: '6000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
	};
	const userFolder = createUserFolder(installed);
	await installTarball(tarball, userFolder);
	const main = await withProgress(
		'Starting the main process of n8n',
		async () => await startN8n(installed, userFolder, env),
	);
	const workers = await withProgress(
		`Starting ${workerCount} workers`,
		async () =>
			await Promise.all(
				Array.from({ length: workerCount }, async () => await startWorker(installed, tarball, env)),
			),
	);
	const rest = restClient(installed, main.url);
	await rest.setUpOwner();
	/** @type {typeof workers} */
	const killed = [];
	const everyWorker = () => [...killed, ...workers];
	return {
		main,
		workers,
		rest,
		/** Kills a worker as a crash would, and starts another in its place. @param {number} index */
		async replace(index) {
			const [victim] = workers.slice(index);
			victim.kill('SIGKILL');
			await victim.ended;
			killed.push(victim);
			workers[index] = await startWorker(installed, tarball, env);
			return victim;
		},
		/** Executions that wait for a worker, or that a worker says it is at work on. */
		unsettled: async () => await redis.countIn('bull:jobs:wait', 'bull:jobs:active'),
		pids: () => [main, ...everyWorker(), postgres, redis].map(({ pid }) => pid),
		logs: () => [main.log(), ...everyWorker().map(({ log }) => log())],
		async stop() {
			await Promise.all([main.stop(), ...workers.map(async (worker) => await worker.stop())]);
			await Promise.all([postgres.stop(), redis.stop()]);
		},
	};
}

module.exports = { CONCURRENCY, startCluster };
