import jest from './jest.config.js';

/**
 * What all rooms of `npm run test:mutation` have in common (test/mutation/run.mjs): the code is
 * changed in many small ways, and a test has to notice each. Later runs only look at what has
 * changed. They do not see that a changed test concerns what runs once when a file is loaded, such
 * as a table: delete `.cache/mutation/<room>.json` to try that again.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/descriptions.mjs'],
	ignorers: ['descriptions'],
	coverageAnalysis: 'perTest',
	jest: {
		config: {
			...jest,
			// Related tests are found by what imports what.
			roots: ['<rootDir>/test', '<rootDir>/nodes', '<rootDir>/credentials'],
			testEnvironment: './test/mutation/environment.js',
			runner: '<rootDir>/test/mutation/runner.js',
			// Tests that draw their values would give another score each time.
			testPathIgnorePatterns: ['/node_modules/', '\\.property\\.test'],
		},
	},
	concurrency: 2,
	incremental: true,
	tempDirName: '.cache/mutation/sandboxes',
	reporters: ['clear-text', 'html', 'progress-append-only'],
	clearTextReporter: {
		allowColor: false,
		logTests: false,
		reportTests: false,
		reportScoreTable: false,
	},
	ignorePatterns: ['/.cache', '/dist', '/docs', '/test/e2e', '/test/host', '/coverage'],
	timeoutMS: 20_000,
	dryRunTimeoutMinutes: 30,
};
