// @ts-check
const { PROJECT } = require('../seed');
const { chain, kylin, projectLocator } = require('../workflows');

/** @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials */

/** Requests of one execution: one that lists the job, one that reads its status, one that resumes it. */
const REQUESTS = { GET: 2, PUT: 1 };

/**
 * Called with a job's ID, looks the job up and resumes it.
 *
 * @param {'lastNode' | 'onReceived'} responseMode
 * @param {string} path
 * @param {NodeCredentials} credentials
 */
function resumeByCall(path, responseMode, credentials) {
	return chain(`Resume by call (${responseMode})`, [
		{
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'GET', path, responseMode, options: {} },
		},
		kylin(
			'List Jobs',
			{
				operation: 'list',
				project: projectLocator(PROJECT),
				filters: { key: '={{ $json.query.job }}' },
			},
			credentials,
		),
		kylin(
			'Resume',
			{
				operation: 'operate',
				action: 'RESUME',
				jobIds: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				options: { return: 'confirmation' },
			},
			credentials,
		),
	]);
}

module.exports = { REQUESTS, resumeByCall };
