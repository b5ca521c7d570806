// @ts-check
const { createServer } = require('node:https');
const { complaintsAbout } = require('./slackLimits');

/** @typedef {import('../../types/n8n').Json} Json */

const TOKEN = 'xoxb-token-of-the-tests';

/**
 * Slack's Web API, as far as messages go. It refuses what Slack refuses: a wrong token, texts that are
 * too long, blocks of a wrong shape.
 *
 * @param {{ key: string, cert: string }} certificate
 */
async function startSlack(certificate) {
	/** @type {Json[]} what was posted, oldest first */
	const messages = [];
	const server = createServer(certificate, async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const answer = answerTo(request, Buffer.concat(chunks).toString('utf8'));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});

	/** @param {import('node:http').IncomingMessage} request @param {string} body */
	function answerTo(request, body) {
		if (request.headers.authorization !== `Bearer ${TOKEN}`)
			return { ok: false, error: 'invalid_auth' };
		if (request.url !== '/api/chat.postMessage') return { ok: false, error: 'unknown_method' };
		const message = JSON.parse(body);
		const complaints = complaintsAbout(message);
		if (complaints.length > 0) {
			return { ok: false, error: 'invalid_blocks', response_metadata: { messages: complaints } };
		}
		messages.push(message);
		return { ok: true, channel: 'C0000000001', ts: `1700000000.${messages.length}`, message };
	}

	return { host: 'slack.com', server, messages, token: TOKEN };
}

/** Everything a person reads in a message. @param {Json} message @returns {string} */
function readableText({ text = '', blocks = [] }) {
	/** @type {(value: unknown) => string[]} */
	const textsOf = (value) => {
		if (Array.isArray(value)) return value.flatMap(textsOf);
		if (typeof value !== 'object' || value === null) return [];
		return Object.entries(value).flatMap(([name, inner]) =>
			name === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
		);
	};
	return [text, ...textsOf(blocks)].join('\n');
}

module.exports = { readableText, startSlack };
