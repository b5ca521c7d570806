// @ts-check
'use strict';

const { bufferOf } = require('./faults');

/**
 * For benchmarks in which the server's own work must not count, or not all of it: what is written once per state is
 * sent from there. Live durations stand still meanwhile.
 *
 * @typedef {(job: import('./state').Job, now: number) => string} WriteRow
 * @param {WriteRow} write
 * @param {import('./state').State} state
 * @returns {WriteRow}
 */
function withKeptRows(write, state) {
	/** @type {Map<string, string>} */
	const rows = new Map();
	let revision = state.revision;
	return (job, now) => {
		if (state.revision !== revision) {
			revision = state.revision;
			rows.clear();
		}
		const row = rows.get(job.id) ?? write(job, now);
		rows.set(job.id, row);
		return row;
	};
}

/**
 * The same for whole answers.
 *
 * @typedef {ReturnType<typeof import('./server').createApplication>} Application
 * @param {Application} handle
 * @param {import('./state').State} state
 * @returns {Application}
 */
function withKeptAnswers(handle, state) {
	/** @type {Map<string, { answer: import('./http').Answer, revision: number }>} */
	const kept = new Map();
	return (request) => {
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
		const answer = handle(request);
		if (request.method !== 'GET' || answer.status !== 200) return answer;
		const written = { ...answer, body: bufferOf(answer) };
		kept.set(question, { answer: written, revision: state.revision });
		return written;
	};
}

module.exports = { withKeptAnswers, withKeptRows };
