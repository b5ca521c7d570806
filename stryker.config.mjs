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
	// Looks for related tests below jest's roots only, where there is no code to relate them to.
	jest: { enableFindRelatedTests: false },
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
	// An endless loop is noticed by its time; n8n's engine takes seconds to load.
	timeoutMS: 20_000,
	thresholds: { high: 95, low: 90, break: 90 },
};
