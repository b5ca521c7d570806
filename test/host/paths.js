const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');

module.exports = {
	ROOT,
	/** What is fetched or made once and kept between runs; git-ignored. */
	CACHE: join(ROOT, '.cache'),
	/** n8n's settings and database of one run are kept in a folder below this one. */
	RUNS: join(ROOT, '.cache', 'runs'),
};
