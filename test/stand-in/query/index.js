// @ts-check
'use strict';

const { createCache } = require('./cache');
const { createEngine } = require('./engine');
const { createModels } = require('./models');
const { createRunning } = require('./running');

/**
 * The query side of a stand-in, as tests see it: `standIn.queries`.
 *
 * @typedef {ReturnType<typeof createQueries>} Queries
 * @typedef {import('../listJobs').Context & { queries: Queries }} Context
 *
 * @typedef {object} ReceivedQuery
 * @property {any} body as sent
 * @property {string} user
 * @property {string | null} stopId
 * @property {'running' | 'answered' | 'exception' | 'refused' | import('./running').Interruption} fate
 *
 * @typedef {object} OwnBehaviour what a query does instead of, or besides, what its SQL says
 * @property {(body: any) => boolean} [when] only for such bodies
 * @property {number} [times] for so many queries, 1 unless given
 * @property {number} [slowMs] it takes that long; meanwhile it can be stopped, and runs into the time limit
 * @property {'server' | 'pushDown'} [refused] the whole server is busy (500), or the source (200 with `isException`)
 * @property {boolean} [timedOut] it ran into the time limit, without the wait
 * @property {boolean} [tooManyRows]
 * @property {boolean} [partial] the result says that it is partial
 * @property {boolean} [cached] as if from the result cache
 * @property {string} [exception] sentence of an `isException`
 * @property {number} [resultRowCount] another number than that of the rows
 * @property {import('./generated').Generated} [generated] a result of any size instead of the SQL's, from an index
 * @property {boolean} [fromSource] the generated result comes from the source
 *
 * @typedef {OwnBehaviour & import('./transfer').Transfer} Behaviour
 */

function createQueries() {
	const engine = createEngine();
	const running = createRunning();
	const models = createModels();
	/** @type {Array<{ behaviour: Behaviour, left: number }>} */
	let behaviours = [];

	return {
		engine,
		running,
		models,
		cache: createCache(models),
		/** Lookup tables with a snapshot, `DATABASE.TABLE`. @type {Set<string>} */
		snapshots: new Set(['SSB.CUSTOMER']),
		settings: {
			/** `kylin.query.pushdown.enabled` */
			pushDown: true,
			/** `kylin.query.timeout-seconds` */
			timeLimitSeconds: 300,
			/** `kylin.circuit-breaker.threshold.query-result-row-count` */
			maxRows: 2_000_000,
			/** Users, in capitals, from whom DATA_QUERY was taken. @type {Set<string>} */
			withoutDataQuery: new Set(),
		},
		/** @type {ReceivedQuery[]} */
		received: [],
		/** @type {Array<{ stopId: string, user: string, found: boolean }>} */
		stops: [],

		/** How the next query behaves. @param {Behaviour} behaviour */
		next(behaviour) {
			behaviours.push({ behaviour, left: behaviour.times ?? 1 });
		},

		/** @param {any} body @returns {Behaviour} */
		takeBehaviour(body) {
			const entry = behaviours.find(
				({ behaviour, left }) => left > 0 && (behaviour.when?.(body) ?? true),
			);
			if (!entry) return {};
			entry.left -= 1;
			return entry.behaviour;
		},

		/**
		 * A model that answers queries, to be changed: `built = false` and nothing of it is there, `rows = "…"` and only rows
		 * of that condition are. The source has them all the while.
		 * @param {string} alias
		 */
		model(alias) {
			const found = models.find((model) => model.alias === alias);
			if (!found) throw new Error(`No model ${alias} answers queries of the stand-in`);
			return found;
		},

		async close() {
			behaviours = [];
			running.close();
			await engine.close();
		},
	};
}

module.exports = { createQueries };
