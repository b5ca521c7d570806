// @ts-check
const fc = require('fast-check');
const OneRealm = require('../jest/oneRealm');

// Which of many counterexamples is the smallest takes a while to find, and nobody asks.
fc.configureGlobal({ endOnFailure: true });

const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/** Ends a test file at its first failure: it is all there is to know about a mutant. */
module.exports = class extends OneRealm {
	hasFailed = false;

	/**
	 * @param {ConstructorParameters<typeof OneRealm>[0]} config
	 * @param {ConstructorParameters<typeof OneRealm>[1]} context
	 */
	constructor(config, context) {
		super(config, context);
		// The realm is the same for all mutants, and the mutated code looks here which one is on.
		Object.assign(globalThis, { __stryker__: { activeMutant: process.env[ACTIVE_MUTANT] } });
	}

	/** @param {{ name: string, test?: { mode?: unknown } }} event */
	handleTestEvent({ name, test }) {
		if (process.env[ACTIVE_MUTANT] === undefined) return;
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed && test) test.mode = 'skip';
	}
};
