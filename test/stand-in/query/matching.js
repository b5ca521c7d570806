// @ts-check
'use strict';

/**
 * Which index answers a context (contract 10.6). The rules are those of Kylin's planner as far as the recordings show
 * them: the joins of the model, all columns, all measures; of several the one with the fewest columns.
 *
 * @typedef {import('./contexts').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('./models').Index} Index
 * @typedef {{ model: Model, index: Index } | { snapshots: string[] }} Realization
 */

/** @param {{ database: string, name: string }} table */
function fullName({ database, name }) {
	return `${database}.${name}`;
}

/** @param {Context} context @param {Model} model */
function joinsFit({ sources, joins }, model) {
	const names = sources.map(({ table }) => fullName(table));
	if (!names.includes(model.fact) || new Set(names).size !== names.length) return false;
	const lookups = names.filter((name) => name !== model.fact);
	// An inner join drops rows, so a model with one cannot answer without it.
	const needed = model.joins.filter(
		({ table, type }) => type === 'INNER' || lookups.includes(table),
	);
	return (
		needed.length === lookups.length &&
		needed.every(({ primaryKey, foreignKey, type }) =>
			joins.some(
				(pair) =>
					pair.type === type &&
					[pair.left, pair.right].sort().join() === [primaryKey, foreignKey].sort().join(),
			),
		)
	);
}

/** What stands in the model's joins is in its flat table. @param {Model} model */
function keysOf({ joins }) {
	return joins.flatMap(({ primaryKey, foreignKey }) => [primaryKey, foreignKey]);
}

/** @param {string} aggregate @param {Index} index */
function measures(aggregate, { columns, measures: known }) {
	if (known.includes(aggregate)) return true;
	const [, name, distinct, column] = /^(\w+)\((DISTINCT )?(.*)\)$/.exec(aggregate) ?? [];
	if (name === 'AVG') return known.includes(`SUM(${column})`);
	if (distinct || ['MIN', 'MAX', 'COUNT'].includes(name)) return columns.includes(column);
	return false;
}

/** @param {Context} context @param {Model} model @param {Index} index */
function indexFits({ columns, aggregates, aggregated }, model, index) {
	if (aggregated !== (index.type === 'Agg Index')) return false;
	const joinKeys = keysOf(model);
	const wanted = columns.filter(
		(column) => !joinKeys.includes(column) || index.columns.includes(column),
	);
	return (
		wanted.every((column) => index.columns.includes(column)) &&
		aggregates.every((aggregate) => measures(aggregate, index))
	);
}

/** @param {Model[]} models @param {Set<string>} snapshots @param {Context} context @returns {Realization | null} */
function realize(models, snapshots, context) {
	const candidates = models
		.filter((model) => model.built && joinsFit(context, model))
		.flatMap((model) => model.indexes.map((index) => ({ model, index })))
		.filter(({ model, index }) => indexFits(context, model, index))
		.sort((x, y) => x.index.columns.length - y.index.columns.length);
	if (candidates.length > 0) return candidates[0];
	const tables = context.sources.map(({ table }) => fullName(table));
	return tables.every((table) => snapshots.has(table)) ? { snapshots: tables } : null;
}

/**
 * Why nothing answers a context, in the planner's words.
 * @param {Model[]} models @param {Context} context @param {number} rel number of the plan's node
 */
function refusal(models, context, rel) {
	const { table } = context.sources[0];
	const round = context.sources.length > 1 ? 1 : 0;
	const name = fullName(table);
	const onTable = models.filter(
		({ fact, joins }) => fact === name || joins.some((join) => join.table === name),
	);
	const measured = new Set(
		onTable
			.filter(({ fact }) => fact === name)
			.flatMap(({ indexes }) => indexes.flatMap((index) => index.measures)),
	);
	const fields = Array.from({ length: table.columns.length + measured.size }, (_, index) => index);
	const scan = `rel#${rel}: OlapTableScan.OLAP.[](table=[${table.database}, ${table.name}],ctx=${round}@null,fields=[${fields.join(', ')}])`;
	if (onTable.length === 0) return `No model found for OlapContext, ${scan}`;
	const alone = { ...context, sources: [context.sources[0]], joins: [] };
	const unmatched = onTable
		.filter((model) => !joinsFit(alone, model))
		.map(() => 'MODEL_UNMATCHED_JOIN');
	return `No realization found for OlapContext, ${[...unmatched, scan].join(', ')}`;
}

module.exports = { realize, refusal };
