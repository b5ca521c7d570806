// @ts-check

/** @typedef {import('../types/n8n').Json} Json */

const HOUR = 3_600_000;

const PROJECT = 'learn_kylin';
const OTHER_PROJECT = 'Sales_Mart';

const JOBS = {
	failed: 'f0000001-0000-4000-8000-000000000001',
	failedToo: 'f0000002-0000-4000-8000-000000000002',
	running: 'a0000003-0000-4000-8000-000000000003',
	finished: 'b0000004-0000-4000-8000-000000000004',
	paused: 'c0000005-0000-4000-8000-000000000005',
	elsewhere: 'd0000006-0000-4000-8000-000000000006',
	waiting: 'e0000007-0000-4000-8000-000000000007',
	discarded: 'd0000008-0000-4000-8000-000000000008',
};

/** More than one page of the project picker. */
const FURTHER_PROJECTS = Array.from(
	{ length: 70 },
	(_, index) => `team_${String(index + 1).padStart(2, '0')}`,
);

const FAILURE = {
	step: 'Build indexes by layer',
	code: 'KE-030001003(Container out of memory):',
	reason: 'Container killed for exceeding memory limits.',
	suggestion: 'Give the executors more memory and resume the job.',
	stack: 'org.apache.spark.SparkException: Job aborted',
};

/**
 * @param {number} now
 * @returns {{ recorded_at: number, projects: Json[], models: Json[], tables: Json[], jobs: Json[] }}
 */
function createSeed(now) {
	const job = (
		/** @type {string} */ id,
		/** @type {string} */ status,
		/** @type {number} */ age,
		more = {},
	) => ({
		id,
		project: PROJECT,
		job_name: 'INC_BUILD',
		target_subject: 'orders',
		status,
		create_time: now - age,
		last_modified: now - age + HOUR / 2,
		...(status === 'READY' ? {} : { start_time: now - age + 5_000 }),
		...(['ERROR', 'SUCCEED', 'PAUSED', 'DISCARDED'].includes(status)
			? { end_time: now - age + HOUR / 2 }
			: {}),
		data_range_start: now - 30 * HOUR,
		data_range_end: now - 6 * HOUR,
		...more,
	});
	return {
		recorded_at: now,
		projects: [PROJECT, OTHER_PROJECT, ...FURTHER_PROJECTS].map((name) => ({ name })),
		models: [],
		tables: [],
		jobs: [
			job(JOBS.failed, 'ERROR', 3 * HOUR, { shape: 'full', failure: FAILURE }),
			job(JOBS.failedToo, 'ERROR', 30 * HOUR, { target_subject: 'web_logs' }),
			job(JOBS.running, 'RUNNING', HOUR, { job_name: 'INDEX_BUILD', target_subject: 'web_logs' }),
			job(JOBS.finished, 'SUCCEED', 26 * HOUR),
			job(JOBS.paused, 'PAUSED', 50 * HOUR, { job_name: 'INDEX_REFRESH' }),
			job(JOBS.elsewhere, 'ERROR', 2 * HOUR, {
				project: OTHER_PROJECT,
				target_subject: 'revenue_daily',
			}),
			job(JOBS.waiting, 'READY', 40 * HOUR, { target_subject: 'customers' }),
			job(JOBS.discarded, 'DISCARDED', 72 * HOUR),
		],
	};
}

module.exports = { FAILURE, FURTHER_PROJECTS, JOBS, OTHER_PROJECT, PROJECT, createSeed };
