// @ts-check
'use strict';

const { gzipSync } = require('node:zlib');

/**
 * Misbehaviour on demand. A fault is matched before the request is handled; the ones that spoil an answer let
 * Kylin do its work first, which is what makes a lost answer to a PUT dangerous.
 *
 * @typedef {object} Fault
 * @property {string} [method]
 * @property {string | RegExp} [path] a piece of the path
 * @property {number} [page] `page_offset` of the request
 * @property {(request: { method: string, path: string, query: Map<string, string[]>, body: string }) => boolean} [when]
 * @property {number} [after] lets that many matching requests pass first
 * @property {number} [times] 1 unless given; Infinity = until removed
 * @property {number} [status]
 * @property {string | Buffer} [body]
 * @property {Record<string, string>} [headers]
 * @property {'beforeHandling' | 'beforeHeaders' | 'inBody'} [reset]
 * @property {boolean} [hang]
 * @property {number} [slowHeadersMs]
 * @property {number} [slowBodyMs]
 * @property {boolean} [stall] half of the answer, and then nothing more
 * @property {boolean} [drip] the body, or what is `raw`, a byte each 50 ms
 * @property {string} [raw] bytes in place of an answer, whether or not they are HTTP; Latin-1
 * @property {boolean} [truncate] complete answer, half the JSON
 * @property {boolean} [html]
 * @property {boolean} [empty]
 * @property {boolean} [malformed]
 * @property {string} [contentType]
 * @property {string} [redirect]
 * @property {boolean} [gzip]
 * @property {number} [bigBodyBytes]
 * @property {string} [code] an envelope with that code and HTTP 200
 * @property {boolean} [noValue] a list answer without its `value`
 *
 * @typedef {import('./http').Answer} Answer
 */

const LOGIN_PAGE =
	'<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/login"><input name="username"></form></body></html>';

/** @param {Answer} answer */
function bufferOf({ body }) {
	return Buffer.isBuffer(body) ? body : Buffer.from(body, 'utf8');
}

/** @param {Answer} answer @param {number} size */
function inflated(answer, size) {
	const text = bufferOf(answer).toString('utf8');
	const filler = `"filler":"${'x'.repeat(size)}",`;
	return text.startsWith('{') ? `{${filler}${text.slice(1)}` : text + ' '.repeat(size);
}

/** @param {Fault} fault */
function replaces(fault) {
	return fault.status !== undefined || fault.body !== undefined;
}

/** Whether Kylin is never asked: the whole answer comes from the fault. @param {Fault} fault */
function skipsHandling(fault) {
	return (
		replaces(fault) ||
		fault.html === true ||
		fault.code !== undefined ||
		fault.redirect !== undefined ||
		fault.hang === true ||
		fault.raw !== undefined ||
		fault.reset === 'beforeHandling'
	);
}

/** @param {Fault} fault @returns {Answer} */
function ownAnswer(fault) {
	const json = { 'Content-Type': 'application/vnd.apache.kylin-v4-public+json;charset=UTF-8' };
	if (fault.redirect !== undefined) {
		return {
			status: fault.status ?? 302,
			headers: { Location: fault.redirect, ...fault.headers },
			body: '',
		};
	}
	if (fault.html) {
		return {
			status: fault.status ?? 200,
			headers: { 'Content-Type': 'text/html;charset=UTF-8', ...fault.headers },
			body: LOGIN_PAGE,
		};
	}
	if (fault.code !== undefined) {
		const body = {
			code: fault.code,
			data: null,
			msg: 'Something is wrong although the status says 200',
		};
		return {
			status: fault.status ?? 200,
			headers: { ...json, ...fault.headers },
			body: JSON.stringify(body),
		};
	}
	return {
		status: fault.status ?? 200,
		headers: { ...json, ...fault.headers },
		body: fault.body ?? '',
	};
}

/** @param {Fault} fault @param {Answer} answer @returns {Answer} */
function spoil(fault, answer) {
	let { status, headers, body } = answer;
	headers = { ...headers, ...fault.headers };
	if (fault.noValue) {
		const parsed = JSON.parse(bufferOf(answer).toString('utf8'));
		if (parsed.data) delete parsed.data.value;
		body = JSON.stringify(parsed);
	}
	if (fault.bigBodyBytes) body = inflated({ status, headers, body }, fault.bigBodyBytes);
	if (fault.malformed) body = `${bufferOf(answer).toString('utf8')}}]`;
	if (fault.truncate) body = bufferOf(answer).subarray(0, Math.floor(bufferOf(answer).length / 2));
	if (fault.empty) body = '';
	if (fault.contentType !== undefined) headers['Content-Type'] = fault.contentType;
	if (fault.gzip) {
		body = gzipSync(bufferOf({ status, headers, body }));
		headers['Content-Encoding'] = 'gzip';
	}
	return { status, headers, body };
}

class Faults {
	constructor() {
		/** @type {Array<{ fault: Fault, seen: number, used: number }>} */
		this.entries = [];
	}

	/** @param {Fault} fault @returns {{ readonly hits: number, remove(): void }} */
	add(fault) {
		const entry = { fault, seen: 0, used: 0 };
		this.entries.push(entry);
		return {
			get hits() {
				return entry.used;
			},
			remove: () => {
				this.entries = this.entries.filter((other) => other !== entry);
			},
		};
	}

	clear() {
		this.entries = [];
	}

	/**
	 * The first fault that fits and is not used up.
	 * @param {{ method: string, path: string, query: Map<string, string[]>, body: string }} request
	 * @returns {Fault | null}
	 */
	match(request) {
		for (const entry of this.entries) {
			const { fault } = entry;
			const page = Number(request.query.get('page_offset')?.[0] ?? 0);
			const fits =
				(fault.method === undefined || fault.method === request.method) &&
				(fault.path === undefined ||
					(typeof fault.path === 'string'
						? request.path.includes(fault.path)
						: fault.path.test(request.path))) &&
				(fault.page === undefined || fault.page === page) &&
				(fault.when === undefined || fault.when(request));
			if (!fits || entry.used >= (fault.times ?? 1)) continue;
			entry.seen += 1;
			if (entry.seen <= (fault.after ?? 0)) continue;
			entry.used += 1;
			return fault;
		}
		return null;
	}
}

module.exports = { Faults, bufferOf, skipsHandling, ownAnswer, spoil };
