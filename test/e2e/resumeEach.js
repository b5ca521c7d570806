// @ts-check
const assert = require('node:assert/strict');
const { JOBS, PROJECT } = require('./seed');
const { chain, kylin, manualTrigger, projectLocator, show } = require('./workflows');

/** @typedef {import('../types/n8n').Json} Json */

/** @typedef {import('../types/n8n').NodeCredentials} NodeCredentials */

/**
 * Lists the failed jobs, resumes each, and compares what came out with what was listed.
 *
 * @param {NodeCredentials} credentials
 */
function resumeEach(credentials) {
	return chain('Resume each', [
		manualTrigger(),
		kylin(
			'List Jobs',
			{
				operation: 'list',
				project: projectLocator(PROJECT),
				returnAll: true,
				filters: { statuses: ['ERROR'] },
			},
			credentials,
		),
		kylin(
			'Resume',
			{ operation: 'operate', action: 'RESUME', jobIds: '={{ $json.id }}' },
			credentials,
		),
		show('Compare', {
			id: '={{ $json.id }}',
			status: '={{ $json.status }}',
			listedId: "={{ $('List Jobs').item.json.id }}",
			listedStatus: "={{ $('List Jobs').item.json.status }}",
		}),
	]);
}

/** @param {Json[]} compared what the last node put out */
function assertEachResumed(compared) {
	assert.deepEqual(
		compared.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
		[JOBS.failed, JOBS.failedToo].map((id) => ({
			id,
			status: 'PENDING',
			listedId: id,
			listedStatus: 'ERROR',
		})),
	);
}

module.exports = { assertEachResumed, resumeEach };
