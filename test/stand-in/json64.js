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

module.exports = { LONG_MAX, int64Text, floatText, doubleText };
