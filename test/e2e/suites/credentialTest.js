const assert = require('node:assert/strict');
const { createServer } = require('node:http');
const { describe, it } = require('node:test');
const { freePorts } = require('../../host/ports');
const { WRONG_PASSWORD } = require('../account');

/** The sentences a person reads under the credential. */
module.exports = ({ rest, credentialData, standIn, reset }) =>
	describe('credential test', () => {
		const test = async (changes) => {
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

		it('explains that nothing is listening', async () => {
			const [port] = await freePorts(1);
			const { status, message } = await test({ host: `http://127.0.0.1:${port}` });
			assert.equal(status, 'Error');
			assert.match(message, /refused|listening/i);
		});

		it('explains an address without a scheme', async () => {
			const { status, message } = await test({ host: 'kylin.example.com:7070' });
			assert.equal(status, 'Error');
			assert.match(message, /must begin with http/);
		});

		it('explains a page that is not Kylin', async () => {
			const page = createServer((_, response) => {
				response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>');
			});
			await new Promise((resolve) => page.listen(0, '127.0.0.1', resolve));
			const { status, message } = await test({ host: `http://127.0.0.1:${page.address().port}` });
			page.close();
			page.closeAllConnections();
			assert.equal(status, 'Error');
			assert.match(message, /not as Kylin 5 does/);
		});

		it('explains an older Kylin', async () => {
			const old = createServer((_, response) => response.writeHead(406).end());
			await new Promise((resolve) => old.listen(0, '127.0.0.1', resolve));
			const { status, message } = await test({ host: `http://127.0.0.1:${old.address().port}` });
			old.close();
			old.closeAllConnections();
			assert.equal(status, 'Error');
			assert.match(message, /older Kylin/);
		});
	});
