// @ts-check
'use strict';

const { errors } = require('./errors');

/**
 * How Spring turns query parameters into handler arguments (contract 2.1, 2.2 #1-2).
 * @typedef {Map<string, string[]>} Query
 */

const INT_MIN = -2147483648n;
const INT_MAX = 2147483647n;
const LONG_MIN = -9223372036854775808n;
const LONG_LIMIT = 9223372036854775807n;

/** Tomcat drops a parameter whose percent-encoding is broken. @param {string} raw */
function decode(raw) {
	const spaced = raw.replace(/\+/g, ' ');
	if (/%(?![0-9a-fA-F]{2})/.test(spaced)) return null;
	const bytes = spaced.replace(/%([0-9a-fA-F]{2})/g, (_, hex) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** @param {string} rawQuery @returns {Query} */
function parseQuery(rawQuery) {
	/** @type {Query} */
	const query = new Map();
	for (const part of rawQuery.split('&')) {
		const cut = part.indexOf('=');
		const name = decode(cut < 0 ? part : part.slice(0, cut));
		const value = decode(cut < 0 ? '' : part.slice(cut + 1));
		if (!name || value === null) continue;
		query.set(name, [...(query.get(name) ?? []), value]);
	}
	return query;
}

/** Java's `trim` removes control characters and spaces only. @param {string} text */
function javaTrim(text) {
	return text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}

/**
 * The values, or null where Spring takes the default: absent, or a single empty value.
 * @param {Query} query @param {string} name
 */
function presentValues(query, name) {
	const values = query.get(name);
	if (!values || (values.length === 1 && values[0] === '')) return null;
	return values;
}

/** @param {Query} query @param {string} name @returns {string | null} */
function bindString(query, name) {
	return query.get(name)?.join(',') ?? null;
}

/** @param {Query} query @param {string} name @param {string} fallback */
function bindStringOr(query, name, fallback) {
	return presentValues(query, name)?.join(',') ?? fallback;
}

/** One value is split and trimmed, repeated ones are taken literally. @param {Query} query @param {string} name */
function bindList(query, name) {
	const values = presentValues(query, name);
	if (!values) return [];
	return values.length > 1 ? values : values[0].split(',').map(javaTrim);
}

/** @param {string} text @param {bigint} min @param {bigint} max @param {string} type */
function parseNumber(text, min, max, type) {
	const digits = text.replace(/\s/g, '');
	if (digits === '') return null;
	const [, sign, radix, body] = /** @type {RegExpExecArray} */ (
		/^([+-]?)(0[xX]|#|)(.*)$/s.exec(digits)
	);
	const legal = radix && sign !== '+' ? /^[0-9a-fA-F]+$/ : /^\d+$/;
	if (legal.test(radix && sign === '+' ? digits : body)) {
		const size = BigInt(radix ? `0x${body}` : body);
		const value = sign === '-' ? -size : size;
		if (value >= min && value <= max) return Number(value);
	}
	throw conversionError(
		type,
		`java.lang.NumberFormatException: For input string: "${radix ? sign.replace('+', '') + body : digits}"`,
	);
}

/** @param {string} type @param {string} cause */
function conversionError(type, cause) {
	return errors.invalidParameter(
		`Failed to convert value of type 'java.lang.String' to required type '${type}'; nested exception is ${cause}`,
		400,
	);
}

/** Of repeated values the first counts; one of spaces only is null. @param {Query} query @param {string} name */
function bindInteger(query, name) {
	const values = query.get(name);
	return values ? parseNumber(values[0], INT_MIN, INT_MAX, 'java.lang.Integer') : null;
}

/** @param {Query} query @param {string} name @param {number} fallback */
function bindIntegerOr(query, name, fallback) {
	return presentValues(query, name) ? bindInteger(query, name) : fallback;
}

/** As `bindList`, with null for an empty item. @param {Query} query @param {string} name */
function bindIntegers(query, name) {
	return bindList(query, name).map((text) =>
		parseNumber(text, INT_MIN, INT_MAX, 'java.lang.Integer[]'),
	);
}

/** @param {Query} query @param {string} name */
function bindRequiredInteger(query, name) {
	const value = bindInteger(query, name);
	if (value === null) throw errors.missingParameter(name);
	return value;
}

/** @param {Query} query @param {string} name */
function bindRequiredLong(query, name) {
	const values = query.get(name);
	const value = values ? parseNumber(values[0], LONG_MIN, LONG_LIMIT, 'long') : null;
	if (value === null) throw errors.missingParameter(name);
	return value;
}

/** @param {Query} query @param {string} name @param {boolean} fallback @param {string} [type] as Java calls it */
function bindBooleanOr(query, name, fallback, type = 'boolean') {
	const text = presentValues(query, name)?.[0];
	if (text === undefined) return fallback;
	const word = javaTrim(text).toLowerCase();
	if (['true', 'on', 'yes', '1'].includes(word)) return true;
	if (['false', 'off', 'no', '0'].includes(word)) return false;
	throw conversionError(
		type,
		`java.lang.IllegalArgumentException: Invalid boolean value [${text}]`,
	);
}

/** A required string may be empty, the handler decides. @param {Query} query @param {string} name */
function bindRequiredString(query, name) {
	const value = bindString(query, name);
	if (value === null) throw errors.missingParameter(name);
	return value;
}

module.exports = {
	parseQuery,
	javaTrim,
	bindString,
	bindStringOr,
	bindList,
	bindIntegerOr,
	bindIntegers,
	bindRequiredInteger,
	bindRequiredLong,
	bindRequiredString,
	bindBooleanOr,
};
