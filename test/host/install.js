// @ts-check
const { createHash } = require('node:crypto');
const {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
} = require('node:fs');
const { availableParallelism } = require('node:os');
const { dirname, join } = require('node:path');
const { ExplainedFailure } = require('./failure');
const { INSTALLED } = require('./paths');
const { npm, removeAtExit } = require('./processes');
const { withProgress } = require('./progress');
const { createDatabase } = require('./userFolder');

/** @typedef {import('../types/n8n').Json} Json */

/**
 * @typedef {object} InstalledN8n
 * @property {string} name
 * @property {string} version
 * @property {string} folder
 * @property {string} node the Node.js this n8n runs on
 * @property {string} n8n
 * @property {Record<string, string>} env what this version needs in its environment
 * @param {string} file
 */

function readJson(file) {
	return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * n8n 2 refuses Node 20, so an n8n brings its own Node.js along where npm offers one.
 *
 * @param {string} folder
 * @param {{ least: number, most: number }} range
 */
function nodeOf(folder, range) {
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	const own = join(
		folder,
		'node_modules',
		`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
		'bin',
		binary,
	);
	if (existsSync(own)) return own;
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= range.least && major <= range.most) return process.execPath;
	throw new ExplainedFailure(
		`This n8n needs Node ${range.least}${range.most === range.least ? '' : ` to ${range.most}`}, and npm has none ready for ${process.platform} ${process.arch}: run the command with such a Node (this is ${process.version}).`,
	);
}

/** @param {Json} lock */
function topLevelPackages(lock) {
	return Object.keys(lock.packages).filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path));
}

/** @param {string} folder */
function countInstalled(folder) {
	const modules = join(folder, 'node_modules');
	if (!existsSync(modules)) return 0;
	return readdirSync(modules)
		.filter((name) => !name.startsWith('.'))
		.reduce(
			(sum, name) => sum + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1),
			0,
		);
}

/** @param {string} folder @param {string} name */
async function installPackages(folder, name) {
	const total = topLevelPackages(readJson(join(folder, 'package-lock.json'))).length;
	await withProgress(
		`Installing ${name} from npm (3 GB, some minutes, only this once)`,
		// Of the install scripts only sqlite3's is needed, and some of the others compile for long.
		async () =>
			await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder }),
		() => `${countInstalled(folder)} of ${total} packages unpacked`,
	);
	await provideDatabaseDriver(folder);
}

/**
 * Compiling sqlite3 takes minutes, and it speaks Node-API, so that the driver built for one n8n serves
 * every n8n with the same sqlite3, whatever its Node.js.
 *
 * @param {string} folder
 */
async function provideDatabaseDriver(folder) {
	const sqlite3 = join(folder, 'node_modules/sqlite3');
	const built = join(sqlite3, 'build/Release/node_sqlite3.node');
	const { version } = readJson(join(sqlite3, 'package.json'));
	const kept = join(INSTALLED, `sqlite3-${version}-${process.platform}-${process.arch}.node`);
	if (existsSync(kept)) {
		mkdirSync(dirname(built), { recursive: true });
		copyFileSync(kept, built);
		return;
	}
	await withProgress('Building the database driver sqlite3', async () => {
		const env = { JOBS: String(availableParallelism()) };
		await npm(['rebuild', 'sqlite3'], { cwd: folder, env });
	});
	if (!existsSync(built)) {
		throw new ExplainedFailure(
			'The database driver sqlite3 could not be built. Where no ready one can be downloaded from GitHub, python3, make and a C++ compiler are needed (Debian: apt-get install python3 make g++).',
		);
	}
	copyFileSync(built, kept);
}

const PINS = ['package.json', 'package-lock.json'];

/**
 * Where the n8n of a folder beside this file is, or will be: each set of pinned versions has its own.
 *
 * @param {string} name
 */
function installedFolder(name) {
	const pinned = PINS.map((file) => readFileSync(join(__dirname, name, file))).join();
	return join(
		INSTALLED,
		`${name}-${createHash('sha256').update(pinned).digest('hex').slice(0, 12)}`,
	);
}

/** @returns {InstalledN8n} @param {string} folder @param {string} name */
function installedIn(folder, name) {
	const { devDependencies, n8nHost } = readJson(join(folder, 'package.json'));
	return {
		name,
		version: devDependencies.n8n,
		folder,
		node: nodeOf(folder, n8nHost.node),
		n8n: join(folder, 'node_modules/n8n/bin/n8n'),
		env: n8nHost.env,
	};
}

/**
 * Installs a real n8n once; later calls return at once.
 *
 * @param {string} name a folder beside this file, with a package.json and its lockfile
 * @returns {Promise<InstalledN8n>}
 */
async function installN8n(name) {
	const folder = installedFolder(name);
	if (existsSync(folder)) return installedIn(folder, name);

	mkdirSync(INSTALLED, { recursive: true });
	// Whole or not at all, because other clones look there too.
	const unfinished = removeAtExit(mkdtempSync(join(INSTALLED, 'installing-')));
	for (const file of PINS) copyFileSync(join(__dirname, name, file), join(unfinished, file));
	const { devDependencies } = readJson(join(unfinished, 'package.json'));
	await installPackages(unfinished, `n8n ${devDependencies.n8n}`);
	await createDatabase(installedIn(unfinished, name));
	if (!existsSync(folder)) renameSync(unfinished, folder);
	return installedIn(folder, name);
}

module.exports = { installedFolder, installN8n };
