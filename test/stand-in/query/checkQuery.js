// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { checkRight } = require('./answerQuery');
const { Refusal } = require('./calcite');
const { NOT_SUPPORTED } = require('./execution');
const {
	NoRealization,
	contextsIn,
	parseStatement,
	readsTables,
	realizations,
} = require('./planner');
const { refusals } = require('./refusals');
const { checkContentType, integerOf, parseBody, textOf } = require('./request');
const { isQuery, statementOf, withLimit } = require('./sql');

/**
 * POST /query/detection: would an index answer? Nothing runs (contract 10.7).
 * @typedef {import('./index').Context} Context
 * @typedef {import('./matching').Realization} Realization
 */

const DEFAULT_LIMIT = 500;

const NOTHING = {
	is_exception: false,
	exception_message: /** @type {string | null} */ (null),
	query_id: '',
	is_push_down: false,
	is_post_aggregation: false,
	is_table_index: false,
	is_base_index: false,
	is_cache: false,
	is_constants: false,
	realizations: /** @type {any[]} */ ([]),
};

/** @param {Context} context @param {import('../routes').Request} http */
async function checkQuery(context, http) {
	checkContentType(http.headers['content-type']);
	const given = parseBody(http.body);
	const sql = textOf(given.sql, 'sql');
	checkRight(context, textOf(given.project, 'project'));
	if ((sql ?? '').trim() === '') throw refusals.emptySql();
	const limit = integerOf(given.limit ?? DEFAULT_LIMIT, 'limit');
	const offset = integerOf(given.offset, 'offset');
	const answer = { ...NOTHING, query_id: randomUUID() };
	try {
		const statement = statementOf(String(sql));
		if (!isQuery(statement)) throw new Refusal(NOT_SUPPORTED);
		const text = withLimit(statement, Number(limit), Number(offset));
		return { ...answer, ...(await detect(context.queries, text)) };
	} catch (error) {
		if (error instanceof NoRealization) return { ...answer, is_push_down: true };
		if (!(error instanceof Refusal)) throw error;
		return { ...answer, is_exception: true, exception_message: error.message };
	}
}

/** @param {import('./index').Queries} queries @param {string} text */
async function detect({ engine, models, snapshots }, text) {
	const parsed = await parseStatement(await engine.tables(), engine, text);
	if (!readsTables(parsed)) return { is_constants: true };
	const found = realizations(parsed, models, snapshots);
	const contexts = contextsIn(parsed);
	const described = found.map(describe);
	return {
		is_post_aggregation: found.some(
			(realization, index) =>
				'index' in realization &&
				contexts[index].aggregated &&
				realization.index.columns.some((column) => !contexts[index].columns.includes(column)),
		),
		is_table_index: described.some(({ is_table_index }) => is_table_index),
		is_base_index: described.some(({ is_base_index }) => is_base_index),
		realizations: described,
	};
}

/** @param {Realization} realization */
function describe(realization) {
	const fromModel = 'model' in realization ? realization : null;
	return {
		model_id: fromModel?.model.uuid ?? 'null',
		model_alias: fromModel?.model.alias ?? null,
		layout_id: fromModel?.index.layoutId ?? null,
		index_type: fromModel?.index.type ?? 'Table Snapshot',
		partial_match_model: false,
		valid: true,
		is_table_index: fromModel?.index.type === 'Table Index',
		is_base_index: fromModel?.index.base ?? false,
	};
}

module.exports = { checkQuery };
