// @ts-check
// Installs the development dependencies when they are missing or older than the lockfile, so that
// every command of the README works on a fresh clone.
const { spawnSync } = require('node:child_process');
const { statSync } = require('node:fs');
const { join } = require('node:path');

const MINIMUM_NODE_MAJOR = 20;

const root = join(__dirname, '..');

/** @param {string} file */
function modifiedAt(file) {
	return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (Number(process.versions.node.split('.')[0]) < MINIMUM_NODE_MAJOR) {
	console.error(`Node ${MINIMUM_NODE_MAJOR} or newer is needed; this is Node ${process.version}.`);
	process.exit(1);
}

if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) {
	console.log('Installing the development dependencies (a minute or two the first time) …');
	// No dependency needs its install script here; skipping them keeps the set-up quick and safe.
	// Not `npm ci`: it wants the prebuilt files of every platform to be in the lockfile.
	const command = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
	const { status } = spawnSync('npm', command, {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	process.exit(status ?? 1);
}
