// @ts-check
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Stands for the realm everything lives in; Node has no handle for it. */
const ownRealm = vm.createContext();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(
		code,
		parameters,
		parsingContext === ownRealm ? options : { parsingContext, ...options },
	);

/**
 * Runs test files in Node's own realm rather than in one made for each, so that they can share
 * packages: with a realm of its own a file would not know their `Error` or `Array`.
 */
class OneRealm extends TestEnvironment {
	/**
	 * @param {ConstructorParameters<typeof TestEnvironment>[0]} config
	 * @param {ConstructorParameters<typeof TestEnvironment>[1]} context
	 */
	constructor(config, context) {
		super(config, context);
		this.global = /** @type {InstanceType<typeof TestEnvironment>['global']} */ (
			/** @type {unknown} */ (globalThis)
		);
		// Jest keeps those of the file before as well.
		Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
	}

	getVmContext() {
		return ownRealm;
	}
}

module.exports = OneRealm;
