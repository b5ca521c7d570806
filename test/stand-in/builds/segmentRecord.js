// @ts-check
'use strict';

const {
	FILES_PER_INDEX,
	NO_END,
	bytesOf,
	lastModified,
	rowsOf,
	sourceBytesOf,
} = require('./segments');

/**
 * The segment record (build contract, 4.2).
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

const WORKING_DIRECTORY = 'file:///srv/kylin/wd/kylin';
const RANGE_CLASS = 'org.apache.kylin.metadata.model.SegmentRange$TimePartitionedSegmentRange';
const LONG_MAX = '9223372036854775807';

/** @param {number} end */
function endText(end) {
	return end === NO_END ? LONG_MAX : String(end);
}

/** @param {{ start: number, end: number }} range ends as text: `rawJson` writes them as digits */
function rangeRecord({ start, end }) {
	return {
		'@class': RANGE_CLASS,
		date_range_start: String(start),
		date_range_end: endText(end),
	};
}

/** JSON in which the ends of ranges are bare digits, even those that no double can hold. @param {unknown} value */
function rawJson(value) {
	return JSON.stringify(value).replace(/"(date_range_(?:start|end))":"(\d+)"/g, '"$1":$2');
}

/**
 * @param {import('../profiles').Profile} profile @param {Model} model @param {Segment} segment
 * @param {string} status shown
 */
function segmentRecord(profile, model, segment, status) {
	const { layouts, partitions } = segment;
	const isBuilt = layouts.size > 0;
	const has = (/** @type {string} */ source) =>
		model.indexes.some((index) => index.source === source && !index.toBeDeleted);
	const baseTable = model.indexes.find(({ source }) => source === 'BASE_TABLE_INDEX');
	const locked = model.indexes.filter(({ id, toBeDeleted }) => toBeDeleted && layouts.has(id));
	return {
		uuid: segment.id,
		last_modified: 0,
		version: profile.version,
		mvcc: segment.writes,
		model_uuid: model.uuid,
		name: segment.name,
		create_time_utc: segment.createTime,
		status: segment.status,
		segRange: rangeRecord(segment),
		timeRange: segment.isMerged ? { start: segment.start, end: segment.end } : null,
		dimension_range_info_map: {},
		parameters: null,
		dictionaries: isBuilt ? {} : null,
		snapshots: null,
		last_build_time: segment.lastBuildTime,
		source_count: segment.sourceCount,
		source_bytes_size: sourceBytesOf(segment),
		column_source_bytes: {},
		ori_snapshot_size: {},
		additionalInfo: {
			segment_path: `${WORKING_DIRECTORY}/${model.project}/parquet/${model.uuid}/${segment.id}`,
			file_count: String(layouts.size * FILES_PER_INDEX),
		},
		is_realtime_segment: false,
		is_snapshot_ready: false,
		is_dict_ready: false,
		is_flat_table_ready: isBuilt,
		is_fact_view_ready: false,
		multi_partitions: partitions.map((partition) => ({
			storage_size: 0,
			partition_id: partition.id,
			status: partition.status,
			last_build_time: partition.modified,
			source_count: 0,
			column_source_bytes: {},
		})),
		max_bucket_id: -1,
		id: segment.id,
		bytes_size: bytesOf(segment),
		hit_count: 0,
		status_to_display: status,
		index_count: layouts.size,
		locked_index_count: locked.length,
		index_count_total: model.indexes.length,
		multi_partition_count: partitions.length,
		multi_partition_count_total: model.multiPartition?.values.length ?? 0,
		row_count: rowsOf(segment),
		has_base_table_index: has('BASE_TABLE_INDEX'),
		has_base_agg_index: has('BASE_AGG_INDEX'),
		has_base_table_index_data: baseTable !== undefined && layouts.has(baseTable.id),
		last_modified_time: lastModified(segment),
	};
}

module.exports = { endText, rangeRecord, rawJson, segmentRecord };
