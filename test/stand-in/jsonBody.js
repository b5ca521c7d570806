// @ts-check
'use strict';

const { errors } = require('./errors');
const { javaTrim } = require('./bindings');

/**
 * Reads the body of PUT /jobs/status as Jackson does (contract 1.5): fields are bound while the text is
 * scanned, so the first problem in the text decides, and text after the closing brace is never looked at.
 *
 * @typedef {{ action: string | null, project: string | null, job_ids: Array<string | null> | null, statuses: Array<string | null> | null }} JobUpdateRequest
 */

const SOURCE = 'at [Source: (org.springframework.util.StreamUtils$NonClosingInputStream)';

/** Java's names of what can be wrong with a body. */
const EOF = 'com.fasterxml.jackson.core.io.JsonEOFException';
const MISMATCH = 'com.fasterxml.jackson.databind.exc.MismatchedInputException';
const BAD_FORMAT = 'com.fasterxml.jackson.databind.exc.InvalidFormatException';
const NOT_READABLE = 'org.springframework.http.converter.HttpMessageNotReadableException';
const NOT_SUPPORTED = 'org.springframework.web.HttpMediaTypeNotSupportedException';
const BEAN = 'org.apache.kylin.rest.request.JobUpdateRequest';

class Scanner {
	/** @param {string} text */
	constructor(text) {
		this.text = text;
		this.at = 0;
	}

	where() {
		const before = this.text.slice(0, this.at).split('\n');
		return `${SOURCE}; line: ${before.length}, column: ${before[before.length - 1].length + 1}]`;
	}

	skipSpace() {
		while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++;
		return this.text[this.at];
	}

	/** A cut text is an I/O problem (KE-000000001), except right after a comma. @param {'Object' | 'Array'} [commaIn] */
	endOfInput(commaIn) {
		const reason = ` within/between ${commaIn ?? 'Object'} entries`;
		const text = `Unexpected end-of-input${reason}\n ${this.where()}`;
		return commaIn ? errors.unparsable(text) : errors.unexpected(text, EOF);
	}

	/** @param {string} expected */
	illegal(expected) {
		const token = /^[\w$]+/.exec(this.text.slice(this.at));
		const text = token
			? `Unrecognized token '${token[0]}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`
			: `Unexpected character ('${this.text[this.at]}' (code ${this.text.charCodeAt(this.at)})): ${expected}`;
		if (token) this.at += token[0].length;
		return errors.unparsable(`${text}\n ${this.where()}`);
	}

	noFieldName() {
		const char = this.text[this.at++];
		return errors.unparsable(
			`Unexpected character ('${char}' (code ${char.charCodeAt(0)})): was expecting double-quote to start field name\n ${this.where()}`,
		);
	}

	/** @returns {'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'} */
	peekKind() {
		const char = this.skipSpace();
		if (char === undefined) throw this.endOfInput();
		if (char === '{') return 'object';
		if (char === '[') return 'array';
		if (char === '"') return 'string';
		if (/[-\d]/.test(char)) return 'number';
		if (/^(true|false)(?!\w)/.test(this.text.slice(this.at, this.at + 6))) return 'boolean';
		if (/^null(?!\w)/.test(this.text.slice(this.at, this.at + 5))) return 'null';
		throw this.illegal('expected a valid value');
	}

	readString() {
		const start = this.at++;
		for (; this.at < this.text.length; this.at++) {
			const char = this.text[this.at];
			if (char === '\\') this.at++;
			else if (char === '"') {
				this.at++;
				try {
					return /** @type {string} */ (JSON.parse(this.text.slice(start, this.at)));
				} catch {
					throw errors.unparsable(`Unrecognized character escape\n ${this.where()}`);
				}
			} else if (char < ' ') {
				throw errors.unparsable(
					`Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)}))\n ${this.where()}`,
				);
			}
		}
		throw this.endOfInput();
	}

	/** Numbers and booleans come back as their text, which is what Jackson coerces them to. */
	readLiteral() {
		const token = /** @type {RegExpExecArray} */ (
			/^[^\s,\]}:"[{]+/.exec(this.text.slice(this.at))
		)[0];
		if (/^[-\d]/.test(token) && !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(token)) {
			throw this.illegal('expected a number');
		}
		this.at += token.length;
		return token;
	}

	/** @param {string} close @param {() => void} readEntry */
	readEntries(close, readEntry) {
		this.at++;
		for (let first = true; ; first = false) {
			const char = this.skipSpace();
			if (char === undefined) throw this.endOfInput();
			if (char === close) {
				this.at++;
				return;
			}
			if (!first) {
				if (char !== ',') throw this.illegal('was expecting comma to separate entries');
				this.at++;
				if (this.skipSpace() === undefined)
					throw this.endOfInput(close === ']' ? 'Array' : 'Object');
			}
			readEntry();
		}
	}

	readKey() {
		if (this.text[this.at] !== '"') throw this.noFieldName();
		const key = this.readString();
		const char = this.skipSpace();
		if (char === undefined) throw this.endOfInput();
		if (char !== ':') throw this.illegal('was expecting a colon to separate field name and value');
		this.at++;
		return key;
	}

	skipValue() {
		const kind = this.peekKind();
		if (kind === 'object') {
			this.readEntries('}', () => {
				this.readKey();
				this.skipValue();
			});
		} else if (kind === 'array') this.readEntries(']', () => this.skipValue());
		else if (kind === 'string') this.readString();
		else this.readLiteral();
	}

	/** @param {string} type @param {string} kind @param {string} path */
	mismatch(type, kind, path) {
		const where = this.where() + (path ? ` (through reference chain: ${BEAN}[${path}])` : '');
		if (kind === 'object' || kind === 'array') {
			const [label, token] =
				kind === 'array' ? ['Array', 'START_ARRAY'] : ['Object', 'START_OBJECT'];
			return errors.unexpected(
				`Cannot deserialize value of type \`${type}\` from ${label} value (token \`JsonToken.${token}\`)\n ${where}`,
				MISMATCH,
			);
		}
		const value = kind === 'string' ? this.readString() : this.readLiteral();
		if (value === '') {
			const target =
				type === 'java.util.ArrayList'
					? 'element of `java.util.ArrayList<java.lang.String>`'
					: `\`${type}\` value`;
			return errors.unexpected(
				`Cannot coerce empty String ("") to ${target} (but could if coercion was enabled using \`CoercionConfig\`)\n ${where}`,
				BAD_FORMAT,
			);
		}
		return errors.unexpected(
			`Cannot construct instance of \`${type}\` (although at least one Creator exists): no ${kind === 'string' ? 'String' : kind}-argument constructor/factory method to deserialize from ${kind === 'string' ? 'String' : kind} value ('${value}')\n ${where}`,
			MISMATCH,
		);
	}

	/** @param {string} path @returns {string | null} */
	bindText(path) {
		const kind = this.peekKind();
		if (kind === 'object' || kind === 'array') throw this.mismatch('java.lang.String', kind, path);
		if (kind === 'string') return this.readString();
		const literal = this.readLiteral();
		return kind === 'null' ? null : literal;
	}

	/** @param {string} path */
	bindTexts(path) {
		const kind = this.peekKind();
		if (kind === 'null') {
			this.readLiteral();
			return null;
		}
		if (kind !== 'array') throw this.mismatch('java.util.ArrayList', kind, path);
		/** @type {Array<string | null>} */
		const items = [];
		this.readEntries(']', () => items.push(this.bindText(path)));
		return items;
	}
}

function bodyMissing() {
	return errors.unexpected(
		'Required request body is missing: public org.apache.kylin.rest.response.EnvelopeResponse<java.lang.String> org.apache.kylin.rest.controller.JobController.updateJobStatus(org.apache.kylin.rest.request.JobUpdateRequest,org.springframework.http.HttpHeaders) throws java.io.IOException',
		NOT_READABLE,
	);
}

/** @param {string} type */
function notSupported(type) {
	return errors.unexpected(`Content type '${type}' not supported`, NOT_SUPPORTED);
}

/** @param {string | undefined} header @param {boolean} isEmpty */
function checkContentType(header, isEmpty) {
	const type = header === undefined ? '' : javaTrim(header);
	const essence = type.split(';')[0].trim().toLowerCase();
	if (/^\*\/|\/\*/.test(essence)) {
		const part = essence.startsWith('*') ? "type '*'" : `subtype '${essence.split('/')[1]}'`;
		throw errors.invalidParameter(`Content-Type cannot contain wildcard ${part}`, 400);
	}
	if (isEmpty) throw bodyMissing();
	if (type === '') throw notSupported('application/octet-stream');
	if (!/^application\/([^/]+\+)?json$/.test(essence)) {
		const withCharset = /charset=/i.test(type) ? type : `${type};charset=UTF-8`;
		throw notSupported(withCharset);
	}
}

/**
 * @param {string | undefined} contentType
 * @param {string} body
 * @returns {JobUpdateRequest}
 */
function readJobUpdateRequest(contentType, body) {
	checkContentType(contentType, body === '');
	const scanner = new Scanner(body);
	if (scanner.skipSpace() === undefined) {
		throw errors.unexpected(
			`No content to map due to end-of-input\n ${SOURCE}; line: 1, column: 0]`,
			MISMATCH,
		);
	}
	const kind = scanner.peekKind();
	if (kind === 'null') throw bodyMissing();
	if (kind !== 'object') throw scanner.mismatch(BEAN, kind, '');

	/** @type {JobUpdateRequest} */
	const request = { action: null, project: null, job_ids: [], statuses: null };
	scanner.readEntries('}', () => {
		const key = scanner.readKey();
		if (key === 'action' || key === 'project') request[key] = scanner.bindText(`"${key}"`);
		else if (key === 'job_ids' || key === 'statuses') request[key] = scanner.bindTexts(`"${key}"`);
		else scanner.skipValue();
	});
	return request;
}

/**
 * What the cluster filter sees of a body before anybody is authenticated (1.6): null when there is no
 * readable `project`.
 * @param {string} body
 */
function peekProject(body) {
	const scanner = new Scanner(body);
	/** @type {string | null} */
	let project = null;
	try {
		if (scanner.peekKind() !== 'object') return null;
		scanner.readEntries('}', () => {
			if (scanner.readKey() === 'project') project = scanner.bindText('"project"');
			else scanner.skipValue();
		});
	} catch {
		return null;
	}
	return project;
}

module.exports = { readJobUpdateRequest, peekProject };
