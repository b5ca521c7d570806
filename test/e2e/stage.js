// @ts-check
const { installN8n } = require('../host/install');
const { withProgress } = require('../host/progress');
const { packNode } = require('../host/tarball');
const { startThrowawayN8n } = require('../host/throwawayN8n');
const { startStandIn } = require('../stand-in');
const { USER } = require('./account');
const { createSeed } = require('./seed');
const { startServices } = require('./services');

/** A real n8n with the packed node, a stand-in for Kylin with a still clock, stand-ins for what the examples send to, and credentials. */
async function openStage(version = 'n8n-2') {
	const installed = await installN8n(version);
	const tarball = await withProgress('Packing the node', packNode);
	const standIn = await startStandIn({
		manual: true,
		clock: Date.now(),
		users: [USER],
		seed: createSeed(Date.now()),
	});
	const services = await startServices();
	const n8n = await withProgress(
		`Starting n8n ${installed.version} with the node installed`,
		async () => await startThrowawayN8n(installed, tarball, services.env),
	);
	const credentialData = { host: standIn.url, username: USER.username, password: USER.password };
	const { id, name } = await n8n.rest.createCredential({
		name: 'Kylin',
		type: 'apacheKylinApi',
		data: credentialData,
	});
	return {
		installed,
		n8n,
		rest: n8n.rest,
		standIn,
		credentialData,
		credentials: { apacheKylinApi: { id, name } },
		url: n8n.url,
		services,
		serviceCredentials: await services.credentials(n8n.rest),
		/** As at the start, for a test that changes jobs. */
		reset() {
			standIn.seed(createSeed(Date.now()));
			standIn.requests.length = 0;
		},
		async close() {
			await n8n.stop();
			await standIn.close();
			await services.close();
		},
	};
}

module.exports = { openStage };
