import jest from './jest.config.js';

const FOLDER = '.cache/mutation';

/**
 * `npm run test:mutation`: changes the code in many small ways and expects a test to notice each.
 * Later runs only look at what has changed. They do not see that a changed test concerns what runs
 * once when a file is loaded, such as a table: `-- --force --mutate FILE` tries it again.
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
			roots: [...jest.roots, '<rootDir>/nodes', '<rootDir>/credentials'],
			testEnvironment: './test/mutation/environment.js',
			runner: '<rootDir>/test/mutation/runner.js',
			// Each change has to be noticed by the tests of the piece it is in. The tests of the whole
			// through n8n's engine, of the stand-in and of the repository itself do not count, and those
			// that draw their values would give another score each time.
			testPathIgnorePatterns: [
				...jest.testPathIgnorePatterns,
				'<rootDir>/test/(engine|stand-in)/',
				'<rootDir>/test/trigger/(cost|examples|faults|lifeCycles)\\.test',
				'<rootDir>/test/unit/(documentedSamples|e2eSecrets|readmeCommands|structure|testedVersions)\\.test',
				'\\.property\\.test',
			],
		},
	},
	concurrency: 2,
	incremental: true,
	incrementalFile: `${FOLDER}/incremental.json`,
	tempDirName: `${FOLDER}/sandboxes`,
	reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
	htmlReporter: { fileName: `${FOLDER}/index.html` },
	jsonReporter: { fileName: `${FOLDER}/mutation.json` },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	mutate: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	ignorePatterns: ['/.cache', '/dist', '/docs', '/test/e2e', '/test/host', '/coverage'],
	timeoutMS: 20_000,
	dryRunTimeoutMinutes: 30,
	thresholds: { high: 95, low: 90, break: 90 },
};
