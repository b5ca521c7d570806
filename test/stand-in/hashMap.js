// @ts-check
'use strict';

/** The order in which Java's HashMap gives its keys: answers show it. */

const FIRST_SIZE = 16;
const LOAD = 0.75;

/** @param {string} text Java's `String.hashCode`, spread as HashMap spreads it */
function spreadHash(text) {
	let hash = 0;
	for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
	return hash ^ (hash >>> 16);
}

/** @param {string[]} keys in the order in which they were put in */
function inHashMapOrder(keys) {
	let size = FIRST_SIZE;
	while (keys.length > size * LOAD) size *= 2;
	const bucket = (/** @type {string} */ key) => (spreadHash(key) & (size - 1)) >>> 0;
	return [...keys].sort((x, y) => bucket(x) - bucket(y));
}

module.exports = { inHashMapOrder };
