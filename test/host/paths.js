// @ts-check
const { homedir, tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');

module.exports = {
	ROOT,
	/**
	 * n8n's settings and database of one run are kept in a folder below this one. Not in the repository:
	 * an installed node would find n8n's libraries there, and the linter the files of a run.
	 */
	RUNS: join(tmpdir(), 'n8n-nodes-apache-kylin'),
	/** Real n8ns, 3 GB each: kept between runs, and for every clone of the repository. */
	INSTALLED: join(
		process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
		'n8n-nodes-apache-kylin',
	),
};
