// @ts-check
const assert = require('node:assert/strict');
const { LOGINS } = require('./account');

/** @typedef {import('../types/n8n').KylinLogin} KylinLogin */

/** The value of an Authorization header, without its scheme. */
const basic = (/** @type {KylinLogin} */ { username, password }) =>
	Buffer.from(`${username}:${password}`).toString('base64');

const SECRETS = LOGINS.flatMap((login) => [
	login.password,
	encodeURIComponent(login.password),
	basic(login),
]);

/** @param {string | Buffer} content of a file or a log */
function assertNoSecret(content, where = 'the log') {
	for (const secret of SECRETS) assert.ok(!content.includes(secret), `${where} holds ${secret}`);
}

/** What a process of n8n wrote, to be searched when all is over. @param {string} log */
function assertClean(log) {
	assertNoSecret(log);
	assert.doesNotMatch(log, /authorization['"]?\s*[:=]\s*['"]?basic/i);
	assert.doesNotMatch(log, /unhandled ?(promise ?)?rejection|uncaught ?exception/i);
}

module.exports = { assertClean, assertNoSecret, basic };
