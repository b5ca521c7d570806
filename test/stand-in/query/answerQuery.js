// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { isAllowed } = require('../auth');
const { errors } = require('../errors');
const { requireProject } = require('../projects');
const { oldResultObject, realizationObject, resultObject } = require('./answer');
const { columnMeta } = require('./columns');
const { exception, execute } = require('./execution');
const { generatedMetas, generatedRows } = require('./generated');
const { refusals } = require('./refusals');
const { readQueryRequest } = require('./request');
const { transferred } = require('./transfer');

/**
 * POST /query (contract 10.1 to 10.6).
 *
 * @typedef {import('./index').Context} Context
 * @typedef {import('./index').Behaviour} Behaviour
 * @typedef {import('./index').Queries} Queries
 * @typedef {import('./index').ReceivedQuery} ReceivedQuery
 * @typedef {import('./answer').Outcome} Outcome
 * @typedef {import('./request').QueryRequest} QueryRequest
 * @typedef {import('../http').Answer} Answer
 */

const SIGNATURE = 'ADMIN,2;1795822872529;1795819014651;1795822876063';
const TRACES = [
	'HTTP_RECEPTION',
	'GET_ACL_INFO',
	'SQL_TRANSFORMATION',
	'SQL_PARSE_AND_OPTIMIZE',
	'MODEL_MATCHING',
	'SPARK_JOB_EXECUTION',
];

let executions = 0;

/** Project and right, as every query asks them. @param {Context} context @param {string | null} name */
function checkRight({ state, user, queries }, name) {
	if (!name) throw errors.emptyProject();
	const project = requireProject(state, name);
	const isDenied = queries.settings.withoutDataQuery.has(user?.username.toUpperCase() ?? '');
	if (isDenied || !isAllowed(user, project, 'READ')) throw errors.accessDenied();
}

/** @param {Context} context @param {QueryRequest} request @param {Behaviour} behaviour */
function checkRequest(context, request, behaviour) {
	if (request.forcedToPushDown && request.forced_to_index) throw refusals.bothForced();
	checkRight(context, request.project);
	if (request.queryId && !/^[0-9a-f]+(-[0-9a-f]+){4}$/i.test(request.queryId))
		throw errors.invalidParameter(`Invalid UUID string: ${request.queryId}`, 400);
	if (behaviour.refused === 'server') throw refusals.busy();
	if ((request.sql ?? '').trim() === '') throw refusals.emptySql();
}

/**
 * @param {Context} context @param {import('../routes').Request} http
 * @param {(data: string) => Answer} wrap the result's JSON as an answer
 * @param {boolean} [old] in the members of v2
 */
async function answerQuery(context, http, wrap, old = false) {
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
	const behaviour = queries.takeBehaviour(received.body);
	try {
		checkRequest(context, request, behaviour);
	} catch (error) {
		received.fate = 'refused';
		throw error;
	}

	const outcome = await runQuery(queries, request, received, behaviour);
	// The one failure before a query has an identity.
	const isNameless = request.limit === null || request.offset === null;
	const result = resultObject(outcome, {
		queryId: isNameless ? null : (request.queryId ?? randomUUID()),
		server: isNameless ? null : http.headers.host,
		signature: SIGNATURE,
		hasCpuTime: profile.name !== '5.0.0',
		executionId: ++executions,
	});
	return asSent(wrap(JSON.stringify(old ? oldResultObject(result) : result)), behaviour);
}

/** @param {Answer} answer @param {Behaviour} behaviour @returns {Answer} */
function asSent(answer, behaviour) {
	const { generated, drip, cutAfterBytes } = behaviour;
	if (!generated && !drip && cutAfterBytes === undefined) return answer;
	const text = String(answer.body);
	const wait = async (/** @type {number} */ ms) =>
		await new Promise((resolve) => void setTimeout(resolve, ms, undefined).unref());
	return {
		...answer,
		body: '',
		stream: () => transferred(generated ? withRows(text, generated) : [text], behaviour, wait),
	};
}

/** @param {string} text whose `results` are empty @param {import('./generated').Generated} generated */
function* withRows(text, generated) {
	const cut = text.indexOf('"results":[]') + '"results":['.length;
	yield text.slice(0, cut);
	yield* generatedRows(generated);
	yield text.slice(cut);
}

/** @param {Queries} queries @param {QueryRequest} request @param {ReceivedQuery} received @param {Behaviour} behaviour @returns {Promise<Outcome>} */
async function runQuery(queries, request, received, behaviour) {
	const { settings, engine, models, snapshots, cache, running } = queries;
	const query = running.begin(request.stopId, settings.timeLimitSeconds * 1000);
	const begun = Date.now();
	const finish = (/** @type {Outcome} */ outcome) => ({ ...outcome, duration: Date.now() - begun });
	try {
		const known = cache.find(request, received.user);
		const world = { engine, models, snapshots, pushDownEnabled: settings.pushDown };
		const question = { ...request, sql: request.sql ?? '' };
		const plain =
			known ?? instead(queries, behaviour) ?? (await execute(world, question, query.signal));
		if (behaviour.slowMs) await query.wait(behaviour.slowMs);
		const outcome = finish(besides(queries, plain, behaviour));
		received.fate = outcome.exceptionMessage === null ? 'answered' : 'exception';
		if (!known && !behaviour.generated) cache.offer(request, received.user, outcome);
		return outcome;
	} catch (error) {
		if (query.interruption === null) throw error;
		received.fate = query.interruption;
		return finish(interrupted(query.interruption, settings.timeLimitSeconds));
	} finally {
		query.end();
	}
}

/** @param {Queries} queries @param {Behaviour} behaviour @returns {Outcome | null} */
function instead(
	{ settings, models },
	{ refused, timedOut, exception: sentence, generated, fromSource },
) {
	if (refused === 'pushDown') {
		const text = 'Query rejected. Caused by PushDown query server is too busy.';
		return { ...exception(TRACES, text), refused: true };
	}
	if (timedOut) return interrupted('timedOut', settings.timeLimitSeconds);
	if (sentence !== undefined) return exception(TRACES, sentence);
	if (!generated) return null;
	const [model] = models;
	const path = fromSource ? 'source' : 'index';
	return {
		columnMetas: generatedMetas(generated).map((column) => columnMeta(column, path)),
		results: [],
		resultRowCount: generated.rows,
		exceptionMessage: null,
		engineType: fromSource ? 'HIVE' : 'NATIVE',
		pushDown: fromSource === true,
		realizations: fromSource ? [] : [realizationObject({ model, index: model.indexes[0] })],
		traces: TRACES,
		duration: 0,
	};
}

/** @param {Queries} queries @param {Outcome} outcome @param {Behaviour} behaviour @returns {Outcome} */
function besides({ settings }, outcome, { tooManyRows, partial, cached, resultRowCount }) {
	if (outcome.exceptionMessage !== null) return outcome;
	if (tooManyRows || outcome.resultRowCount > settings.maxRows) {
		return exception(
			outcome.traces,
			`KE-010031201: Can't get query result, as the rows of query result exceeds the maximum limit "${settings.maxRows}". Please add filters, or contact admin to adjust the maximum limit.`,
		);
	}
	return {
		...outcome,
		partial: partial ?? false,
		cached: cached ?? outcome.cached ?? false,
		resultRowCount: resultRowCount ?? outcome.resultRowCount,
	};
}

/** @param {import('./running').Interruption} reason @param {number} seconds @returns {Outcome} */
function interrupted(reason, seconds) {
	if (reason === 'timedOut') {
		const text = `The query exceeds the set time limit of ${seconds}s. Current step: Collecting dataset for sparder.`;
		return { ...exception(TRACES, text), timedOut: true };
	}
	return { ...exception(TRACES, 'Stopped by user.'), columnMetas: [], stopped: true };
}

module.exports = { answerQuery, checkRight };
