const assert = require('node:assert/strict');
const { USER } = require('../account');

/** The login Kylin's calls carry. */
const CALLER = { username: 'kylin-caller', password: 'cällback:Wörd@%-of-the-trigger-run' };

const basic = ({ username, password }) => Buffer.from(`${username}:${password}`).toString('base64');

const SECRETS = [USER, CALLER].flatMap((login) => [
	login.password,
	encodeURIComponent(login.password),
	basic(login),
]);

/** @param {string} log */
function assertClean(log) {
	for (const secret of SECRETS) assert.ok(!log.includes(secret), `${secret} was logged`);
	assert.doesNotMatch(log, /authorization['"]?\s*[:=]\s*['"]?basic/i);
	assert.doesNotMatch(log, /unhandled ?(promise ?)?rejection|uncaught ?exception/i);
}

module.exports = { CALLER, assertClean, basic };
