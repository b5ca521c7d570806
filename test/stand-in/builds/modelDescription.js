// @ts-check
'use strict';

const { bindString } = require('../bindings');
const { bindProject } = require('./listModels');
const { describedColumn, fullMeasure, joinTable } = require('./modelRecord');
const { shortName } = require('./models');
const { checkProject, findModel, requireRight } = require('./permission');

/**
 * What SQL may say of a model: /models/{project}/{model}/model_desc and /query/tables_and_columns (build contract, 3.1).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 */

/** A login is enough, no right on the project is asked. @param {Context} context @param {unknown} _request @param {string[]} ids */
function describeModel(context, _request, [projectName, name]) {
	const project = checkProject(context, projectName);
	const model = findModel(context, project, name, true);
	const dimensions = model.namedColumns.filter((column) => model.dimensions.has(column));
	return {
		uuid: model.uuid,
		last_modified: model.lastModified,
		create_time: model.createTime,
		version: context.profile.version,
		name: model.alias,
		project: project.name,
		description: model.description,
		fact_table: model.factTable,
		join_tables: model.lookups.map((lookup) => joinTable(lookup, false)),
		dimensions: dimensions.map((column) => {
			const { excluded, ...described } = describedColumn(model, column, true);
			return { ...described, excluded, derived: false };
		}),
		measures: model.measures.map(fullMeasure),
		computed_columns: [],
		aggregation_groups: [
			{
				includes: dimensions,
				select_rule: { hierarchy_dims: [], mandatory_dims: [], joint_dims: [] },
			},
		],
	};
}

/** JDBC's type numbers. @param {string} type */
function jdbcType(type) {
	const name = type.replace(/\(.*/, '');
	const numbers = /** @type {Record<string, number>} */ ({
		bigint: -5,
		integer: 4,
		int: 4,
		double: 8,
		decimal: 3,
		date: 91,
		timestamp: 93,
		boolean: 16,
	});
	return { number: numbers[name] ?? 12, name: name.toUpperCase() };
}

/** @param {string} type @returns {[number, number]} */
function sizeOf(type) {
	const [, size = '-1', scale = '0'] = /\((\d+)(?:,(\d+))?\)/.exec(type) ?? [];
	return [Number(size), Number(scale)];
}

/** @param {Model} model @param {string} table @param {Set<string>} hidden */
function tableRecord(model, table, hidden) {
	const database = table.slice(0, table.indexOf('.'));
	const name = shortName(table);
	const keys = model.lookups.flatMap(({ primaryKeys }) => primaryKeys);
	const foreign = model.lookups.flatMap(({ foreignKeys }) => foreignKeys);
	const columns = (model.columns.get(table) ?? []).filter(
		(column) => !hidden.has(`${table}.${column.name}`) && !hidden.has(`${name}.${column.name}`),
	);
	return {
		table_SCHEM: database,
		table_NAME: name,
		table_TYPE: 'TABLE',
		remarks: null,
		columns: columns.map((column, index) => {
			const { number, name: typeName } = jdbcType(column.type);
			const [size, scale] = sizeOf(column.type);
			const fullName = `${name}.${column.name}`;
			return {
				table_SCHEM: database,
				table_NAME: name,
				column_NAME: column.name,
				data_TYPE: number,
				type_NAME: typeName,
				column_SIZE: size,
				decimal_DIGITS: scale,
				nullable: 1,
				remarks: column.comment ?? null,
				ordinal_POSITION: index + 1,
				is_NULLABLE: 'YES',
				type: [
					...(keys.includes(fullName) ? ['PK'] : []),
					...(foreign.includes(fullName) ? ['FK'] : []),
				],
				fully_QUALIFIED_COLUMN_NAME: `${database}.${fullName}`,
			};
		}),
		type: [table === model.factTable ? 'FACT' : 'LOOKUP'],
	};
}

/** Tables and columns that the user may see; an unknown model has none. @param {Context} context @param {{ query: import('../bindings').Query }} request */
function tablesAndColumns(context, { query }) {
	const { state, user } = context;
	const project = checkProject(context, bindProject(query, 'project'));
	const cube = bindString(query, 'cube');
	// The right to query comes with any role on the project.
	requireRight(context, project, 'READ');
	const models = [...state.models.values()].filter(
		(model) =>
			model.project === project.name &&
			!model.broken &&
			(cube === null || model.alias.toLowerCase() === cube.toLowerCase()),
	);
	/** @type {Map<string, ReturnType<typeof tableRecord>>} */
	const records = new Map();
	for (const model of models) {
		const hidden = new Set((user && model.hidden.get(user.username.toUpperCase())) || []);
		for (const table of model.columns.keys()) {
			if (!hidden.has(table) && !records.has(table)) {
				records.set(table, tableRecord(model, table, hidden));
			}
		}
	}
	return [...records.values()];
}

module.exports = { describeModel, tablesAndColumns };
