// @ts-check
'use strict';

const { bufferOf } = require('./faults');

/**
 * For benchmarks in which the server's own work must not count: the answer to a question is written once per state
 * and sent from there. Live durations stand still meanwhile.
 *
 * @typedef {ReturnType<typeof import('./server').createApplication>} Application
 * @param {Application} handle
 * @param {import('./state').State} state
 * @returns {Application}
 */
function withKeptAnswers(handle, state) {
	/** @type {Map<string, { answer: import('./http').Answer, revision: number }>} */
	const kept = new Map();
	return async (request) => {
		const { path, rawQuery, headers } = request;
		const asked = [
			headers.accept,
			headers['accept-language'],
			headers.authorization,
			headers.cookie,
		];
		const question = JSON.stringify([path, rawQuery, ...asked]);
		const entry = request.method === 'GET' ? kept.get(question) : undefined;
		if (entry?.revision === state.revision) return entry.answer;
		const answer = await handle(request);
		if (request.method !== 'GET' || answer.status !== 200) return answer;
		const written = { ...answer, body: bufferOf(answer) };
		kept.set(question, { answer: written, revision: state.revision });
		return written;
	};
}

module.exports = { withKeptAnswers };
