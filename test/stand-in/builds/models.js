// @ts-check
'use strict';

const { uuidOf } = require('../auth');

/**
 * What a model is made of (README, "Models in a seed"). Members that a seed leaves out have believable values, so that
 * a project and an alias are enough.
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {string} type as Kylin prints it, e.g. `bigint`, `varchar(4096)`
 * @property {number | null} [cardinality] from sampling, like the members that follow
 * @property {string | null} [min_value]
 * @property {string | null} [max_value]
 * @property {string[] | null} [simple]
 * @property {string | null} [comment]
 *
 * @typedef {{ table: string, alias: string, primaryKeys: string[], foreignKeys: string[] }} Lookup
 * @typedef {{ id: number, name: string, expression: string, column: string | null, returnType: string }} Measure
 * @typedef {{ column: string, format: string | null }} Partition
 * @typedef {{ columns: string[], values: string[][] }} MultiPartition `values` in the order of their IDs
 *
 * @typedef {object} Index
 * @property {number} id
 * @property {'BASE_AGG_INDEX' | 'BASE_TABLE_INDEX' | 'CUSTOM_AGG_INDEX' | 'CUSTOM_TABLE_INDEX' | 'RECOMMENDED_AGG_INDEX' | 'RECOMMENDED_TABLE_INDEX'} source
 * @property {string[]} columns `TABLE.COLUMN`
 * @property {string[]} measures names
 * @property {number} lastModified
 * @property {boolean} toBeDeleted
 * @property {number} usage queries answered
 *
 * @typedef {object} Model
 * @property {string} project
 * @property {string} uuid
 * @property {string} alias
 * @property {boolean} broken
 * @property {boolean} offline taken offline by somebody; it goes online with its first build otherwise
 * @property {string} owner
 * @property {string} description
 * @property {number} createTime
 * @property {number} lastModified
 * @property {string} factTable `DB.TABLE`
 * @property {Lookup[]} lookups
 * @property {Map<string, Column[]>} columns by table `DB.TABLE`
 * @property {string[]} namedColumns `TABLE.COLUMN` in the order of their IDs
 * @property {Set<string>} dimensions `TABLE.COLUMN`
 * @property {Measure[]} measures
 * @property {Partition | null} partition null = full load
 * @property {string} sampleFormat what Kylin finds in the source when the partition has no format
 * @property {MultiPartition | null} multiPartition
 * @property {Index[]} indexes
 * @property {import('./segments').Segment[]} segments in stored order
 * @property {SourceData} data
 * @property {Map<string, string[]>} hidden tables and columns that a user may not see, by upper-case name
 * @property {number} usage queries answered
 *
 * @typedef {object} SourceData what stands in the source, so that a segment knows its rows
 * @property {number} rowsPerDay
 * @property {number} groupsPerDay rows of an aggregate index for one day
 * @property {number} from ms
 * @property {number} until ms
 */

const BORN = 1_700_000_000_000;
const FIRST_MEASURE_ID = 100_000;
const BASE_TABLE_INDEX_ID = 20_000_000_001;
const INDEX_ID_STEP = 10_000;
const DAY_FORMAT = 'yyyy-MM-dd';

/** @param {string} table `DB.TABLE` */
function shortName(table) {
	return table.slice(table.indexOf('.') + 1);
}

/** The column type that fits a partition format: only compact dates are integers. @param {string | null} format */
function partitionType(format) {
	if (format === 'yyyyMMdd' || format === 'yyyyMM') return 'integer';
	return format === null || /^[^H]*$/.test(format) ? 'date' : 'timestamp';
}

/** @param {string} factTable @param {Partition | null} partition @returns {Map<string, Column[]>} */
function defaultColumns(factTable, partition) {
	const fact = [
		{ name: 'ORDER_ID', type: 'bigint' },
		{ name: 'ORDER_DATE', type: partitionType(partition?.format ?? DAY_FORMAT) },
		{ name: 'REGION', type: 'varchar(4096)' },
		{ name: 'AMOUNT', type: 'decimal(19,4)' },
	];
	return new Map([[factTable, fact]]);
}

/** @param {any} seed @param {string} factTable @returns {Partition | null} */
function partitionOf(seed, factTable) {
	if (seed.partition === null) return null;
	const { column = `${shortName(factTable)}.ORDER_DATE`, format = DAY_FORMAT } =
		seed.partition ?? {};
	return { column, format };
}

/** @param {any[]} seeds @returns {Measure[]} */
function measuresOf(seeds) {
	return seeds.map(({ name, expression, column = null, return_type = 'bigint' }, index) => ({
		id: FIRST_MEASURE_ID + index,
		name,
		expression,
		column,
		returnType: return_type,
	}));
}

/** Columns that dimensions and measures use, in the order of their IDs. @param {Model} model */
function selectedColumns(model) {
	const measured = model.measures.map(({ column }) => column);
	return model.namedColumns.filter(
		(column) => model.dimensions.has(column) || measured.includes(column),
	);
}

/** @param {Model} model @returns {Index[]} */
function baseIndexes(model) {
	return [
		{
			id: 1,
			source: 'BASE_AGG_INDEX',
			columns: model.namedColumns.filter((column) => model.dimensions.has(column)),
			measures: model.measures.map(({ name }) => name),
			lastModified: model.createTime,
			toBeDeleted: false,
			usage: 0,
		},
		{
			id: BASE_TABLE_INDEX_ID,
			source: 'BASE_TABLE_INDEX',
			columns: selectedColumns(model),
			measures: [],
			lastModified: model.createTime,
			toBeDeleted: false,
			usage: 0,
		},
	];
}

/** @param {Index} index */
function isTableIndex({ source }) {
	return source.endsWith('TABLE_INDEX');
}

/** The ID that Kylin would give the next index of its kind. @param {Model} model @param {boolean} byTable */
function nextIndexId(model, byTable) {
	const ids = model.indexes.filter((index) => isTableIndex(index) === byTable).map(({ id }) => id);
	const first = byTable ? BASE_TABLE_INDEX_ID : 1;
	return ids.length === 0 ? first : Math.max(...ids) + INDEX_ID_STEP;
}

/** @param {Model} model @param {any} seed @param {number} now @returns {Index} */
function createIndex(model, seed, now) {
	const source = seed.source ?? 'CUSTOM_TABLE_INDEX';
	return {
		id: seed.id ?? nextIndexId(model, source.endsWith('TABLE_INDEX')),
		source,
		columns: seed.columns ?? selectedColumns(model),
		measures: seed.measures ?? [],
		lastModified: seed.last_modified ?? now,
		toBeDeleted: seed.to_be_deleted ?? false,
		usage: seed.usage ?? 0,
	};
}

/** @param {any} seed @param {string} project as it is spelled @returns {Model} */
function createModel(seed, project) {
	const factTable = seed.fact_table ?? 'DEFAULT.ORDERS';
	const partition = partitionOf(seed, factTable);
	const columns = seed.columns
		? new Map(/** @type {Array<[string, Column[]]>} */ (Object.entries(seed.columns)))
		: defaultColumns(factTable, partition);
	const every = [...columns].flatMap(([table, list]) =>
		list.map(({ name }) => `${shortName(table)}.${name}`),
	);
	const fact = shortName(factTable);
	const createTime = seed.create_time ?? BORN;
	/** @type {Model} */
	const model = {
		project,
		uuid: seed.uuid ?? uuidOf(`${project}/${seed.alias}`),
		alias: seed.alias,
		broken: seed.broken ?? false,
		offline: seed.offline ?? false,
		owner: seed.owner ?? 'ADMIN',
		description: seed.description ?? '',
		createTime,
		lastModified: seed.last_modified ?? createTime,
		factTable,
		lookups: (seed.lookups ?? []).map((/** @type {any} */ lookup) => ({
			table: lookup.table,
			alias: lookup.alias ?? shortName(lookup.table),
			primaryKeys: lookup.primary_key,
			foreignKeys: lookup.foreign_key,
		})),
		columns,
		namedColumns: seed.named_columns ?? every,
		dimensions: new Set(
			seed.dimensions ??
				[`${fact}.ORDER_DATE`, `${fact}.REGION`].filter((name) => every.includes(name)),
		),
		measures: measuresOf(
			seed.measures ?? [
				...(every.includes(`${fact}.AMOUNT`)
					? [
							{
								name: 'SUM_AMOUNT',
								expression: 'SUM',
								column: `${fact}.AMOUNT`,
								return_type: 'decimal(29,4)',
							},
						]
					: []),
				{ name: 'COUNT_ALL', expression: 'COUNT' },
			],
		),
		partition,
		sampleFormat: seed.sample_format ?? DAY_FORMAT,
		multiPartition: seed.multi_partition
			? { columns: seed.multi_partition.columns, values: [...(seed.multi_partition.values ?? [])] }
			: null,
		indexes: [],
		segments: [],
		data: {
			rowsPerDay: seed.rows_per_day ?? 100,
			groupsPerDay: seed.groups_per_day ?? 10,
			from: seed.data_from ?? 0,
			until: seed.data_until ?? Number.MAX_SAFE_INTEGER,
		},
		hidden: new Map(
			Object.entries(seed.hidden ?? {}).map(([user, names]) => [user.toUpperCase(), names]),
		),
		usage: seed.usage ?? 0,
	};
	if (seed.indexes) {
		for (const index of seed.indexes) model.indexes.push(createIndex(model, index, createTime));
	} else model.indexes = baseIndexes(model);
	return model;
}

module.exports = { createModel, createIndex, isTableIndex, selectedColumns, shortName };
