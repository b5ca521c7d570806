// @ts-check
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');

/**
 * @typedef {import('../../types/n8n').Stage} Stage
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 */

const PROJECT = 'sales';
const MINUTE = 60_000;

const LOG = `2026-11-28 02:59:41 INFO  DAGScheduler : Submitting 200 missing tasks from ResultStage 41
2026-11-28 03:02:07 WARN  TaskSetManager : Lost task 17.0 in stage 41.0 (TID 5203, worker-3, executor 2)
2026-11-28 03:02:09 ERROR YarnScheduler : Lost executor 2 on worker-3: Container killed by YARN for exceeding memory limits
2026-11-28 03:02:10 ERROR TaskSetManager : Task 17 in stage 41.0 failed 4 times; aborting job
Caused by: Container killed by YARN for exceeding memory limits. 5.5 GB of 5.5 GB physical memory used`;

const FAILURE = {
	step: 'Build indexes by layer',
	code: 'KE-030001003(Container out of memory):',
	reason:
		'Container killed by YARN for exceeding memory limits. 5.5 GB of 5.5 GB physical memory used.',
	suggestion: 'Give the executors more memory and resume the job.',
	stack: 'org.apache.spark.SparkException: Job aborted',
};

/** A night: four models, one of which could not be built. @param {number} now */
function night(now) {
	const job = (
		/** @type {number} */ number,
		/** @type {string} */ model,
		/** @type {string} */ status,
		more = {},
	) => ({
		id: `${number}c1f4a0e-5b2d-4e8f-9a63-2d7e8f90123${number}`,
		project: PROJECT,
		job_name: 'INC_BUILD',
		target_subject: model,
		status,
		create_time: now - 40 * MINUTE,
		start_time: now - 39 * MINUTE,
		end_time: now - number * 4 * MINUTE,
		last_modified: now - number * 4 * MINUTE,
		data_range_start: now - 30 * 60 * MINUTE,
		data_range_end: now - 6 * 60 * MINUTE,
		...more,
	});
	return {
		recorded_at: now,
		projects: ['sales', 'sales_archive', 'logistics', 'web'].map((name) => ({ name })),
		models: [],
		tables: [],
		jobs: [
			job(1, 'orders', 'ERROR', {
				shape: 'full',
				failure: FAILURE,
				logs: { 'Load Data To Index': LOG },
			}),
			job(2, 'customers', 'SUCCEED'),
			job(3, 'returns', 'SUCCEED'),
			job(4, 'order_lines', 'SUCCEED'),
		],
	};
}

/**
 * A stand-in for Kylin after a night, at Kylin's own port if that is free, and a credential for it.
 *
 * @param {Stage} stage
 */
async function startPictureKylin({ rest }) {
	const { default: getPort } = await import('get-port');
	const now = Date.now();
	const standIn = await startStandIn({
		frozen: true,
		clock: now,
		users: [USER],
		seed: night(now),
		port: await getPort({ host: '127.0.0.1', port: 7070 }),
	});
	const { id, name } = await rest.createCredential({
		name: 'Kylin (production)',
		type: 'apacheKylinApi',
		data: {
			host: standIn.url.replace('127.0.0.1', 'localhost'),
			username: USER.username,
			password: USER.password,
		},
	});
	return {
		standIn,
		credentials: /** @type {NodeCredentials} */ ({ apacheKylinApi: { id, name } }),
	};
}

module.exports = { PROJECT, startPictureKylin };
