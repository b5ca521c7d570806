// @ts-check
'use strict';

/**
 * Source tables and their snapshots (build contract, section 9).
 *
 * @typedef {object} Table
 * @property {string} project
 * @property {string} name `DB.TABLE`
 * @property {boolean} snapshot whether there is one
 * @property {number} [rows] of the table, which a new snapshot takes over
 * @property {number} snapshotRows
 * @property {number} snapshotBytes
 * @property {number} snapshotTime ms, of the last build
 * @property {string | null} partitionColumn the snapshot is built by its values
 * @property {number} loadedAt ms, when Kylin learnt of the table
 * @property {string[]} columns names, for the options of a snapshot
 */

const DEFAULT_ROWS = 50;
const BYTES_PER_ROW = 100;

/** @param {any} seed @param {string} project as it is spelled @param {number} now @returns {Table} */
function createTable(seed, project, now) {
	const { name, snapshot = false } = seed;
	const rows = seed.snapshot_rows ?? seed.rows ?? DEFAULT_ROWS;
	return {
		project,
		name,
		snapshot,
		rows: seed.rows,
		snapshotRows: snapshot ? rows : 0,
		snapshotBytes: snapshot ? (seed.snapshot_bytes ?? rows * BYTES_PER_ROW) : 0,
		snapshotTime: seed.snapshot_time ?? now,
		partitionColumn: seed.partition_column ?? null,
		loadedAt: seed.loaded_at ?? now,
		columns: seed.columns ?? [],
	};
}

/** What a project has switched on. @param {{ snapshot_management?: boolean, multi_partitioning?: boolean }} seed */
function projectSwitches({ snapshot_management = false, multi_partitioning = false }) {
	return { snapshotManagement: snapshot_management, multiPartitioning: multi_partitioning };
}

module.exports = { createTable, projectSwitches };
