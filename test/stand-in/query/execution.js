// @ts-check
'use strict';

const { realizationObject } = require('./answer');
const { Refusal } = require('./calcite');
const { columnMeta, describeColumns } = require('./columns');
const { walk } = require('./contexts');
const { EngineError, indexOfByte } = require('./engine');
const { parameterLiterals } = require('./params');
const {
	NoRealization,
	indexStatement,
	parseStatement,
	readsTables,
	realizations,
} = require('./planner');
const { engineStatement, sparkFailure, sparkStatement } = require('./pushDown');
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

/**
 * Groups have no order of their own: those of an index come sorted, those of Spark by their hash.
 * @param {World} world @param {string} sql of the engine @param {Path} path
 */
async function inOrder({ engine }, sql, path) {
	const text = await engine.parse(sql);
	const { statements } = JSON.parse(text);
	const node = statements?.[0].node;
	const isOrdered = node?.modifiers.some(
		(/** @type {any} */ { type }) => type === 'ORDER_MODIFIER',
	);
	if (!text.startsWith(ROOT) || isOrdered || node.group_sets.length !== 1) return sql;
	const orders = node.group_expressions.map((/** @type {any} */ group) => {
		const { value } = group.class === 'CONSTANT' ? group.value : { value: null };
		const { alias: _, ...key } = value === null ? group : node.select_list[value - 1];
		return {
			...ORDER,
			expression: path === 'source' ? hashOf({ ...key, alias: '' }) : { ...key, alias: '' },
		};
	});
	// The rest of the text stays as it is: its numbers may be beyond JavaScript's.
	const rest = text.slice(ROOT.length);
	const modifier = JSON.stringify({ type: 'ORDER_MODIFIER', orders }, withoutPlaces);
	return await engine.write(`${ROOT}${modifier}${rest.startsWith(']') ? '' : ','}${rest}`);
}

const ROOT = '{"error":false,"statements":[{"node":{"type":"SELECT_NODE","modifiers":[';
const ORDER = { type: 'ORDER_DEFAULT', null_order: 'ORDER_DEFAULT' };

/** The place of what has none is a number beyond JavaScript's. @param {string} name @param {unknown} member */
function withoutPlaces(name, member) {
	return name === 'query_location' ? undefined : member;
}

/** @param {any} expression */
function hashOf(expression) {
	const text = {
		class: 'CAST',
		type: 'OPERATOR_CAST',
		alias: '',
		child: expression,
		try_cast: false,
	};
	return {
		class: 'FUNCTION',
		type: 'FUNCTION',
		alias: '',
		function_name: 'md5',
		schema: '',
		children: [{ ...text, cast_type: { id: 'VARCHAR', type_info: null } }],
		filter: null,
		order_bys: { type: 'ORDER_MODIFIER', orders: [] },
		distinct: false,
		is_operator: false,
		export_state: false,
		catalog: '',
	};
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
			if (!(error instanceof NoRealization)) throw error;
			if (error.rounds > 1) traces.push('MODEL_MATCHING');
			if (!mayPushDown) throw error;
			return await fromSource(world, text, traces, signal);
		}
		traces.push('SPARK_JOB_EXECUTION');
		try {
			checkBooleans(parsed.parameterTypes, literals);
			const engineSql = await inOrder(world, indexStatement(parsed, literals, answering), 'index');
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

/** The engine would compare a truth value with anything; Spark does not. @param {string[]} types @param {string[]} literals */
function checkBooleans(types, literals) {
	const misfit = literals.findIndex(
		(literal, index) => /^(TRUE|FALSE)$/.test(literal) && types[index] !== 'BOOLEAN',
	);
	if (misfit < 0) return;
	const text = `cannot resolve '(? ${types[misfit]})' due to data type mismatch: differing types`;
	throw new EngineError(text, null, null);
}

/** Only where no table is read: elsewhere Spark makes it NULL. @param {any} tree */
function dividesByZero(tree) {
	let found = false;
	walk(tree, (node) => {
		const divisor =
			node.class === 'FUNCTION' && node.function_name === '/' ? node.children[1] : null;
		found ||= divisor?.class === 'CONSTANT' && divisor.value.value === 0;
		return true;
	});
	return found;
}

/** @param {World} world @param {string} statement @param {string[]} traces @param {AbortSignal} signal @returns {Promise<Outcome>} */
async function fromSource(world, statement, traces, signal) {
	const { engine } = world;
	traces.push('SQL_PUSHDOWN_TRANSFORMATION');
	const spark = sparkStatement(statement);
	traces.push('SPARK_JOB_EXECUTION');
	const { text: sql, refusedAt } = engineStatement(spark);
	const parsed = JSON.parse(await engine.parse(sql));
	if (parsed.error) {
		const { position } = parsed;
		throw refusedAt(position === undefined ? null : indexOfByte(sql, Number(position)));
	}
	const tree = parsed.statements[0].node;
	try {
		const result = await engine.query(await inOrder(world, sql, 'source'), false, signal);
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

module.exports = { execute, exception, NOT_SUPPORTED };
