// @ts-check
const { before, describe } = require('node:test');
const { runProgram } = require('../host/failure');
const { installN8n } = require('../host/install');
const { withProgress } = require('../host/progress');
const { installTarball, packNode } = require('../host/tarball');
const { createUserFolder } = require('../host/userFolder');
const commandLine = require('./compat/commandLine');
const server = require('./compat/server');

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/** The n8n versions the README names: folders in test/host. */
const VERSIONS = ['n8n-2', 'n8n-1', 'n8n-1-oldest'];

/** @param {InstalledN8n} installed @param {string} tarball */
function suiteOf(installed, tarball) {
	describe(`n8n ${installed.version}`, () => {
		const stage = { installed, userFolder: '' };

		before(async () => {
			stage.userFolder = createUserFolder(installed);
			await installTarball(tarball, stage.userFolder);
		});

		commandLine(stage);
		server(stage);
	});
}

void runProgram(async () => {
	const n8ns = [];
	for (const name of VERSIONS) n8ns.push(await installN8n(name));
	const tarball = await withProgress('Packing the node', packNode);
	for (const installed of n8ns) suiteOf(installed, tarball);
});
