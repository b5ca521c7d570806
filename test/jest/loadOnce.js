// Node's own `require`, whose modules outlive a test file.
globalThis.loadOnce = require;

exports.process = (_source, file) => ({
	code: `module.exports = loadOnce(${JSON.stringify(file)});`,
});
