// @ts-check
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { ExplainedFailure } = require('./failure');
const { ROOT, RUNS } = require('./paths');
const { npm, removeAtExit, run } = require('./processes');

/** What users get from npm. @returns {Promise<string>} the packed package's file */
async function packNode() {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const missing = [...n8n.nodes, ...n8n.credentials].find((file) => !existsSync(join(ROOT, file)));
	if (missing !== undefined) {
		throw new ExplainedFailure(`${missing} is missing: run "npm run build" first.`);
	}
	mkdirSync(RUNS, { recursive: true });
	const folder = removeAtExit(join(RUNS, `tarball-${process.pid}`));
	mkdirSync(folder, { recursive: true });
	const packed = await npm(['pack', '--json', '--pack-destination', folder], { cwd: ROOT });
	return join(folder, JSON.parse(packed)[0].filename);
}

/**
 * What n8n does for Settings > Community Nodes > Install, step by step, but with a tarball that was
 * never published: unpack it, drop the dependencies n8n itself provides, install the rest.
 *
 * @param {string} tarball
 * @param {string} userFolder
 */
async function installTarball(tarball, userFolder) {
	const packages = join(userFolder, '.n8n', 'nodes');
	const name = packageNameIn(tarball);
	const folder = join(packages, 'node_modules', name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifest = join(folder, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...rest } = JSON.parse(
		readFileSync(manifest, 'utf8'),
	);
	writeFileSync(manifest, JSON.stringify(rest, null, 2));
	const flags = ['bin-links=false', 'install-strategy=shallow', 'ignore-scripts=true'];
	await npm(
		[
			'install',
			'--audit=false',
			'--fund=false',
			...flags.map((flag) => `--${flag}`),
			'--package-lock=false',
		],
		{ cwd: folder },
	);
	writeFileSync(
		join(packages, 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [name]: rest.version },
		}),
	);
}

/** @param {string} tarball */
function packageNameIn(tarball) {
	return JSON.parse(
		execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }),
	).name;
}

module.exports = { installTarball, packNode };
