// @ts-check
const { accessSync, constants } = require('node:fs');
const { createRequire } = require('node:module');
const { delimiter, join } = require('node:path');
const { ExplainedFailure } = require('../../host/failure');

/** @typedef {import('../../types/n8n').InstalledN8n} InstalledN8n */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @returns {string} the browser's path; CHROMIUM overrides the search */
function findChromium() {
	const candidates = process.env.CHROMIUM
		? [process.env.CHROMIUM]
		: (process.env.PATH ?? '')
				.split(delimiter)
				.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const found = candidates.find((file) => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
	if (found !== undefined) return found;
	throw new ExplainedFailure(
		'Chromium is missing (Debian: apt-get install --no-install-recommends chromium). If it is installed elsewhere, give its path as CHROMIUM.',
	);
}

/** @param {InstalledN8n} installed whose folder also holds playwright-core */
async function launchChromium(installed) {
	const { chromium, selectors } = createRequire(join(installed.folder, 'package.json'))(
		'playwright-core',
	);
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: findChromium(),
		// A browser in a container runs as root and with little shared memory.
		args: ['--no-sandbox', '--disable-dev-shm-usage'],
	});
}

module.exports = { findChromium, launchChromium };
