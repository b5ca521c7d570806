import jest from './jest.config.js';

/**
 * `npm run test:mutation`: changes the code in many small ways and expects a test to notice each.
 * Later runs only look at what has changed (reports/mutation/incremental.json).
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	coverageAnalysis: 'perTest',
	jest: {
		// Looks for related tests below jest's roots only, where there is no code to relate them to.
		enableFindRelatedTests: false,
		config: {
			...jest,
			testPathIgnorePatterns: [
				...jest.testPathIgnorePatterns,
				// Tests of the stand-in and of documents, and those that go over everything at once: what
				// they would notice has tests of its own.
				'<rootDir>/test/stand-in/',
				'<rootDir>/test/engine/faults.test.ts',
				'<rootDir>/test/engine/oddValues.property.test.ts',
				'<rootDir>/test/unit/readmeCommands.test.ts',
			],
		},
	},
	concurrency: 2,
	incremental: true,
	incrementalFile: 'reports/mutation/incremental.json',
	reporters: ['clear-text', 'html', 'json'],
	htmlReporter: { fileName: 'reports/mutation/index.html' },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	mutate: [
		'nodes/**/*.ts',
		'credentials/**/*.ts',
		// Descriptions: a changed label or description is for people to judge.
		'!nodes/**/*.operation.ts',
		'!nodes/**/*.resource.ts',
		'!nodes/**/*.node.ts',
		'!nodes/shared/fields/**',
	],
	ignorePatterns: ['/.cache', '/dist', '/docs', '/reports', '/test/e2e', '/test/host', '/coverage'],
	// n8n's engine takes seconds to load, and all tests together some minutes on a small machine.
	timeoutMS: 20_000,
	dryRunTimeoutMinutes: 30,
	thresholds: { high: 95, low: 90, break: 90 },
};
