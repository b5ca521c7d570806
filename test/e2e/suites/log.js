const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { describe, it } = require('node:test');
const { PASSWORD, USER, WRONG_PASSWORD } = require('../account');

const SECRETS = [PASSWORD, WRONG_PASSWORD].flatMap((password) => [
	password,
	encodeURIComponent(password),
	Buffer.from(`${USER.username}:${password}`).toString('base64'),
]);

/** Comes last: looks at what all other suites left behind. */
module.exports = ({ n8n }) =>
	describe('what n8n wrote', () => {
		it('has no secret in its log', () => {
			for (const secret of SECRETS) assert.ok(!n8n.log().includes(secret), `${secret} was logged`);
			assert.doesNotMatch(n8n.log(), /authorization['"]?\s*[:=]\s*['"]?basic/i);
		});

		it('has no unhandled rejection in its log', () => {
			assert.doesNotMatch(n8n.log(), /unhandled ?(promise ?)?rejection|uncaught ?exception/i);
		});

		it('has no secret in its database and files', () => {
			const files = readdirSync(join(n8n.userFolder, '.n8n'), {
				recursive: true,
				withFileTypes: true,
			}).filter((entry) => entry.isFile());
			for (const file of files) {
				const content = readFileSync(join(file.parentPath ?? file.path, file.name));
				for (const secret of SECRETS) {
					assert.ok(!content.includes(secret), `${file.name} holds ${secret}`);
				}
			}
		});
	});
