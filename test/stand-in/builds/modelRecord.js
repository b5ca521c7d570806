// @ts-check
'use strict';

const { selectedColumns, shortName } = require('./models');
const { endText, rangeRecord, segmentRecord } = require('./segmentRecord');
const { NO_END, bytesOf, holesBetween, sourceBytesOf } = require('./segments');

/**
 * A model as the list shows it (build contract, section 3).
 * @typedef {import('./models').Model} Model
 * @typedef {import('./models').Column} Column
 * @typedef {import('../profiles').Profile} Profile
 */

const CONDITION_BUILDER =
	'org.apache.kylin.metadata.model.PartitionDesc$DefaultPartitionConditionBuilder';

/** The newest segment with data decides which indexes count as available. @param {Model} model */
function availableIndexes({ indexes, segments }) {
	const latest = segments.filter(({ status }) => status !== 'NEW').at(-1);
	return indexes.filter(({ id, toBeDeleted }) => !toBeDeleted && latest?.layouts.has(id));
}

/** @param {Model} model */
function liveIndexes({ indexes }) {
	return indexes.filter(({ toBeDeleted }) => !toBeDeleted);
}

/**
 * A gap, an index that the newest segment lacks or an inconsistent segment turn ONLINE into WARNING.
 * @param {Model} model
 */
function modelStatus(model) {
	if (model.broken) return 'BROKEN';
	const isServing = model.segments.some(
		({ status, layouts }) => status !== 'NEW' && layouts.size > 0,
	);
	if (model.offline || !isServing) return 'OFFLINE';
	const lacks =
		availableIndexes(model).length < liveIndexes(model).length ||
		holesBetween(model.segments).length > 0 ||
		model.segments.some(({ status }) => status === 'WARNING');
	return lacks ? 'WARNING' : 'ONLINE';
}

/** @param {Model} model @param {string} name `TABLE.COLUMN` */
function columnOf(model, name) {
	const [table, column] = name.split('.');
	for (const [fullName, columns] of model.columns) {
		const aliases = [
			shortName(fullName),
			...model.lookups.filter((lookup) => lookup.table === fullName).map(({ alias }) => alias),
		];
		const found = aliases.includes(table) && columns.find((entry) => entry.name === column);
		if (found) return found;
	}
	return /** @type {Column} */ ({ name: column, type: 'varchar(4096)' });
}

/** @param {Model} model @param {string} name */
function namedColumn(model, name) {
	const isDimension = model.dimensions.has(name);
	return {
		id: model.namedColumns.indexOf(name),
		name: isDimension ? name.replace('.', '_') : name.slice(name.indexOf('.') + 1),
		column: name,
		...(isDimension ? { status: 'DIMENSION' } : {}),
	};
}

/** @param {Model} model @param {string} name @param {boolean} withSamples */
function describedColumn(model, name, withSamples) {
	const column = columnOf(model, name);
	const isDimension = model.dimensions.has(name);
	return {
		...namedColumn(model, name),
		excluded: false,
		cardinality: (isDimension && column.cardinality) || null,
		min_value: (withSamples ? column.min_value : null) ?? null,
		max_value: (withSamples ? column.max_value : null) ?? null,
		max_length_value: null,
		min_length_value: null,
		null_count: null,
		comment: column.comment ?? null,
		type: column.type,
		simple: (withSamples ? column.simple : null) ?? null,
	};
}

/** @param {import('./models').Measure} measure */
function parametersOf({ column }) {
	return column === null ? [{ type: 'constant', value: '1' }] : [{ type: 'column', value: column }];
}

/** @param {import('./models').Measure} measure */
function fullMeasure(measure) {
	return {
		name: measure.name,
		function: {
			expression: measure.expression,
			parameters: parametersOf(measure),
			returntype: measure.returnType,
		},
		column: null,
		comment: null,
		id: measure.id,
		type: 'NORMAL',
		internal_ids: [],
	};
}

/** @param {import('./models').Measure} measure */
function simpleMeasure(measure) {
	return {
		id: measure.id,
		expression: measure.expression,
		name: measure.name,
		return_type: measure.returnType,
		parameter_value: parametersOf(measure),
		converted_columns: [],
		column: null,
		comment: null,
	};
}

/** @param {import('./models').Lookup} lookup @param {boolean} simplified */
function joinTable({ table, alias, primaryKeys, foreignKeys }, simplified) {
	return {
		table,
		kind: 'LOOKUP',
		alias,
		join: {
			type: 'INNER',
			primary_key: primaryKeys,
			foreign_key: foreignKeys,
			non_equi_join_condition: null,
			primary_table: null,
			foreign_table: null,
			...(simplified ? { simplified_non_equi_join_conditions: null } : {}),
		},
		flattenable: 'flatten',
		join_relation_type: 'MANY_TO_ONE',
	};
}

/** @param {Model} model */
function groupedDimensions(model) {
	/** @type {Map<string, string[]>} */
	const groups = new Map();
	for (const name of model.dimensions) {
		const [table, column] = name.split('.');
		groups.set(table, [...(groups.get(table) ?? []), column]);
	}
	return [...groups].map(([table, columns]) => ({ table, columns }));
}

/** @param {Model} model */
function partitionRecord({ partition }) {
	if (!partition) return null;
	return {
		partition_date_column: partition.column,
		partition_date_start: 0,
		partition_date_format: partition.format,
		partition_type: 'APPEND',
		partition_condition_builder: CONDITION_BUILDER,
	};
}

/** @param {Model} model */
function multiPartitionRecord({ multiPartition }) {
	if (!multiPartition) return null;
	return {
		columns: multiPartition.columns,
		partitions: multiPartition.values.map((values, id) => ({ id, values })),
		max_partition_id: multiPartition.values.length - 1,
		partition_condition_builder:
			'org.apache.kylin.metadata.model.MultiPartitionDesc$DefaultMultiPartitionConditionBuilder',
	};
}

/** @param {number} storage @param {number} source bytes */
function expansionRate(storage, source) {
	if (source === 0) return storage === 0 ? '0' : '-1';
	return ((storage / source) * 100).toFixed(2);
}

/** @param {Model} model */
function lastBuildEnd({ segments }) {
	const last = segments.at(-1);
	return last ? endText(last.end) : '';
}

/** @param {import('../auth').User | null} user @param {Model} model @param {boolean} seesAll */
function hiddenFrom(user, model, seesAll) {
	const names = (!seesAll && user && model.hidden.get(user.username.toUpperCase())) || [];
	const tables = names.filter((name) => model.columns.has(name));
	return { tables, columns: names.filter((name) => !tables.includes(name)) };
}

/** What a broken model still tells. @param {Profile} profile @param {Model} model */
function brokenRecord(profile, model) {
	return {
		project: model.project,
		uuid: model.uuid,
		last_modified: model.lastModified,
		create_time: model.createTime,
		version: profile.version,
		mvcc: 2,
		alias: model.alias,
		owner: model.owner,
		description: model.description,
		fact_table: model.factTable,
		status: 'BROKEN',
		last_build_end: '',
		storage: 0,
		source: 0,
		expansion_rate: '-1',
		usage: 0,
		root_fact_table_deleted: false,
		segments: [],
		available_indexes_count: 0,
		empty_indexes_count: 0,
		segment_holes: [],
		inconsistent_segment_count: 0,
		total_indexes: 0,
		has_segments: false,
		visible: true,
		unauthorized_tables: [],
		unauthorized_columns: [],
		name: model.alias,
		model_broken: true,
	};
}

/**
 * In the order in which Kylin writes the members.
 * @param {Profile} profile @param {Model} model
 * @param {{ statuses: Map<string, string>, lite: boolean, hidden: { tables: string[], columns: string[] } }} view
 * `statuses` of its segments as shown
 */
function modelRecord(profile, model, { statuses, lite, hidden }) {
	if (model.broken) return brokenRecord(profile, model);
	const { segments } = model;
	const storage = segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
	const source = segments.reduce((sum, segment) => sum + sourceBytesOf(segment), 0);
	const rows = segments.reduce((sum, { sourceCount }) => sum + sourceCount, 0);
	const live = liveIndexes(model);
	const available = availableIndexes(model).length;
	const has = (/** @type {string} */ kind) => live.some((index) => index.source === kind);
	const dimensions = model.namedColumns.filter((name) => model.dimensions.has(name));
	const onlyFull = (/** @type {() => Record<string, unknown>} */ members) =>
		lite ? {} : members();
	return {
		name: model.alias,
		lookups: model.lookups.map((lookup) => joinTable(lookup, false)),
		is_streaming: false,
		size_kb: Math.floor(storage / 1024),
		input_records_count: rows,
		input_records_size: source,
		project: model.project,
		dimensions: lite ? null : groupedDimensions(model),
		unauthorized_tables: hidden.tables,
		unauthorized_columns: hidden.columns,
		visible: hidden.tables.length + hidden.columns.length === 0,
		uuid: model.uuid,
		last_modified: model.lastModified,
		create_time: model.createTime,
		version: profile.version,
		mvcc: 2,
		alias: model.alias,
		owner: model.owner,
		config_last_modifier: null,
		config_last_modified: 0,
		description: model.description,
		fact_table: model.factTable,
		fact_table_alias: null,
		management_type: 'MODEL_BASED',
		join_tables: model.lookups.map((lookup) => joinTable(lookup, true)),
		filter_condition: '',
		partition_desc: partitionRecord(model),
		capacity: 'MEDIUM',
		segment_config: {
			auto_merge_enabled: null,
			auto_merge_time_ranges: null,
			volatile_range: null,
			retention_range: null,
			create_empty_segment_enabled: false,
		},
		data_check_desc: { check_options: 0, fault_threshold: 0, fault_actions: 0 },
		semantic_version: 0,
		storage_type: 0,
		model_type: 'BATCH',
		...onlyFull(() => ({
			all_named_columns: model.namedColumns.map((name) => namedColumn(model, name)),
			all_measures: model.measures.map(fullMeasure),
		})),
		recommendations_count: 0,
		computed_column_uuids: [],
		multi_partition_desc: multiPartitionRecord(model),
		multi_partition_key_mapping: null,
		fusion_id: null,
		status: modelStatus(model),
		last_build_end: lastBuildEnd(model),
		storage,
		source,
		expansion_rate: expansionRate(storage, source),
		usage: model.usage,
		root_fact_table_deleted: false,
		...onlyFull(() => ({
			segments: segments.map((segment) => ({
				size_kb: Math.floor(bytesOf(segment) / 1024),
				input_records: segment.sourceCount,
				...segmentRecord(profile, model, segment, statuses.get(segment.id) ?? ''),
			})),
		})),
		available_indexes_count: available,
		empty_indexes_count: live.length - available,
		segment_holes: holesBetween(segments).map(rangeRecord),
		inconsistent_segment_count: segments.filter(({ status }) => status === 'WARNING').length,
		total_indexes: live.length,
		forbidden_online: false,
		last_build_time: segments.reduce((last, segment) => Math.max(last, segment.lastBuildTime), 0),
		has_base_table_index: has('BASE_TABLE_INDEX'),
		has_base_agg_index: has('BASE_AGG_INDEX'),
		has_segments: segments.length > 0,
		model_update_enabled: true,
		...(profile.plansIndexes
			? { auto_index_plan_enable: false, instant_index_init_enable: false }
			: {}),
		computed_columns: [],
		...onlyFull(() => ({
			simplified_measures: model.measures.map(simpleMeasure),
			simplified_dimensions: dimensions.map((name) => describedColumn(model, name, true)),
			model_broken: false,
			...tail(model),
			simplified_tables: [...model.columns].map(([table, columns]) => ({
				table,
				columns: columns.map(({ name, type, cardinality = 0, comment = null }) => ({
					name,
					datatype: type,
					cardinality,
					comment,
					is_computed_column: false,
				})),
			})),
			selected_columns: selectedColumns(model).map((name) => describedColumn(model, name, false)),
		})),
		...(lite ? { ...liteTail(model) } : {}),
	};
}

/** @param {Model} model */
function tail(model) {
	const { partition, segments } = model;
	return {
		empty_model: false,
		partition_column_in_dims: partition !== null && model.dimensions.has(partition.column),
		has_segment_overlap: hasOverlap(segments),
	};
}

/** @param {Model} model */
function liteTail(model) {
	const { has_segment_overlap, ...first } = tail(model);
	return { ...first, model_broken: false, has_segment_overlap };
}

/** Two ready segments of the same time. @param {import('./segments').Segment[]} segments */
function hasOverlap(segments) {
	let reached = 0;
	for (const { start, end, status } of segments) {
		if (status === 'NEW') continue;
		if (start < reached) return true;
		reached = Math.max(reached, end === NO_END ? Infinity : end);
	}
	return false;
}

module.exports = {
	columnOf,
	describedColumn,
	fullMeasure,
	hiddenFrom,
	joinTable,
	liveIndexes,
	modelRecord,
	modelStatus,
};
