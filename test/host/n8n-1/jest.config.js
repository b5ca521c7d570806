// @ts-check
const { join } = require('node:path');
const base = require('../../../jest.config');
const { installedFolder } = require('../install');
const { ROOT } = require('../paths');

const installed = join(installedFolder('n8n-1'), 'node_modules');

/**
 * The engine tests with the engine of the last n8n 1, which `npm run test:compat` installs.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: ROOT,
	roots: ['<rootDir>/test/engine', '<rootDir>/test/trigger'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|@n8n/di)$': join(installed, '$1'),
	},
	// Its task runners keep the process alive.
	forceExit: true,
};
