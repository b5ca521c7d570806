// @ts-check
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Runs the test files a mutant needs, the quickest first, up to the first that fails. Stryker asks
 * for tests by name, for which Jest loads every file.
 */
module.exports = class extends TestRunner {
	/**
	 * @param {import('jest-runner').Test[]} tests
	 * @param {import('jest-runner').TestWatcher} watcher
	 * @param {import('jest-runner').TestRunnerOptions} options
	 */
	async runTests(tests, watcher, options) {
		const notes = join(this._globalConfig.rootDir, '.cache/mutation-tests.json');
		const isMutant = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		/** @type {Record<string, { names: string[], runtime: number }>} */
		const known = isMutant ? JSON.parse(readFileSync(notes, 'utf8')) : {};
		this.on('test-file-success', ([test, { perfStats, testResults }]) => {
			if (!isMutant) {
				const names = testResults.map(({ fullName }) => fullName);
				known[test.path] = { names, runtime: perfStats.runtime };
			} else if (testResults.some(({ status }) => status === 'failed')) {
				watcher.setState({ interrupted: true });
			}
		});
		if (!isMutant) {
			await super.runTests(tests, watcher, options);
			mkdirSync(dirname(notes), { recursive: true });
			writeFileSync(notes, JSON.stringify(known));
			return;
		}
		const { testNamePattern } = this._globalConfig;
		const wanted = new RegExp(testNamePattern ?? '', 'i');
		const needed = tests
			.filter(({ path }) => known[path]?.names.some((name) => wanted.test(name)))
			.sort((one, other) => known[one.path].runtime - known[other.path].runtime);
		await super.runTests(needed, watcher, options);
	}
};
