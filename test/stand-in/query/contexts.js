// @ts-check
'use strict';

/**
 * What a statement reads, as Kylin's planner sees it: one context for every SELECT over tables. Trees are those of the
 * engine's parser.
 *
 * @typedef {import('./engine').Table} Table
 * @typedef {{ database: string, name: string, at: number }} TableName as written, in capitals
 * @typedef {{ table: Table, alias: string, at: number }} Source
 * @typedef {{ type: string, left: string, right: string }} JoinPair columns `TABLE.COLUMN`
 * @typedef {object} Context
 * @property {Source[]} sources
 * @property {JoinPair[]} joins
 * @property {string[]} columns outside aggregates, `TABLE.COLUMN`
 * @property {string[]} aggregates such as `SUM(LINEORDER.LO_REVENUE)`
 * @property {boolean} aggregated
 */

const DEFAULT_DATABASE = 'DEFAULT';
const AGGREGATES = ['count_star', 'count', 'sum', 'avg', 'min', 'max', 'approx_count_distinct'];

/** Every node below, in no order. @param {any} node @param {(node: any) => boolean} visit false = not into it */
function walk(node, visit) {
	if (node === null || typeof node !== 'object') return;
	if (!Array.isArray(node) && !visit(node)) return;
	for (const child of Object.values(node)) walk(child, visit);
}

/** @param {any} select @returns {Array<{ key: string, value: any }>} */
function withQueries(select) {
	return select.cte_map?.map ?? [];
}

/** Every table named, those of a WITH left out. @param {any} root @returns {TableName[]} */
function tablesOf(root) {
	const known = new Set();
	walk(root, (node) => {
		for (const { key } of withQueries(node)) known.add(key.toUpperCase());
		return true;
	});
	/** @type {TableName[]} */
	const names = [];
	walk(root, (node) => {
		if (node.type !== 'BASE_TABLE') return true;
		const name = node.table_name.toUpperCase();
		const database = node.schema_name.toUpperCase();
		if (database !== '' || !known.has(name))
			names.push({ database, name, at: node.query_location });
		return true;
	});
	return names.sort((x, y) => x.at - y.at);
}

/** @param {Table[]} tables @param {{ database: string, name: string }} wanted */
function findTable(tables, { database, name }) {
	return tables.find(
		(table) => table.name === name && table.database === (database || DEFAULT_DATABASE),
	);
}

/** @param {Source[]} sources @param {string[]} names of a column reference */
function resolve(sources, names) {
	const column = names[names.length - 1].toUpperCase();
	const qualifier = names.length > 1 ? names[names.length - 2].toUpperCase() : null;
	const source = sources.find(
		({ table, alias }) =>
			(qualifier === null || qualifier === alias) &&
			table.columns.some((name) => name.toUpperCase() === column),
	);
	return source ? `${source.table.name}.${column}` : null;
}

/** @param {any} expression @param {(names: string[]) => string | null} columnOf */
function aggregateText({ function_name: name, children, distinct }, columnOf) {
	if (name === 'count_star' || (name === 'count' && children[0]?.class === 'CONSTANT'))
		return 'COUNT(*)';
	const argument = children.length === 1 && children[0].class === 'COLUMN_REF';
	const column = argument ? columnOf(children[0].column_names) : null;
	return `${name.toUpperCase()}(${distinct ? 'DISTINCT ' : ''}${column ?? '?'})`;
}

/** @param {Table[]} tables @param {any} root */
function contextsOf(tables, root) {
	/** @type {Context[]} */
	const contexts = [];
	const ctes = new Map();
	walk(root, (node) => {
		for (const { key, value } of withQueries(node)) ctes.set(key.toUpperCase(), value.query.node);
		return true;
	});

	/** @param {any} from @param {{ sources: Source[], nested: any[], joins: any[] }} found */
	function readFrom(from, found) {
		if (from.type === 'JOIN') {
			readFrom(from.left, found);
			readFrom(from.right, found);
			found.joins.push(from);
		} else if (from.type === 'BASE_TABLE') {
			const name = from.table_name.toUpperCase();
			const database = from.schema_name.toUpperCase();
			const table = findTable(tables, { database, name });
			const alias = (from.alias || from.table_name).toUpperCase();
			if (database === '' && ctes.has(name)) found.nested.push(ctes.get(name));
			else if (table) found.sources.push({ table, alias, at: from.query_location });
		} else if (from.type === 'SUBQUERY') found.nested.push(from.subquery.node);
	}

	/** @param {any} query @returns {Context[]} */
	function readQuery(query) {
		if (query.type === 'SET_OPERATION_NODE')
			return (query.children ?? [query.left, query.right]).flatMap(readQuery);
		if (query.type !== 'SELECT_NODE') return [];
		const found = { sources: [], nested: [], joins: [] };
		readFrom(query.from_table, found);
		const own = describe(query, found);
		const inner = found.nested.flatMap(readQuery);
		// An aggregate over a plain subquery belongs to the context of its tables.
		if (found.sources.length === 0 && inner.length === 1 && !inner[0].aggregated) {
			inner[0].aggregated = own.aggregated;
			inner[0].aggregates.push(...own.aggregates);
		}
		return found.sources.length === 0 ? inner : [own, ...inner];
	}

	/** @param {any} query @param {{ sources: Source[], joins: any[] }} found @returns {Context} */
	function describe(query, { sources, joins }) {
		const columns = new Set();
		const aggregates = new Set();
		const columnOf = (/** @type {string[]} */ names) => resolve(sources, names);
		const { cte_map: _, from_table: __, ...rest } = query;
		walk([rest, joins.map(({ condition }) => condition)], (node) => {
			if (node.class === 'SUBQUERY') {
				contexts.push(...readQuery(node.subquery.node));
				return false;
			}
			if (node.class === 'FUNCTION' && AGGREGATES.includes(node.function_name)) {
				aggregates.add(aggregateText(node, columnOf));
				return false;
			}
			if (node.class === 'COLUMN_REF') columns.add(columnOf(node.column_names));
			if (node.class === 'STAR') {
				for (const { table } of sources)
					for (const column of table.columns) columns.add(`${table.name}.${column.toUpperCase()}`);
			}
			return true;
		});
		columns.delete(null);
		return {
			sources,
			joins: [...joins, { join_type: 'INNER', condition: query.where_clause }].flatMap((join) =>
				pairsOf(join, columnOf),
			),
			columns: [...columns],
			aggregates: [...aggregates],
			aggregated: aggregates.size > 0 || query.group_sets.length > 0,
		};
	}

	contexts.push(...readQuery(root));
	return contexts;
}

/** @param {any} join @param {(names: string[]) => string | null} columnOf @returns {JoinPair[]} */
function pairsOf({ join_type: type, condition }, columnOf) {
	/** @type {JoinPair[]} */
	const pairs = [];
	walk(condition, (node) => {
		if (node.type === 'COMPARE_EQUAL' && node.left.class === node.right.class) {
			const [left, right] = [node.left, node.right].map((side) =>
				side.class === 'COLUMN_REF' ? columnOf(side.column_names) : null,
			);
			if (left && right) pairs.push({ type, left, right });
		}
		return node.type === 'CONJUNCTION_AND';
	});
	return pairs;
}

module.exports = { contextsOf, tablesOf, findTable, walk };
