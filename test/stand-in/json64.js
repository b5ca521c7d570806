// @ts-check
'use strict';

/** Unbounded range ends exceed 2^53, so a seed holds them as strings and answers must carry the digits (contract 3.2). */
const LONG_MAX = '9223372036854775807';

/** @param {number | string | null | undefined} value */
function int64Text(value) {
	return value === undefined || value === null ? '0' : String(value);
}

/**
 * Java prints a float with the fewest digits that identify it: 1/3 is `0.33333334`.
 * @param {number} value
 */
function floatText(value) {
	const single = Math.fround(value);
	if (Number.isInteger(single)) return single.toFixed(1);
	for (let digits = 1; digits <= 9; digits++) {
		const text = single.toPrecision(digits);
		if (Math.fround(Number(text)) === single) return String(Number(text));
	}
	return String(single);
}

/** Java prints a double with a fraction, even `100.0`. @param {number} value */
function doubleText(value) {
	return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** A number of an answer that must keep Java's digits; `jsonText` writes it. */
class Digits {
	/** @param {string} text */
	constructor(text) {
		this.text = text;
	}

	toJSON() {
		return `\u0000${this.text}\u0000`;
	}
}

/** @param {unknown} value */
function jsonText(value) {
	return JSON.stringify(value).replace(/"\\u0000([-\w.+]*)\\u0000"/g, '$1');
}

const int64 = (/** @type {number | string | null | undefined} */ value) =>
	new Digits(int64Text(value));
const float = (/** @type {number} */ value) => new Digits(floatText(value));
const double = (/** @type {number} */ value) => new Digits(doubleText(value));

module.exports = { LONG_MAX, int64Text, floatText, doubleText, int64, float, double, jsonText };
