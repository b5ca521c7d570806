// @ts-check
const { PROJECT } = require('../seed');

const HOUR_MS = 3_600_000;

/** @param {number} number */
function jobId(number) {
	return `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

/** @param {string} id */
function running(id, more = {}) {
	return { id, status: 'RUNNING', ...more };
}

/** These jobs, and some that ended before anybody watched. @param {number} now @param {object[]} jobs */
function seedOf(now, jobs) {
	const started = { create_time: now - 2 * HOUR_MS, last_modified: now - 2 * HOUR_MS };
	const ended = { ...started, end_time: now - HOUR_MS, last_modified: now - HOUR_MS };
	const endedJobs = [
		{ ...ended, id: jobId(90_000_001), status: 'ERROR' },
		{ ...ended, id: jobId(90_000_002), status: 'SUCCEED' },
		{ ...ended, id: jobId(90_000_003), status: 'ERROR', last_modified: now },
	];
	return {
		recorded_at: now,
		projects: [{ name: PROJECT }],
		jobs: [...jobs, ...endedJobs].map((job) => ({
			project: PROJECT,
			job_name: 'INC_BUILD',
			target_subject: 'orders',
			start_time: now - 2 * HOUR_MS,
			...started,
			...job,
		})),
	};
}

/** What Kylin posts at the end of a job. @param {string} id */
function callbackOf(id) {
	const end = Date.UTC(2026, 10, 23, 3, 0);
	return {
		job_id: id,
		project: PROJECT,
		model_id: '82fa7671-a935-45f5-8779-85703601f49a',
		segment_ids: ['seg-1'],
		index_ids: [1, 20_000_000_001],
		duration: 31_000,
		start_time: end - 31_000,
		end_time: end,
		job_state: 'ERROR',
		job_type: 'INC_BUILD',
		segment_time_range: [{ segment_id: 'seg-1', data_range_start: 100, data_range_end: 200 }],
		segment_partition_info: [],
		snapshot_job_info: null,
		tag: null,
		error_code: 'KE-030001003',
		msg: 'Container out of memory',
		suggestion: 'Give more',
		code: '999',
		stacktrace: 'java.lang.OutOfMemoryError',
	};
}

module.exports = { callbackOf, jobId, running, seedOf };
