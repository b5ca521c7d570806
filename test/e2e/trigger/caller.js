// @ts-check
const { CALLER } = require('../account');
const { basic } = require('../secrets');
const { until } = require('../until');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Rest} Rest
 */

/** Kylin's side of the callback. @param {() => string} url of n8n @param {string} webhookId */
function kylinCalling(url, webhookId) {
	/** @param {Json} body */
	async function post(body, login = CALLER) {
		const response = await fetch(`${url()}/webhook/${webhookId}/kylin`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${basic(login)}` },
			body: JSON.stringify(body),
		});
		await response.text();
		return response.status;
	}
	return {
		post,
		/** n8n listens a moment after it has answered; until then nothing is executed. @param {Json} body */
		async postWhenListening(body) {
			return await until('n8n listens', async () => {
				const status = await post(body);
				return status !== 404 && status;
			});
		},
	};
}

/** What the trigger checks the calls with. @param {Rest} rest */
async function callerCredential(rest) {
	const { id, name } = await rest.createCredential({
		name: 'Callback',
		type: 'apacheKylinCallbackApi',
		data: CALLER,
	});
	return { apacheKylinCallbackApi: { id, name } };
}

module.exports = { callerCredential, kylinCalling };
