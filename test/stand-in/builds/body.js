// @ts-check
'use strict';

const { javaTrim } = require('../bindings');
const { errors } = require('../errors');

/**
 * Request bodies as Jackson binds them to Kylin's request classes (build contract, 1.2).
 *
 * @typedef {'text' | 'int' | 'boolean' | 'texts' | 'longs' | 'textLists' | 'any'} Kind
 * @typedef {{ bean: string, handler: string, fields: Record<string, Kind> }} Shape `bean` the class, `handler` the
 * method that Spring quotes when there is no body
 */

const SOURCE = 'at [Source: (org.springframework.util.StreamUtils$NonClosingInputStream)';
const KINDS = /** @type {Record<Kind, string>} */ ({
	text: 'java.lang.String',
	int: 'int',
	boolean: 'boolean',
	texts: 'java.lang.String[]',
	longs: 'java.util.ArrayList<java.lang.Object>',
	textLists: 'java.util.ArrayList<java.lang.String[]>',
	any: 'java.lang.Object',
});

/** @param {string} text @param {number} at */
function position(text, at) {
	const lines = text.slice(0, at).split('\n');
	return `${SOURCE}; line: ${lines.length}, column: ${lines[lines.length - 1].length + 1}]`;
}

/** Where the value of a member starts, for messages only. @param {string} body @param {string} name */
function valueAt(body, name) {
	const match = new RegExp(`"${name}"\\s*:\\s*`).exec(body);
	return match ? match.index + match[0].length : 0;
}

/** What Jackson calls a value: its label and its token. @param {unknown} value */
function tokenOf(value) {
	if (Array.isArray(value)) return ['Array', 'START_ARRAY'];
	if (typeof value === 'string') return ['String', 'VALUE_STRING'];
	if (typeof value === 'boolean') return ['Boolean', `VALUE_${String(value).toUpperCase()}`];
	if (typeof value !== 'number') return ['Object', 'START_OBJECT'];
	return Number.isInteger(value)
		? ['Integer', 'VALUE_NUMBER_INT']
		: ['Floating-point', 'VALUE_NUMBER_FLOAT'];
}

/** @param {string} type @param {unknown} value @param {string} where */
function mismatched(type, value, where) {
	const [label, token] = tokenOf(value);
	return errors.unexpected(
		`Cannot deserialize value of type \`${type}\` from ${label} value (token \`JsonToken.${token}\`)\n ${where}`,
		'com.fasterxml.jackson.databind.exc.MismatchedInputException',
	);
}

/** Texts that are no number or no boolean. */
const FORMATS = /** @type {Partial<Record<Kind, string>>} */ ({
	int: 'not a valid `int` value',
	boolean: 'only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized',
});

/** @param {Shape} shape @param {string} body @param {string} name @param {Kind} kind @param {unknown} value */
function refused({ bean }, body, name, kind, value) {
	const chain = `(through reference chain: ${bean}["${name}"])`;
	const where = `${position(body, valueAt(body, name))} ${chain}`;
	const reason = FORMATS[kind];
	if (typeof value !== 'string' || !reason) return mismatched(KINDS[kind], value, where);
	return errors.unexpected(
		`Cannot deserialize value of type \`${KINDS[kind]}\` from String "${value}": ${reason}\n ${where}`,
		'com.fasterxml.jackson.databind.exc.InvalidFormatException',
	);
}

const REFUSED = Symbol('refused');

/** @param {unknown} value */
function bindInt(value) {
	if (value === null) return 0;
	if (typeof value === 'number') return Math.trunc(value);
	if (typeof value !== 'string') return REFUSED;
	const text = javaTrim(value);
	return text === '' ? 0 : /^[+-]?\d+$/.test(text) ? Number(text) : REFUSED;
}

/** @param {unknown} value */
function bindBoolean(value) {
	if (value === null || value === '') return false;
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	if (typeof value === 'string' && /^(true|True|TRUE)$/.test(value)) return true;
	return typeof value === 'string' && /^(false|False|FALSE)$/.test(value) ? false : REFUSED;
}

/** @param {unknown} value */
function bindText(value) {
	if (value === null) return null;
	return typeof value === 'object' ? REFUSED : String(value);
}

/** @param {unknown} value @param {(entry: unknown) => unknown} bindEntry */
function bindList(value, bindEntry) {
	if (value === null) return null;
	if (!Array.isArray(value)) return REFUSED;
	const entries = value.map(bindEntry);
	return entries.includes(REFUSED) ? REFUSED : entries;
}

/** @type {Record<Kind, (value: unknown) => unknown>} */
const BINDERS = {
	text: bindText,
	int: bindInt,
	boolean: bindBoolean,
	texts: (value) => bindList(value, bindText),
	longs: (value) => bindList(value, bindInt),
	textLists: (value) => bindList(value, (entry) => bindList(entry, bindText)),
	any: (value) => value,
};

/** @param {Shape} shape */
function bodyMissing({ handler }) {
	return errors.unexpected(
		`Required request body is missing: ${handler}`,
		'org.springframework.http.converter.HttpMessageNotReadableException',
	);
}

/** @param {string | undefined} header */
function checkContentType(header) {
	const type = header === undefined ? '' : javaTrim(header);
	if (type === '') throw errors.unexpected("Content type 'application/octet-stream' not supported");
	if (!/^application\/([^/;]+\+)?json\s*(;|$)/i.test(type)) {
		const withCharset = /charset=/i.test(type) ? type : `${type};charset=UTF-8`;
		throw errors.unexpected(`Content type '${withCharset}' not supported`);
	}
}

/** Members as they stand in the text; an unreadable one is KE-000030001. @param {Shape} shape @param {string} body */
function parse(shape, body) {
	let value;
	try {
		value = JSON.parse(body);
	} catch {
		throw errors.unparsable(
			`Unexpected end-of-input within/between Object entries\n ${position(body, body.length)}`,
		);
	}
	if (value === null) throw bodyMissing(shape);
	if (Array.isArray(value)) throw mismatched(shape.bean, value, position(body, 0));
	if (typeof value === 'object') return value;
	const label = typeof value === 'string' ? 'String' : typeof value;
	throw errors.unexpected(
		`Cannot construct instance of \`${shape.bean}\` (although at least one Creator exists): no ${label}-argument constructor/factory method to deserialize from ${label} value ('${value}')\n ${position(body, 0)}`,
		'com.fasterxml.jackson.databind.exc.MismatchedInputException',
	);
}

/**
 * @param {Shape} shape @param {{ headers: Record<string, any>, body: string }} request
 * @returns {Record<string, any>} only the members that the body has; unknown ones are dropped
 */
function readBody(shape, { headers, body }) {
	if (body === '') throw bodyMissing(shape);
	checkContentType(headers['content-type']);
	const given = parse(shape, body);
	/** @type {Record<string, any>} */
	const bound = {};
	for (const [name, value] of Object.entries(given)) {
		const kind = shape.fields[name];
		if (kind === undefined) continue;
		bound[name] = BINDERS[kind](value);
		if (bound[name] === REFUSED) throw refused(shape, body, name, kind, value);
	}
	return bound;
}

module.exports = { readBody };
