// @ts-check
const { before, describe } = require('node:test');
const { runProgram } = require('../host/failure');
const { installHost } = require('../host/install');
const { withProgress } = require('../host/progress');
const { installTarball, packNode } = require('../host/tarball');
const { createUserFolder } = require('../host/userFolder');
const commandLine = require('./compat/commandLine');
const server = require('./compat/server');

/** @typedef {import('../types/n8n').InstalledN8n} InstalledN8n */

/** The n8n versions the README names: folders in test/host. */
const HOSTS = ['n8n-2', 'n8n-1', 'n8n-1-oldest'];

/** @param {InstalledN8n} host @param {string} tarball */
function hostSuite(host, tarball) {
	describe(`n8n ${host.version}`, () => {
		const stage = { host, userFolder: '' };

		before(async () => {
			stage.userFolder = createUserFolder(host);
			await installTarball(tarball, stage.userFolder);
		});

		commandLine(stage);
		server(stage);
	});
}

void runProgram(async () => {
	const hosts = [];
	for (const name of HOSTS) hosts.push(await installHost(name));
	const tarball = await withProgress('Packing the node', packNode);
	for (const host of hosts) hostSuite(host, tarball);
});
