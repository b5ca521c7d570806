// @ts-check
const { installN8n } = require('../../host/install');
const { startN8n } = require('../../host/n8n');
const { withProgress } = require('../../host/progress');
const { restClient } = require('../../host/rest');
const { packNode } = require('../../host/tarball');
const { startThrowawayN8n } = require('../../host/throwawayN8n');

/** One n8n after the other, on one user folder. */
async function startRestartableN8n() {
	const installed = await installN8n('n8n-2');
	const tarball = await withProgress('Packing the node', packNode);
	const first = await withProgress(
		`Starting n8n ${installed.version} with the node installed`,
		async () => await startThrowawayN8n(installed, tarball),
	);
	/** @type {Array<Awaited<ReturnType<typeof startN8n>> & { rest: ReturnType<typeof restClient> }>} */
	const started = [first];
	const current = () => started[started.length - 1];
	return {
		rest: () => current().rest,
		url: () => current().url,
		log: () => current().log(),
		logs: () => started.map(({ log }) => log()),
		pids: () => started.map(({ pid }) => pid),
		stop: async () => await current().stop(),
		async startAgain() {
			const n8n = await startN8n(installed, first.userFolder);
			started.push({ ...n8n, rest: restClient(installed, n8n.url) });
			await current().rest.logIn();
		},
	};
}

module.exports = { startRestartableN8n };
