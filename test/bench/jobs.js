// @ts-check
const PROJECT = 'learn_kylin';
const NOW = Date.UTC(2026, 10, 23, 3, 0);

const uuid = (/** @type {number} */ index) =>
	`${index.toString(16).padStart(8, '0')}-7f0e-4a0e-9a7b-${(index * 7919).toString(16).padStart(12, '0')}`;

const jobId = (/** @type {number} */ index) => `${uuid(index)}-${uuid(index % 40)}`;

/** Of the size of a usual record (about 900 bytes); every fifth has an unbounded data range. @param {number} index */
function job(index) {
	const time = NOW - (index + 10) * 60_000;
	return {
		id: jobId(index),
		project: PROJECT,
		job_name: index % 3 === 0 ? 'INDEX_BUILD' : 'INC_BUILD',
		target_subject: `sales_model_${index % 40}`,
		raw_state: 'ERROR',
		create_time: time,
		last_modified: time + 30_000,
		start_time: time + 1000,
		end_time: time + 30_000,
		data_range_start: 1325347200000,
		data_range_end: index % 5 === 0 ? '9223372036854775807' : 1338480000000,
		target_segments: [uuid(index + 1), uuid(index + 2)],
		submitter: 'ADMIN',
	};
}

/** A seed of the stand-in. */
const seedOf = (/** @type {number} */ count) => ({
	recorded_at: NOW,
	projects: [{ name: PROJECT, permissions: {} }],
	models: [],
	tables: [],
	jobs: Array.from({ length: count }, (_, index) => job(index)),
});

module.exports = { jobId, seedOf };
