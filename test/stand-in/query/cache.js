// @ts-check
'use strict';

/**
 * The result cache (contract 10.6): answers of indexes that took long or are large, until a model changes.
 *
 * @typedef {import('./answer').Outcome} Outcome
 * @typedef {import('./request').QueryRequest} QueryRequest
 */

const LONG_MS = 2000;
const MANY_ROWS = 10_240;
const DISABLED = 'DEBUG_TOGGLE_DISABLE_QUERY_CACHE';

/** @param {QueryRequest} request @param {string} user */
function keyOf({ sql, project, limit, offset, acceptPartial, backdoorToggles, params }, user) {
	return JSON.stringify([
		sql,
		project,
		limit,
		offset,
		acceptPartial,
		backdoorToggles,
		user,
		params,
	]);
}

/** @param {import('./models').Model[]} models */
function signatureOf(models) {
	return JSON.stringify(models.map(({ alias, built, rows }) => [alias, built, rows]));
}

/** @param {import('./models').Model[]} models */
function createCache(models) {
	/** @type {Map<string, { outcome: Outcome, signature: string }>} */
	const kept = new Map();

	/** @param {QueryRequest} request */
	const isOff = ({ backdoorToggles, forcedToPushDown }) =>
		forcedToPushDown || /^true$/i.test(backdoorToggles?.[DISABLED] ?? '');

	return {
		/** @param {QueryRequest} request @param {string} user @returns {Outcome | null} */
		find(request, user) {
			const entry = isOff(request) ? undefined : kept.get(keyOf(request, user));
			if (entry?.signature !== signatureOf(models)) return null;
			return { ...entry.outcome, cached: true };
		},

		/** @param {QueryRequest} request @param {string} user @param {Outcome} outcome */
		offer(request, user, outcome) {
			const isWorthIt = outcome.duration > LONG_MS || outcome.resultRowCount > MANY_ROWS;
			if (isOff(request) || outcome.engineType !== 'NATIVE' || !isWorthIt) return;
			kept.set(keyOf(request, user), { outcome, signature: signatureOf(models) });
		},
	};
}

module.exports = { createCache };
