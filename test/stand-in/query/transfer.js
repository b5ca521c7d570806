// @ts-check
'use strict';

/**
 * How an answer travels: whole, in drips, or cut off.
 *
 * @typedef {object} Transfer
 * @property {{ bytes: number, everyMs: number }} [drip]
 * @property {number} [cutAfterBytes] the connection breaks after so many bytes of the body
 */

class CutOff extends Error {}

/** @param {Buffer} bytes @param {number} size @returns {Generator<Buffer>} */
function* slices(bytes, size) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** @param {Iterable<string>} pieces @param {Transfer} transfer @param {(ms: number) => Promise<void>} wait */
async function* transferred(pieces, { drip, cutAfterBytes = Infinity }, wait) {
	let left = cutAfterBytes;
	for (const piece of pieces) {
		const bytes = Buffer.from(piece);
		for (const slice of drip ? slices(bytes, drip.bytes) : [bytes]) {
			if (drip) await wait(drip.everyMs);
			if (slice.length > left) {
				yield slice.subarray(0, left);
				throw new CutOff();
			}
			left -= slice.length;
			yield slice;
		}
	}
}

module.exports = { transferred };
