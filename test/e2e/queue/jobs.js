// @ts-check
const { PROJECT } = require('../seed');

const HOUR_MS = 3_600_000;

/** @param {number} count @returns {string[]} */
function jobIds(count) {
	return Array.from(
		{ length: count },
		(_, index) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
	);
}

/** That many failed jobs. @param {number} now @param {number} count */
function seedOfFailedJobs(now, count) {
	return {
		recorded_at: now,
		projects: [{ name: PROJECT }],
		jobs: jobIds(count).map((id) => ({
			id,
			project: PROJECT,
			job_name: 'INC_BUILD',
			target_subject: 'orders',
			status: 'ERROR',
			create_time: now - 2 * HOUR_MS,
			start_time: now - 2 * HOUR_MS,
			end_time: now - HOUR_MS,
			last_modified: now - HOUR_MS,
		})),
	};
}

module.exports = { jobIds, seedOfFailedJobs };
