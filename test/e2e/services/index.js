// @ts-check
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { removeAtExit } = require('../../host/processes');
const { listen } = require('../listen');
const { createCertificates } = require('./certificates');
const { startCharts } = require('./charts');
const { startMailServer } = require('./mailServer');
const { startSlack } = require('./slack');

/**
 * @typedef {import('../../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../../types/n8n').Rest} Rest
 */

/** The services that the examples send to, replaced behind TLS: what n8n needs to meet them is in `env`. */
async function startServices() {
	const certificates = await createCertificates(['slack.com', 'quickchart.io', 'localhost']);
	const slack = await startSlack(certificates);
	const charts = await startCharts(certificates);
	const mail = await startMailServer(certificates);
	/** @type {Record<string, number>} */
	const ports = {};
	for (const { host, server } of [slack, charts]) {
		ports[host] = Number(new URL(await listen(server)).port);
	}
	const folder = removeAtExit(mkdtempSync(join(tmpdir(), 'services-')));
	const authority = join(folder, 'authority.pem');
	writeFileSync(authority, certificates.authority);
	return {
		messages: slack.messages,
		charts: charts.charts,
		mails: mail.mails,
		env: {
			NODE_EXTRA_CA_CERTS: authority,
			NODE_OPTIONS: `--require=${require.resolve('./redirect')}`,
			PORTS_OF_SERVICES: JSON.stringify(ports),
		},
		/** By the type of the credential. @param {Rest} rest */
		async credentials(rest) {
			const data = { slackApi: { accessToken: slack.token }, smtp: mail.credential };
			/** @type {NodeCredentials} */
			const created = {};
			for (const [type, fields] of Object.entries(data)) {
				const { id, name } = await rest.createCredential({ name: type, type, data: fields });
				created[type] = { id, name };
			}
			return created;
		},
		/** As at the start. */
		reset() {
			for (const received of [slack.messages, charts.charts, mail.mails]) received.length = 0;
		},
		async close() {
			for (const { server } of [slack, charts]) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
			await mail.close();
		},
	};
}

module.exports = { startServices };
