// @ts-check
const assert = require('node:assert/strict');
const { after, before, it } = require('node:test');
const { basic } = require('../secrets');
const { until } = require('../until');

/** @typedef {import('../../types/n8n').Example} Example */

const VISITOR = { username: 'visitor', password: 'password-of-a-visitor' };

module.exports = (/** @type {Example} */ { rest, url, activate, standIn }) => {
	/** @type {Awaited<ReturnType<Example['activate']>>} */
	let active;

	before(async () => {
		const { id, name } = await rest.createCredential({
			name: 'Visitors',
			type: 'httpBasicAuth',
			data: { user: VISITOR.username, password: VISITOR.password },
		});
		active = await activate(standIn, (node) => {
			node('When the Page Is Opened').credentials = { httpBasicAuth: { id, name } };
		});
		await until('n8n listens', async () => (await open()).status !== 404);
	});
	after(async () => await active?.stop());

	const open = async (login = VISITOR) =>
		await fetch(`${url}/webhook/kylin-status`, {
			headers: { authorization: `Basic ${basic(login)}` },
		});

	it('shows the newest job of each model, failed ones first', async () => {
		const response = await open();
		assert.equal(response.status, 200);
		assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8/);
		const page = await response.text();
		assert.match(page, /<h1>learn_kylin<\/h1>/);
		const rows = [
			...page.matchAll(/<td class="status"[^>]*>(.*?)<\/td>\s*<td class="model">(.*?)<\/td>/g),
		];
		assert.deepEqual(
			rows.map(([, ...cells]) => cells),
			[
				['Failed', 'orders'],
				['Running', 'web_logs'],
			],
		);
	});

	it('is shown to nobody without the login', async () => {
		const { status } = await open({ ...VISITOR, password: 'wrong' });
		// n8n 1 says 403.
		assert.ok([401, 403].includes(status), String(status));
	});

	it('says so when Kylin cannot be asked', async () => {
		standIn.faults.add({ status: 503, body: '', times: Infinity });
		try {
			const page = await (await open()).text();
			assert.match(page, /<p class="message">Kylin cannot be asked: /);
		} finally {
			standIn.faults.clear();
		}
	});
};
