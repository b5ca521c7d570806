// @ts-check
'use strict';

/**
 * The result object of a query, member by member in Kylin's order (contract 10.4).
 *
 * @typedef {import('./columns').Column} Column
 * @typedef {import('./values').Path} Path
 * @typedef {Array<Array<string | null>>} Rows
 * @typedef {object} Outcome what became of a query
 * @property {any[] | null} columnMetas
 * @property {Rows | null} results
 * @property {number} resultRowCount
 * @property {string | null} exceptionMessage
 * @property {string | null} engineType
 * @property {boolean} pushDown
 * @property {any[] | null} realizations
 * @property {string[]} traces names of the steps
 * @property {number} duration ms
 * @property {boolean} [partial]
 * @property {boolean} [cached]
 * @property {boolean} [explained]
 * @property {boolean} [timedOut]
 * @property {boolean} [refused]
 * @property {boolean} [stopped]
 *
 * @typedef {{ queryId: string | null, server: string | null, signature: string | null, hasCpuTime: boolean, executionId: number }} Facts
 */

const GROUPS = /** @type {Record<string, string>} */ ({
	GET_ACL_INFO: 'PREPARATION',
	SQL_TRANSFORMATION: 'PREPARATION',
	SQL_PARSE_AND_OPTIMIZE: 'PREPARATION',
	MODEL_MATCHING: 'PREPARATION',
	EXECUTION: 'JOB_EXECUTION',
	FETCH_RESULT: 'JOB_EXECUTION',
});

/** @param {Outcome} outcome @param {Facts} facts */
function scanned({ engineType, results }, { executionId }) {
	if (engineType === 'NATIVE') {
		const rows = results?.length ?? 0;
		const bytes = rows * 1000;
		return {
			lists: [[rows], [bytes]],
			totals: [rows, bytes],
			shufflePartitions: 1,
			page: `/kylin/sparder/SQL/execution/?id=${executionId}`,
		};
	}
	if (engineType === 'CONSTANTS')
		return { lists: [[], []], totals: [0, 0], shufflePartitions: 0, page: '' };
	const page = engineType === null ? '' : `/kylin/sparder/SQL/execution/?id=${executionId}`;
	return { lists: [null, null], totals: [-1, -1], shufflePartitions: 0, page };
}

/** @param {Outcome} outcome @param {Facts} facts */
function resultObject(outcome, facts) {
	const { lists, totals, shufflePartitions, page } = scanned(outcome, facts);
	return {
		columnMetas: outcome.columnMetas,
		results: outcome.results,
		affectedRowCount: 0,
		exceptionMessage: outcome.exceptionMessage,
		duration: outcome.cached ? 0 : outcome.duration,
		scanRows: lists[0],
		scanBytes: lists[1],
		failTimes: -1,
		resultRowCount: outcome.resultRowCount,
		shufflePartitions,
		hitExceptionCache: false,
		storageCacheUsed: outcome.cached ?? false,
		storageCacheType: outcome.cached ? 'EHCACHE' : null,
		queryStatistics: null,
		queryId: facts.queryId,
		server: facts.server,
		signature: outcome.engineType === 'NATIVE' ? facts.signature : null,
		engineType: outcome.engineType,
		traces: outcome.traces.map((name) => ({ name, group: GROUPS[name] ?? null, duration: 1 })),
		partial: outcome.partial ?? false,
		bigQuery: false,
		totalScanRows: totals[0],
		totalScanBytes: totals[1],
		query_plan: outcome.explained ? 'EXECUTION PLAN\n== Physical Plan ==\n' : null,
		is_explain: outcome.explained ?? false,
		isException: outcome.exceptionMessage !== null,
		...(facts.hasCpuTime && { cpu_time: 0 }),
		vacant: false,
		appMasterURL: page,
		dataFetchTime: 0,
		pushDown: outcome.pushDown,
		is_prepare: false,
		is_timeout: outcome.timedOut ?? false,
		is_refused: outcome.refused ?? false,
		is_stop_by_user: outcome.stopped ?? false,
		realizations: outcome.realizations,
		executed_plan: null,
	};
}

/** The handler of v2 has its own order, and lacks some. @param {Record<string, any>} result */
function oldResultObject({
	columnMetas,
	results,
	affectedRowCount,
	exceptionMessage,
	duration,
	...rest
}) {
	const {
		scanRows,
		scanBytes,
		appMasterURL,
		traces,
		totalScanRows,
		totalScanBytes,
		partial,
		...others
	} = rest;
	const { failTimes, resultRowCount, shufflePartitions, hitExceptionCache, storageCacheUsed } =
		others;
	const { storageCacheType, queryStatistics, queryId, server, signature, engineType } = others;
	const {
		isException,
		dataFetchTime,
		pushDown,
		is_prepare,
		is_timeout,
		is_stop_by_user,
		realizations,
	} = others;
	return {
		columnMetas,
		results,
		affectedRowCount,
		exceptionMessage,
		duration,
		scanRows,
		scanBytes,
		appMasterURL,
		failTimes,
		resultRowCount,
		shufflePartitions,
		hitExceptionCache,
		storageCacheUsed,
		storageCacheType,
		queryStatistics,
		queryId,
		server,
		signature,
		engineType,
		traces,
		cube: realizations?.[0]?.modelAlias ?? '',
		totalScanCount: Math.max(totalScanRows, 0),
		sparderUsed: engineType === 'NATIVE',
		totalScanRows,
		totalScanBytes,
		partial,
		isException,
		dataFetchTime,
		pushDown,
		is_prepare,
		is_timeout,
		is_stop_by_user,
		realizations,
	};
}

/** @param {import('./matching').Realization} realization */
function realizationObject(realization) {
	const fromModel = 'model' in realization ? realization : null;
	return {
		modelId: fromModel?.model.uuid ?? 'null',
		modelAlias: fromModel?.model.alias ?? null,
		layoutId: fromModel?.index.layoutId ?? null,
		type: fromModel?.index.type ?? 'Table Snapshot',
		storageType: 0,
		lookupTables: 'snapshots' in realization ? realization.snapshots : [],
		lastDataRefreshTime: 0,
		valid: true,
		partialMatchModel: false,
		layoutExist: true,
		streamingLayout: false,
		loadingData: false,
		buildingIndex: false,
	};
}

module.exports = { resultObject, oldResultObject, realizationObject };
