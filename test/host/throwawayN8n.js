// @ts-check
const { startN8n } = require('./n8n');
const { restClient } = require('./rest');
const { installTarball } = require('./tarball');
const { createUserFolder } = require('./userFolder');

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/**
 * A new n8n with the packed node in it and nothing else, its owner signed in.
 *
 * @param {InstalledN8n} installed
 * @param {string} tarball
 */
async function startThrowawayN8n(installed, tarball, env = {}) {
	const userFolder = createUserFolder(installed);
	await installTarball(tarball, userFolder);
	const n8n = await startN8n(installed, userFolder, env);
	const rest = restClient(installed, n8n.url);
	await rest.setUpOwner();
	return { ...n8n, userFolder, rest };
}

module.exports = { startThrowawayN8n };
