import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../../shared/kylin/job';
import { zonedIso, zonedIsoOrNull, type Range } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';
import type { Segment } from './segment';

/** A segment with readable times, in Kylin's zone; null = there is none. */
export function segmentRecord(
	segment: Segment,
	job: JobRecord | undefined,
	zone: KylinZone,
): IDataObject {
	const { id, name, range, status, indexCount, indexTotal, record } = segment;
	return {
		name,
		id,
		status,
		...rangeMembers(range, zone),
		rows: record.source_count ?? null,
		bytes: record.bytes_size ?? null,
		indexes: indexCount,
		missing_indexes: segment.isNew ? null : Math.max(0, indexTotal - indexCount),
		created_at: zonedIsoOrNull(record.create_time_utc, zone),
		last_build_at: zonedIsoOrNull(record.last_build_time, zone),
		job_id: job?.id ?? null,
		job_status: job?.job_status ?? null,
	};
}

/** A range with offset and in epoch milliseconds; null for the one of a full load, which has no ends. */
export function rangeMembers(range: Range | undefined, zone: KylinZone): IDataObject {
	return {
		range_start: range === undefined ? null : zonedIso(range.start, zone),
		range_end: range === undefined ? null : zonedIso(range.end, zone),
		range_start_ms: range?.start ?? null,
		range_end_ms: range?.end ?? null,
	};
}
