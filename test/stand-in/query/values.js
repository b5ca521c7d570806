// @ts-check
'use strict';

/** Values as Kylin writes them into `results`: texts and nulls (contract 10.5). */

const MICROS_PER_MILLI = 1000n;

/**
 * Java's text of a double or float: always a fraction, an exponent from ten million on and below a thousandth.
 * @param {number} value @param {string} shortest the fewest digits that tell it from its neighbours, as JavaScript writes them
 */
function javaFloat(value, shortest = String(value)) {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
	if (Object.is(value, -0)) return '-0.0';
	const size = Math.abs(value);
	if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
		const [digits, exponent] = Number(shortest).toExponential().split('e');
		return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
	}
	return Number.isInteger(value) ? value.toFixed(1) : shortest;
}

/** @param {number} value a float of 32 bits */
function shortestSingle(value) {
	for (let digits = 1; digits <= 9; digits++) {
		const text = value.toPrecision(digits);
		if (Math.fround(Number(text)) === value) return String(Number(text));
	}
	return String(value);
}

/** Milliseconds only, without trailing zeros. @param {{ micros: bigint, toString(): string }} value */
function timestampText(value) {
	const [day, time = '00:00:00'] = value.toString().split(' ');
	const millis = (((value.micros / MICROS_PER_MILLI) % 1000n) + 1000n) % 1000n;
	const fraction = String(millis).padStart(3, '0').replace(/0+$/, '');
	return `${day} ${time.split('.')[0]}${fraction && `.${fraction}`}`;
}

/** Texts within an array or map are quoted, not escaped. @param {unknown} value @param {any} type @param {Path} path */
function memberText(value, type, path) {
	const text = valueText(value, type, path);
	if (text === null) return 'null';
	return ['VARCHAR', 'DATE', 'TIMESTAMP'].includes(typeName(type)) ? `"${text}"` : text;
}

/** @param {any} type of the engine */
function typeName(type) {
	return String(type).replace(/[([].*$/, '');
}

/**
 * @typedef {'index' | 'source' | 'constants'} Path what answers
 * @param {any} value of the engine @param {any} type of the engine @param {Path} path
 * @returns {string | null}
 */
function valueText(value, type, path) {
	if (value === null || value === undefined) return path === 'constants' ? 'null' : null;
	if (Array.isArray(value?.items)) {
		const items = value.items.map((/** @type {unknown} */ item) =>
			memberText(item, type.valueType, path),
		);
		return `[${items.join(',')}]`;
	}
	if (Array.isArray(value?.entries)) {
		const entries = value.entries.map(
			(/** @type {{ key: unknown, value: unknown }} */ entry) =>
				`${memberText(entry.key, type.keyType, path)}:${memberText(entry.value, type.valueType, path)}`,
		);
		return `{${entries.join(',')}}`;
	}
	switch (typeName(type)) {
		case 'DOUBLE':
			return javaFloat(value);
		case 'FLOAT':
			return javaFloat(value, shortestSingle(value));
		case 'DECIMAL': {
			const text = value.toString();
			return path === 'constants' && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
		}
		case 'TIMESTAMP':
		case 'TIMESTAMP WITH TIME ZONE':
			return timestampText(value);
		default:
			return String(value);
	}
}

module.exports = { valueText, typeName };
