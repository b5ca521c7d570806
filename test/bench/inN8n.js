const { until } = require('../e2e/until');
const { KYLIN_NODE, chain } = require('../e2e/workflows');
const { startServer } = require('./children');
const { inTurns } = require('./rounds');

/** A call starts it, with the input items if there are any, and is answered with the last item that comes out. */
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
		...run.chain.map(({ type, version = 1, parameters }, index) => ({
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

async function createCredentials(rest, { host, username, password }) {
	const create = async (type, data) => {
		const { id, name } = await rest.createCredential({ name: type, type, data });
		return { id, name };
	};
	return {
		apacheKylinApi: await create('apacheKylinApi', { host, username, password }),
		httpBasicAuth: await create('httpBasicAuth', { user: username, password }),
	};
}

/**
 * Inside an installed n8n, whose database holds the credentials: the time from the call of a webhook
 * to its answer.
 */
async function measureInN8n(host, n8n, work, rounds) {
	const { server, credential } = await startServer(host, work);
	const credentials = await createCredentials(n8n.rest, credential);
	const rivals = [];
	for (const [name, prepare] of Object.entries(work.rivals)) {
		const run = prepare(credential);
		if (run.chain === undefined) continue;
		const path = `work-${server.pid}-rival-${rivals.length}`;
		const workflow = await n8n.rest.createWorkflow(calledWorkflow(path, run, credentials));
		await n8n.rest.activateWorkflow(workflow);
		rivals.push({
			name,
			run: async () => await call(`${n8n.url}/webhook/${path}`, run.items, work.lastJob),
		});
	}
	const results = await inTurns(rivals, server, rounds);
	server.disconnect();
	return results;
}

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

module.exports = { measureInN8n };
