// @ts-check
'use strict';

/**
 * The stand-in's only source of time.
 * - `real`: time flows, `speed` times as fast as the wall clock;
 * - `manual`: time moves only by `advance` / `set`, the scheduler follows;
 * - `frozen`: time stands and the scheduler moves nothing, even when `advance` moves the time.
 *
 * @param {{ start?: number, mode?: 'real' | 'manual' | 'frozen', speed?: number }} [options]
 */
function createClock({ start = Date.now(), mode = 'real', speed = 1 } = {}) {
	let base = start;
	let wallBase = Date.now();
	/** @type {Array<() => void>} */
	const listeners = [];

	const clock = {
		mode,
		speed,
		now() {
			if (clock.mode !== 'real') return base;
			return Math.floor(base + (Date.now() - wallBase) * clock.speed);
		},
		/** @param {number} time */
		set(time) {
			base = time;
			wallBase = Date.now();
		},
		/** @param {number} ms */
		advance(ms) {
			clock.set(clock.now() + ms);
			if (!clock.frozen) for (const listener of listeners) listener();
			return clock.now();
		},
		get frozen() {
			return clock.mode === 'frozen';
		},
		set frozen(value) {
			const now = clock.now();
			clock.mode = value ? 'frozen' : 'manual';
			clock.set(now);
		},
		/** @param {() => void} listener */
		onAdvance(listener) {
			listeners.push(listener);
		},
	};
	return clock;
}

/** @typedef {ReturnType<typeof createClock>} Clock */

module.exports = { createClock };
