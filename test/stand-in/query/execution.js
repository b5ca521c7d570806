// @ts-check
'use strict';

const { realizationObject } = require('./answer');
const { Refusal } = require('./calcite');
const { columnMeta, describeColumns } = require('./columns');
const { EngineError } = require('./engine');
const { parameterLiterals } = require('./params');
const { indexStatement, parseStatement, readsTables, realizations } = require('./planner');
const { engineStatement, sparkFailure, sparkStatement, sparkSyntaxError } = require('./pushDown');
const { isQuery, statementOf, withLimit } = require('./sql');
const { valueText } = require('./values');

/**
 * One query from its SQL to its rows: by an index if one fits, else from the source (contract 10).
 *
 * @typedef {import('./answer').Outcome} Outcome
 * @typedef {import('./values').Path} Path
 * @typedef {import('./request').QueryRequest} QueryRequest
 * @typedef {{ engine: ReturnType<typeof import('./engine').createEngine>, models: import('./models').Model[], snapshots: Set<string>, pushDownEnabled: boolean }} World
 * @typedef {{ sql: string, limit: number | null, offset: number | null, params: QueryRequest['params'], forcedToPushDown: boolean, forced_to_index: boolean }} Question
 */

const NOT_SUPPORTED = 'This SQL is not supported at the moment. Please try a different SQL.';

/** @param {string[]} traces @param {string} message @returns {Outcome} */
function exception(traces, message) {
	return {
		columnMetas: null,
		results: null,
		resultRowCount: 0,
		exceptionMessage: message,
		engineType: null,
		pushDown: false,
		realizations: null,
		traces,
		duration: 0,
	};
}

/** The select list names the columns; of a union the first one does. @param {any} node @returns {any[]} */
function selectList(node) {
	if (node.type === 'SELECT_NODE') return node.select_list;
	return selectList(node.left ?? node.children[0]);
}

/** @param {any} tree @param {{ names: string[], types: readonly any[], rows: any[][] }} result @param {Path} path */
function encoded(tree, result, path) {
	const columns = describeColumns(selectList(tree), result, path);
	return {
		columnMetas: columns.map((column) => columnMeta(column, path)),
		results: result.rows.map((row) =>
			row.map((value, index) => valueText(value, result.types[index], path)),
		),
		resultRowCount: result.rows.length,
	};
}

/** Groups have no order of their own: those of an index come sorted, those of Spark by their hash. @param {any} tree @param {string} sql @param {Path} path */
function inOrder(tree, sql, path) {
	if (tree.type !== 'SELECT_NODE' || tree.group_expressions.length === 0) return sql;
	if (tree.modifiers.some((/** @type {any} */ { type }) => type === 'ORDER_MODIFIER')) return sql;
	const keys = tree.group_expressions.map(
		(/** @type {any} */ _, /** @type {number} */ index) => index,
	);
	const grouped = /\bgroup\s+by\s+(.+?)(?=\s+(?:having|limit|offset|fetch)\b|$)/is.exec(sql);
	if (!grouped || keys.length === 0 || grouped[1].includes('(')) return sql;
	const order = path === 'source' ? `md5(concat_ws('/', ${grouped[1]}))` : grouped[1];
	const cut = /\s(?:limit|offset|fetch)\s[^']*$/i.exec(sql)?.index ?? sql.length;
	return `${sql.slice(0, cut)} ORDER BY ${order}${sql.slice(cut)}`;
}

/** @param {World} world @param {Question} question @param {AbortSignal} signal @returns {Promise<Outcome>} */
async function execute(world, question, signal) {
	const { engine } = world;
	const traces = ['HTTP_RECEPTION', 'GET_ACL_INFO', 'SQL_TRANSFORMATION'];
	for (const member of /** @type {const} */ (['limit', 'offset'])) {
		if (question[member] !== null) continue;
		const getter = member === 'limit' ? 'getLimit' : 'getOffset';
		return exception(
			traces,
			`Cannot invoke "java.lang.Integer.intValue()" because the return value of "org.apache.kylin.rest.request.SQLRequest.${getter}()" is null`,
		);
	}
	const statement = statementOf(question.sql);
	const sql = withLimit(statement, Number(question.limit), Number(question.offset));
	const mayPushDown = world.pushDownEnabled && !question.forced_to_index;
	try {
		if (!isQuery(statement)) throw new Refusal(NOT_SUPPORTED);
		const literals = parameterLiterals(sql, question.params ?? []);
		if (question.forcedToPushDown) return await fromSource(world, sql, traces, signal);
		const explained = /^explain\s+(?!plan\b)/i.exec(sql);
		return await fromIndex(
			explained ? sql.slice(explained[0].length) : sql,
			literals,
			explained !== null,
		);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return exception(traces, error.message);
	}

	/** @param {string} text @param {string[]} literals @param {boolean} explained */
	async function fromIndex(text, literals, explained) {
		traces.push('SQL_PARSE_AND_OPTIMIZE');
		let parsed;
		try {
			parsed = await parseStatement(await engine.tables(), engine, text);
		} catch (error) {
			// What Calcite cannot read is tried on the source, which needs it read as well.
			if (mayPushDown && error instanceof Refusal) traces.push('SQL_PUSHDOWN_TRANSFORMATION');
			throw error;
		}
		if (!readsTables(parsed)) return await constants(parsed, literals, explained);
		traces.push('MODEL_MATCHING');
		let answering;
		try {
			answering = realizations(parsed, world.models, world.snapshots);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			if (error.message.includes('ctx=1@')) traces.push('MODEL_MATCHING');
			if (!mayPushDown) throw error;
			return await fromSource(world, text, traces, signal);
		}
		traces.push('SPARK_JOB_EXECUTION');
		try {
			const engineSql = inOrder(parsed.tree, indexStatement(parsed, literals, answering), 'index');
			const result = await engine.query(engineSql, true, signal);
			return {
				...encoded(parsed.tree, explained ? { ...result, rows: [] } : result, 'index'),
				exceptionMessage: null,
				engineType: 'NATIVE',
				pushDown: false,
				realizations: answering.map(realizationObject),
				traces,
				duration: 0,
				explained,
			};
		} catch (error) {
			if (!(error instanceof EngineError) || signal.aborted) throw error;
			if (!mayPushDown) throw new Refusal(error.message.split('\n')[0]);
			return await fromSource(world, text, traces, signal);
		}
	}

	/** @param {import('./planner').Parsed} parsed @param {string[]} literals @param {boolean} explained @returns {Promise<Outcome>} */
	async function constants(parsed, literals, explained) {
		traces.push('EXECUTION', 'FETCH_RESULT');
		if (dividesByZero(parsed.tree)) throw new Refusal('ArithmeticException: / by zero');
		try {
			const result = await engine.query(indexStatement(parsed, literals, []), true, signal);
			return {
				...encoded(parsed.tree, explained ? { ...result, rows: [] } : result, 'constants'),
				exceptionMessage: null,
				engineType: 'CONSTANTS',
				pushDown: false,
				realizations: [],
				traces,
				duration: 0,
				explained,
			};
		} catch (error) {
			if (!(error instanceof EngineError) || signal.aborted) throw error;
			throw new Refusal(error.message.split('\n')[0]);
		}
	}
}

/** @param {any} tree */
function dividesByZero(tree) {
	return (
		JSON.stringify(tree).match(
			/"function_name":"\/".{0,2000}?\},\{"class":"CONSTANT"[^}]*"value":\{"type":\{"id":"INTEGER","type_info":null\},"is_null":false,"value":0\}/,
		) !== null
	);
}

/** @param {World} world @param {string} statement @param {string[]} traces @param {AbortSignal} signal @returns {Promise<Outcome>} */
async function fromSource({ engine }, statement, traces, signal) {
	traces.push('SQL_PUSHDOWN_TRANSFORMATION');
	const spark = sparkStatement(statement);
	traces.push('SPARK_JOB_EXECUTION');
	const sql = engineStatement(spark);
	const parsed = await engine.parse(sql);
	if (parsed.error) {
		const text = /at or near "(.*)"/.exec(parsed.error_message)?.[1] ?? 'end of input';
		throw sparkSyntaxError(spark, { kind: 'symbol', text, at: Math.max(spark.indexOf(text), 0) });
	}
	const tree = parsed.statements[0].node;
	try {
		const result = await engine.query(inOrder(tree, sql, 'source'), false, signal);
		return {
			...encoded(tree, result, 'source'),
			exceptionMessage: null,
			engineType: 'HIVE',
			pushDown: true,
			realizations: [],
			traces,
			duration: 0,
		};
	} catch (error) {
		if (!(error instanceof EngineError) || signal.aborted) throw error;
		throw sparkFailure(spark, error);
	}
}

module.exports = { execute, exception };
