// @ts-check
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/** @typedef {import('../types/n8n').Item} Item */

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').Credential} Credential
 * @typedef {import('../types/n8n').Workflow} Workflow
 * @typedef {import('../types/n8n').StoredWorkflow} StoredWorkflow
 * @typedef {import('../types/n8n').Execution} Execution
 * @typedef {import('../types/n8n').InstalledN8n} InstalledN8n
 */

const POLL_MS = 150;
const EXECUTION_TIMEOUT_MS = 120_000;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** The only account of a throwaway n8n. */
const OWNER = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Throwaway-1',
};

/** n8n answered a request of its editor with an error. */
class RestError extends Error {
	/** @param {string} method @param {string} path @param {number} status @param {Json} body */
	constructor(method, path, status, body) {
		super(`${method} ${path} answered ${status}: ${body.message ?? JSON.stringify(body)}`);
		this.status = status;
		this.body = body;
	}
}

/** Talks to n8n as its editor does. @param {InstalledN8n} installed @param {string} url */
function restClient(installed, url) {
	const { parse } = createRequire(join(installed.folder, 'package.json'))('flatted');
	let cookie = '';

	/** @param {string} method @param {string} path @param {unknown} [body] */
	async function send(method, path, body) {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: {
				...(cookie === '' ? {} : { cookie }),
				'browser-id': 'host-tests',
				// On a busy machine n8n closes an idle connection just when the next request goes out.
				connection: 'close',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const set = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (set !== undefined) cookie = set.split(';')[0];
		return response;
	}

	/** @param {string} method @param {string} path @param {unknown} [body] */
	async function request(method, path, body) {
		const response = await send(method, path, body);
		const text = await response.text();
		const answer = /^\s*[[{]/.test(text) ? JSON.parse(text) : { message: text };
		if (!response.ok) throw new RestError(method, path, response.status, answer);
		return answer.data ?? answer;
	}

	/** @param {string} id @returns {Promise<Execution>} */
	async function waitForExecution(id) {
		const deadline = Date.now() + EXECUTION_TIMEOUT_MS;
		for (;;) {
			const execution = await request('GET', `/rest/executions/${id}`);
			const data = ENDED.has(execution.status) ? parse(execution.data) : undefined;
			// n8n 1 stores the status before the data.
			if (data?.resultData) return { ...execution, data };
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${execution.status}`);
			await sleep(POLL_MS);
		}
	}

	/** Starts a stored workflow at its trigger. @param {StoredWorkflow} workflow @returns {Promise<string>} the execution's ID */
	async function startWorkflow(workflow) {
		const trigger = workflow.nodes.find(({ type }) => /trigger$/i.test(type))?.name;
		const { executionId } = await request('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: trigger },
			// n8n 1 runs what it is given.
			workflowData: workflow,
		});
		return executionId;
	}

	return {
		request,
		fetch: async (/** @type {string} */ path) => await send('GET', path),
		setUpOwner: async () => await request('POST', '/rest/owner/setup', OWNER),
		logIn: async () =>
			await request('POST', '/rest/login', {
				emailOrLdapLoginId: OWNER.email,
				password: OWNER.password,
			}),
		/** @type {(credential: Credential) => Promise<{ id: string, name: string }>} */
		createCredential: async (credential) => await request('POST', '/rest/credentials', credential),
		/** @type {(credential: Credential) => Promise<{ status: string, message: string }>} */
		testCredential: async (credential) =>
			await request('POST', '/rest/credentials/test', { credentials: { id: '', ...credential } }),
		/** @type {(workflow: Workflow) => Promise<StoredWorkflow>} */
		createWorkflow: async (workflow) =>
			// n8n 1 has no default for `active`.
			await request('POST', '/rest/workflows', { active: false, ...workflow }),
		/** n8n 1 takes it for a change of the workflow. @param {{ id: string, versionId: string }} workflow */
		async activateWorkflow({ id, versionId }) {
			try {
				await request('POST', `/rest/workflows/${id}/activate`, { versionId });
			} catch (error) {
				if (!(error instanceof RestError) || error.status !== 404) throw error;
				await request('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
			}
		},
		/** @param {string} id */
		async deactivateWorkflow(id) {
			try {
				await request('POST', `/rest/workflows/${id}/deactivate`);
			} catch (error) {
				if (!(error instanceof RestError) || error.status !== 404) throw error;
				const { versionId } = await request('GET', `/rest/workflows/${id}`);
				await request('PATCH', `/rest/workflows/${id}`, { active: false, versionId });
			}
		},
		startWorkflow,
		/** Runs a stored workflow from its trigger to the end. @param {StoredWorkflow} workflow */
		runWorkflow: async (workflow) => await waitForExecution(await startWorkflow(workflow)),
		waitForExecution,
	};
}

/**
 * The items a node put out; `output` 1 is the error output.
 *
 * @param {Execution} execution
 * @param {string} nodeName
 * @returns {Item[]}
 */
function itemsOf(execution, nodeName, output = 0) {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

module.exports = { OWNER, RestError, itemsOf, restClient };
