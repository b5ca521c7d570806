// @ts-check
'use strict';

/**
 * Queries under way: each can be stopped by its `stopId`, runs into the time limit, and waits without holding up the end
 * of the process.
 *
 * @typedef {'stopped' | 'timedOut' | 'closed'} Interruption
 * @typedef {{ stopId: string | null, signal: AbortSignal, interruption: Interruption | null, wait(ms: number): Promise<void>, end(): void }} Running
 */

class Interrupted extends Error {}

function createRunning() {
	/** @type {Set<Running & { interrupt(reason: Interruption): void }>} in the order in which they began */
	const running = new Set();

	return {
		/** @param {string | null} stopId @param {number} timeLimitMs @returns {Running} */
		begin(stopId, timeLimitMs) {
			const controller = new AbortController();
			const { signal } = controller;
			const limit = setTimeout(() => query.interrupt('timedOut'), timeLimitMs);
			const query = {
				stopId,
				signal,
				/** @type {Interruption | null} */
				interruption: null,
				/** @param {Interruption} reason */
				interrupt(reason) {
					query.interruption ??= reason;
					controller.abort();
				},
				/** @param {number} ms @returns {Promise<void>} */
				async wait(ms) {
					await new Promise((resolve, reject) => {
						const timer = setTimeout(resolve, ms, undefined);
						const stop = () => {
							clearTimeout(timer);
							reject(new Interrupted());
						};
						if (signal.aborted) stop();
						else signal.addEventListener('abort', stop, { once: true });
					});
				},
				end() {
					clearTimeout(limit);
					running.delete(query);
				},
			};
			running.add(query);
			return query;
		},

		/** The first one of that id. @param {string} stopId @returns {boolean} whether there was one */
		stop(stopId) {
			const query = [...running].find((other) => other.stopId === stopId);
			query?.interrupt('stopped');
			return query !== undefined;
		},

		get count() {
			return running.size;
		},

		close() {
			for (const query of running) {
				query.interrupt('closed');
				query.end();
			}
		},
	};
}

module.exports = { createRunning };
