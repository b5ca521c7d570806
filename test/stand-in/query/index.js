// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { isAllowed } = require('../auth');
const { errors, KylinError } = require('../errors');
const { createEngine } = require('./engine');
const { exception, execute } = require('./execution');
const { createModels } = require('./models');
const { oldResultObject, resultObject } = require('./answer');
const { readQueryRequest } = require('./request');
const { createRunning, Interrupted } = require('./running');
const { requireProject } = require('../projects');

/**
 * The query side of a stand-in: what tests set and read, and what the routes call.
 *
 * @typedef {import('./answer').Outcome} Outcome
 * @typedef {import('./request').QueryRequest} QueryRequest
 * @typedef {import('../listJobs').Context & { queries: Queries }} Context
 * @typedef {ReturnType<typeof createQueries>} Queries
 *
 * @typedef {object} ReceivedQuery
 * @property {any} body as sent
 * @property {string} user
 * @property {string | null} stopId
 * @property {'running' | 'answered' | 'exception' | 'stopped' | 'timedOut' | 'refused' | 'closed'} fate
 *
 * @typedef {object} Behaviour of queries to come
 * @property {(body: any) => boolean} [when]
 * @property {number} [times] 1 unless given
 * @property {number} [slowMs] the query takes that long; it can be stopped meanwhile
 */

const SIGNATURE = 'ADMIN,2;1795822872529;1795819014651;1795822876063';

function createQueries() {
	const engine = createEngine();
	const running = createRunning();
	const models = createModels();
	/** @type {Array<{ behaviour: Behaviour, left: number }>} */
	let behaviours = [];
	let executions = 0;

	const queries = {
		engine,
		running,
		models,
		/** Lookup tables with a snapshot, `DATABASE.TABLE`. */
		snapshots: new Set(['SSB.CUSTOMER']),
		settings: {
			/** `kylin.query.pushdown.enabled` */
			pushDown: true,
			timeLimitSeconds: 300,
			maxRows: 2_000_000,
			/** Users, in capitals, from whom DATA_QUERY was taken. */
			withoutDataQuery: new Set(),
		},
		/** @type {ReceivedQuery[]} */
		received: [],
		/** @type {Array<{ stopId: string, user: string, found: boolean }>} */
		stops: [],

		/** @param {Behaviour} behaviour */
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

		/** @param {string} alias @returns {import('./models').Model} */
		model(alias) {
			const found = models.find((model) => model.alias === alias);
			if (!found) throw new Error(`No model ${alias} among the queried ones of the stand-in`);
			return found;
		},

		nextExecution() {
			return ++executions;
		},

		async close() {
			running.close();
			behaviours = [];
			await engine.close();
		},
	};
	return queries;
}

/** @param {Context} context @param {QueryRequest} request */
function checkRequest({ state, user, queries }, request) {
	if (request.forcedToPushDown && request.forced_to_index) throw bothForced();
	if (!request.project) throw errors.emptyProject();
	const project = requireProject(state, request.project);
	const isDenied = queries.settings.withoutDataQuery.has(user?.username.toUpperCase() ?? '');
	if (isDenied || !isAllowed(user, project, 'READ')) throw errors.accessDenied();
	if (request.queryId && !/^[0-9a-f]+(-[0-9a-f]+){4}$/i.test(request.queryId))
		throw errors.invalidParameter(`Invalid UUID string: ${request.queryId}`, 400);
	if ((request.sql ?? '').trim() === '') throw emptySql();
}

function bothForced() {
	return new KylinError({
		msg: 'KE-020050001(unknown):Cannot force the query to pushdown and index at the same time. Only one of the parameter “forcedToPushDown“ and “forced_to_index” could be used. Please check and try again.',
		errorCode: 'KE-020050001',
	});
}

function emptySql() {
	return new KylinError({
		msg: 'KE-010014004(Empty Sql Expression):SQL can’t be empty. Please check and try again.',
		errorCode: 'KE-010014004',
	});
}

/** @param {Context} context @param {import('../routes').Request} http @param {boolean} old the handler of v2 */
async function answerQuery(context, http, old) {
	const { queries, user, profile } = context;
	if (http.headers['user-agent'] === undefined)
		throw errors.unexpected(
			"Required request header 'User-Agent' for method parameter type String is not present",
		);
	const request = readQueryRequest(http.headers['content-type'], http.body);
	/** @type {ReceivedQuery} */
	const received = {
		body: JSON.parse(http.body),
		user: user?.username ?? '',
		stopId: request.stopId,
		fate: 'running',
	};
	queries.received.push(received);
	try {
		checkRequest(context, request);
	} catch (error) {
		received.fate = 'refused';
		throw error;
	}
	const outcome = await runQuery(queries, request, received);
	const isUnknown = request.limit === null || request.offset === null;
	const result = resultObject(outcome, {
		queryId: isUnknown ? null : (request.queryId ?? randomUUID()),
		server: isUnknown ? null : http.headers.host,
		signature: SIGNATURE,
		hasCpuTime: profile.name !== '5.0.0',
		executionId: queries.nextExecution(),
	});
	return JSON.stringify(old ? oldResultObject(result) : result);
}

/** @param {Queries} queries @param {QueryRequest} request @param {ReceivedQuery} received @returns {Promise<Outcome>} */
async function runQuery(queries, request, received) {
	const { settings, engine, models, snapshots } = queries;
	const behaviour = queries.takeBehaviour(received.body);
	const query = queries.running.begin(request.stopId, settings.timeLimitSeconds * 1000);
	const begun = Date.now();
	try {
		const world = { engine, models, snapshots, pushDownEnabled: settings.pushDown };
		const outcome = await execute(world, { ...request, sql: request.sql ?? '' }, query.signal);
		if (behaviour.slowMs) await query.wait(behaviour.slowMs);
		received.fate = outcome.exceptionMessage === null ? 'answered' : 'exception';
		return { ...outcome, duration: Date.now() - begun };
	} catch (error) {
		if (query.interruption === null) throw error;
		received.fate = query.interruption;
		return interrupted(query.interruption, settings.timeLimitSeconds, Date.now() - begun);
	} finally {
		query.end();
	}
}

/** @param {import('./running').Interruption} reason @param {number} seconds @param {number} duration @returns {Outcome} */
function interrupted(reason, seconds, duration) {
	const traces = [
		'HTTP_RECEPTION',
		'GET_ACL_INFO',
		'SQL_TRANSFORMATION',
		'SQL_PARSE_AND_OPTIMIZE',
		'MODEL_MATCHING',
		'SPARK_JOB_EXECUTION',
	];
	if (reason === 'timedOut') {
		const text = `The query exceeds the set time limit of ${seconds}s. Current step: Collecting dataset for sparder.`;
		return { ...exception(traces, text), duration, timedOut: true };
	}
	return { ...exception(traces, 'Stopped by user.'), columnMetas: [], duration, stopped: true };
}

/** @param {Context} context @param {string} stopId */
function stopQuery({ queries, user }, stopId) {
	const found = queries.running.stop(stopId);
	queries.stops.push({ stopId, user: user?.username ?? '', found });
	return '';
}

module.exports = { createQueries, answerQuery, stopQuery, Interrupted };
