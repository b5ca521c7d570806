// @ts-check
const { KYLIN_NODE, chain } = require('../workflows');

/** @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials */

/** n8n refuses an interval under a minute, but takes several times of a minute. */
const POLL_TIMES = {
	item: Array.from({ length: 12 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 5 + 1} * * * * *`,
	})),
};

/** Something an execution goes on to, as in a workflow of a user. */
const NEXT = { name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

const POLLING = 'Kylin Trigger';
const CALLED = 'Kylin Callback';

/** Polls every five seconds for jobs that end. @param {NodeCredentials} credentials */
function pollingWorkflow(credentials) {
	return chain('Kylin polled', [
		{
			name: POLLING,
			type: `${KYLIN_NODE}Trigger`,
			typeVersion: 1,
			parameters: { pollTimes: POLL_TIMES, events: ['jobFailed', 'jobFinished'], projects: [] },
			credentials,
		},
		NEXT,
	]);
}

/** @param {string} webhookId first part of the URL @param {NodeCredentials} credentials */
function callbackWorkflow(webhookId, credentials) {
	return chain('Kylin calls', [
		{
			name: CALLED,
			type: 'n8n-nodes-apache-kylin.apacheKylinCallbackTrigger',
			typeVersion: 1,
			webhookId,
			parameters: {
				authentication: 'basicAuth',
				events: ['jobFailed', 'jobFinished'],
				jobData: 'callback',
			},
			credentials,
		},
		NEXT,
	]);
}

module.exports = { CALLED, POLLING, POLL_TIMES, callbackWorkflow, pollingWorkflow };
