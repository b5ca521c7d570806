import type { IDataObject } from 'n8n-workflow';
import { zonedIsoOrNull } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';

/** A snapshot of a lookup table (contract 9.1). */
export type Snapshot = {
	/** `DATABASE.TABLE` */
	table: string;
	/** ONLINE; LOADING = first build under way, failed or paused; REFRESHING; BROKEN */
	status: string;
	/** the column that tells its partitions apart, if it was built by them */
	partitionColumn?: string;
	/** Kylin's record as it is */
	record: IDataObject;
};

export type SnapshotRecord = IDataObject & { table: string };

export function isSnapshotRecord(value: unknown): value is SnapshotRecord {
	return typeof (value as SnapshotRecord | null)?.table === 'string';
}

export function parseSnapshot(record: SnapshotRecord): Snapshot {
	const { select_partition_col: column } = record;
	return {
		table: `${String(record.database)}.${record.table}`,
		status: String(record.status),
		...(typeof column === 'string' && column !== '' ? { partitionColumn: column } : {}),
		record,
	};
}

/** A snapshot with readable times, in Kylin's zone; null = there is none. */
export function snapshotRecord(
	{ table, status, partitionColumn, record }: Snapshot,
	zone: KylinZone,
): IDataObject {
	return {
		table,
		status,
		partition_column: partitionColumn ?? null,
		rows: record.total_rows ?? null,
		bytes: record.storage ?? null,
		fact_table_count: record.fact_table_count ?? null,
		lookup_table_count: record.lookup_table_count ?? null,
		usage: record.usage ?? null,
		last_modified_at: zonedIsoOrNull(record.last_modified_time, zone),
	};
}
