// @ts-check
const assert = require('node:assert/strict');
const { createServer } = require('node:http');
const { describe, it } = require('node:test');
const { generate } = require('selfsigned');
const { freePorts } = require('../../host/ports');
const { startStandIn } = require('../../stand-in');
const { listen } = require('../listen');
const { DISABLED_USER, USER, WRONG_PASSWORD } = require('../account');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 */

/**
 * Something else than Kylin at an address of its own, for as long as `use` takes.
 *
 * @param {import('node:http').RequestListener} handle
 * @param {(url: string) => Promise<Json>} use
 */
async function withServer(handle, use) {
	const server = createServer(handle);
	try {
		return await use(await listen(server));
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

/** The sentences a person reads under the credential. */
module.exports = (/** @type {Stage} */ { rest, credentialData, standIn, reset }) =>
	describe('credential test', () => {
		const test = async (/** @type {Json} */ changes) => {
			reset();
			return await rest.testCredential({
				name: 'Kylin',
				type: 'apacheKylinApi',
				data: { ...credentialData, ...changes },
			});
		};

		it('succeeds with the right password', async () => {
			assert.equal((await test({})).status, 'OK');
		});

		it('succeeds with /kylin/ left in the address', async () => {
			assert.equal((await test({ host: ` ${new URL(standIn.url).origin}/kylin/ ` })).status, 'OK');
		});

		it('explains a wrong password, and tries it once only', async () => {
			const { status, message } = await test({ password: WRONG_PASSWORD });
			assert.equal(status, 'Error');
			assert.match(message, /Wrong username or password/);
			assert.equal(standIn.requests.length, 1);
		});

		it('explains a locked account', async () => {
			for (let tries = 0; tries < 3; tries += 1) {
				await rest.testCredential({
					name: 'Kylin',
					type: 'apacheKylinApi',
					data: { ...credentialData, password: WRONG_PASSWORD },
				});
			}
			const { status, message } = await rest.testCredential({
				name: 'Kylin',
				type: 'apacheKylinApi',
				data: credentialData,
			});
			assert.equal(status, 'Error');
			assert.match(message, /locked/);
		});

		// A declarative test has no words for it: README says what the code means.
		it('shows the code of the network when nothing is listening', async () => {
			const [port] = await freePorts(1);
			const { status, message } = await test({ host: `http://127.0.0.1:${port}` });
			assert.equal(status, 'Error');
			assert.equal(message, 'ECONNREFUSED');
		});

		it('explains an address without a scheme', async () => {
			const { status, message } = await test({ host: 'kylin.example.com:7070' });
			assert.equal(status, 'Error');
			assert.match(message, /must begin with http/);
		});

		it('explains a page that is not Kylin', async () => {
			const { status, message } = await withServer(
				(_, response) =>
					response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>'),
				async (host) => await test({ host }),
			);
			assert.equal(status, 'Error');
			assert.match(message, /Something that is not Kylin answered/);
		});

		it('explains an older Kylin', async () => {
			const { status, message } = await withServer(
				(_, response) => response.writeHead(406).end(),
				async (host) => await test({ host }),
			);
			assert.equal(status, 'Error');
			assert.match(message, /versions 4 and older/);
		});

		it('explains a redirect, and does not take the password there', async () => {
			const { status, message } = await withServer(
				(_, response) => response.writeHead(302, { location: standIn.url }).end(),
				async (host) => await test({ host }),
			);
			assert.equal(status, 'Error');
			assert.match(message, /redirects/);
			assert.equal(standIn.requests.length, 0);
		});

		it('explains a disabled user', async () => {
			const kylin = await startStandIn({ frozen: true, users: [DISABLED_USER] });
			const { username, password } = DISABLED_USER;
			const { status, message } = await test({ host: kylin.url, username, password });
			await kylin.close();
			assert.equal(status, 'Error');
			assert.match(message, /disabled/);
		});

		it('refuses a certificate nobody signed, unless told to ignore it', async () => {
			const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
			const kylin = await startStandIn({ frozen: true, users: [USER], https: { key, cert } });
			const refused = await test({ host: kylin.url });
			const accepted = await test({ host: kylin.url, ignoreSslIssues: true });
			await kylin.close();
			assert.equal(refused.status, 'Error');
			assert.match(refused.message, /SELF_SIGNED/);
			assert.equal(accepted.status, 'OK');
		});
	});
