/**
 * Job types by the names Kylin's job page gives them. Only these nine are offered: Kylin 5.0.0
 * refuses a type it does not know, and the others are not served by every 5.x.
 */
export const JOB_TYPES: ReadonlyArray<{ name: string; value: string }> = [
	{ name: 'Build Index', value: 'INDEX_BUILD' },
	{ name: 'Build Snapshot', value: 'SNAPSHOT_BUILD' },
	{ name: 'Build Sub-Partitions Data', value: 'SUB_PARTITION_BUILD' },
	{ name: 'Load Data', value: 'INC_BUILD' },
	{ name: 'Merge Data', value: 'INDEX_MERGE' },
	{ name: 'Refresh Data', value: 'INDEX_REFRESH' },
	{ name: 'Refresh Snapshot', value: 'SNAPSHOT_REFRESH' },
	{ name: 'Refresh Sub-Partitions Data', value: 'SUB_PARTITION_REFRESH' },
	{ name: 'Sample Table Data', value: 'TABLE_SAMPLING' },
];
