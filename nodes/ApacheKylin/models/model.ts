import type { IDataObject } from 'n8n-workflow';
import { parseSegment, type Segment } from './segment';

/** A model, as `GET /models` without `lite` tells it (contract 3). */
export type Model = {
	id: string;
	name: string;
	project: string;
	/** ONLINE, OFFLINE, WARNING or BROKEN */
	status: string;
	isBroken: boolean;
	/** absent for a full-load model */
	partition?: {
		column: string;
		/** absent while Kylin has yet to find it out, at the first build */
		format?: string;
	};
	isMultiPartition: boolean;
	/** may merge segments by itself while others are at work */
	isAutoMerged: boolean;
	segments: Segment[];
	/** Kylin's record as it is */
	record: IDataObject;
};

export type ModelRecord = IDataObject & {
	uuid: string;
	partition_desc?: { partition_date_column?: unknown; partition_date_format?: unknown } | null;
	segment_config?: { auto_merge_enabled?: unknown } | null;
};

export function isModelRecord(value: unknown): value is ModelRecord {
	return typeof (value as ModelRecord | null)?.uuid === 'string';
}

export function parseModel(record: ModelRecord): Model {
	const { partition_desc: partition } = record;
	const column = filledText(partition?.partition_date_column);
	return {
		id: record.uuid,
		name: String(record.alias ?? record.name),
		project: String(record.project),
		status: String(record.status),
		isBroken: record.model_broken === true || record.status === 'BROKEN',
		...(column === undefined
			? {}
			: { partition: { column, format: filledText(partition?.partition_date_format) } }),
		isMultiPartition: Boolean(record.multi_partition_desc),
		isAutoMerged: record.segment_config?.auto_merge_enabled === true,
		segments: Array.isArray(record.segments) ? record.segments.map(parseSegment) : [],
		record,
	};
}

function filledText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
