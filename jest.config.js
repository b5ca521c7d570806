/** Loaded once per process and not once per test file: native code, and n8n's engine, which takes seconds. */
const LOADED_ONCE = '(@duckdb|@n8n|ajv|fast-check|n8n-core|n8n-workflow)';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/oneRealm.js',
	roots: ['<rootDir>/test'],
	// Jest leaves a core to others, which is half of a machine with two.
	maxWorkers: '100%',
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	setupFiles: ['<rootDir>/test/engine/environment.js'],
	transform: {
		[`/node_modules/${LOADED_ONCE}/`]: '<rootDir>/test/jest/loadOnce.js',
		'\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	transformIgnorePatterns: [`/node_modules/(?!${LOADED_ONCE}/)`],
	testTimeout: 30_000,
};
