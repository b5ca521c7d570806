// @ts-check
const { until } = require('../e2e/until');
const { KYLIN_NODE, chain } = require('../e2e/workflows');
const { startServer } = require('./children');
const { inTurns } = require('./rounds');

/**
 * @typedef {import('./types').Run} Run
 * @typedef {import('./types').Work} Work
 * @typedef {import('./types').Measured} Measured
 */

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 * @typedef {import('../types/n8n').InstalledN8n} InstalledN8n
 * @typedef {import('../types/n8n').Rest} Rest
 */

/**
 * A call starts it, with the input items if there are any, and is answered with the last item that comes out.
 *
 * @param {string} path
 * @param {Run} run
 * @param {NodeCredentials} credentials
 */
function calledWorkflow(path, run, credentials) {
	return chain(path, [
		{
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
		},
		...(run.items === undefined
			? []
			: [
					{
						name: 'Input Items',
						type: 'n8n-nodes-base.splitOut',
						typeVersion: 1,
						parameters: { fieldToSplitOut: 'body.items', options: {} },
					},
				]),
		...(run.chain ?? []).map(({ type, version = 1, parameters }, index) => ({
			name: `Rival ${index}`,
			type: type === 'apacheKylin' ? KYLIN_NODE : type,
			typeVersion: version,
			parameters,
			credentials,
		})),
		{
			name: 'Last Item',
			type: 'n8n-nodes-base.limit',
			typeVersion: 1,
			parameters: { maxItems: 1, keep: 'lastItems' },
		},
	]);
}

/** @param {Rest} rest @param {KylinCredential} credential */
async function createCredentials(rest, { host, username, password }) {
	const create = async (/** @type {string} */ type, /** @type {Json} */ data) => {
		const { id, name } = await rest.createCredential({ name: type, type, data });
		return { id, name };
	};
	return {
		apacheKylinApi: await create('apacheKylinApi', { host, username, password }),
		httpBasicAuth: await create('httpBasicAuth', { user: username, password }),
	};
}

/** The rivals that are nodes. @param {Work} work @param {KylinCredential} credential */
function nodeRivals(work, credential) {
	return Object.entries(work.rivals)
		.map(([name, prepare]) => ({ name, ...prepare(credential) }))
		.filter(({ chain: nodes }) => nodes !== undefined);
}

/**
 * Inside installed n8ns, whose databases hold the credentials: the time from the call of a webhook to
 * its answer. Each rival has an n8n of its own, so that none is slowed down by what another left to
 * the garbage collector.
 *
 * @param {Array<{ url: string, rest: Rest }>} n8ns at least as many as the work has rivals
 * @param {InstalledN8n} installed
 * @param {Work} work
 * @param {number} rounds
 */
async function measureInN8n(installed, n8ns, work, rounds) {
	const { server, credential } = await startServer(installed, work);
	/** @type {Array<{ name: string, run: () => Promise<Measured> }>} */
	const rivals = [];
	for (const { name, ...run } of nodeRivals(work, credential)) {
		const { rest, url } = n8ns[rivals.length];
		const path = `work-${server.pid}`;
		const credentials = await createCredentials(rest, credential);
		const workflow = await rest.createWorkflow(calledWorkflow(path, run, credentials));
		await rest.activateWorkflow(workflow);
		rivals.push({
			name,
			run: async () => await call(`${url}/webhook/${path}`, run.items, work.lastJob),
		});
	}
	const results = await inTurns(rivals, server, rounds);
	server.disconnect();
	return results;
}

/** @param {string} url @param {Json[] | undefined} items @param {string | undefined} lastJob */
async function call(url, items, lastJob) {
	const body = JSON.stringify({ items });
	const headers = { 'Content-Type': 'application/json' };
	// n8n listens a moment after it has activated a workflow; until then nothing is executed.
	return await until('n8n listens', async () => {
		const begin = performance.now();
		const answer = await fetch(url, { method: 'POST', headers, body });
		const text = await answer.text();
		const ms = performance.now() - begin;
		if (answer.status === 404) return false;
		if (!answer.ok || JSON.parse(text).id !== lastJob) {
			throw new Error(`${url} answered ${answer.status}, ${text} instead of the job ${lastJob}`);
		}
		return { ms };
	});
}

module.exports = { measureInN8n, nodeRivals };
