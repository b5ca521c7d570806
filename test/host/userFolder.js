// @ts-check
const { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { RUNS } = require('./paths');
const { removeAtExit, run } = require('./processes');
const { withProgress } = require('./progress');

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/** Only encrypts what the runs themselves store; it must be the same for the database's life. */
const ENCRYPTION_KEY = 'key-of-a-throwaway-n8n';

/** @param {InstalledN8n} installed */
function templateOf(installed) {
	return join(installed.folder, 'user-folder');
}

/**
 * What every process of a throwaway n8n has in its environment.
 *
 * @param {InstalledN8n} installed
 * @param {string} userFolder
 */
function baseEnvironment(installed, userFolder) {
	return {
		...installed.env,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	};
}

/**
 * A first start spends some ten seconds on the tables; a copy of the empty ones saves that.
 *
 * @param {InstalledN8n} installed
 */
async function createDatabase(installed) {
	const template = templateOf(installed);
	rmSync(template, { recursive: true, force: true });
	mkdirSync(template, { recursive: true });
	await withProgress("Creating n8n's database", async () => {
		await run(installed.node, [installed.n8n, 'list:workflow'], {
			env: baseEnvironment(installed, template),
		});
	});
}

/** @returns {string} the user folder of a new n8n that nobody has used yet @param {InstalledN8n} installed */
function createUserFolder(installed) {
	mkdirSync(RUNS, { recursive: true });
	const userFolder = removeAtExit(mkdtempSync(join(RUNS, `${installed.name}-`)));
	const template = templateOf(installed);
	if (existsSync(template)) cpSync(template, userFolder, { recursive: true });
	return userFolder;
}

module.exports = { baseEnvironment, createDatabase, createUserFolder };
