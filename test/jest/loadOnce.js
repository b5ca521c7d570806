// @ts-check
// Node's own `require`, whose modules outlive a test file.
globalThis.loadOnce = require;

exports.process = (/** @type {string} */ _source, /** @type {string} */ file) => ({
	code: `module.exports = loadOnce(${JSON.stringify(file)});`,
});
