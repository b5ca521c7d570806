// @ts-check
'use strict';

const { bindBooleanOr, bindIntegerOr, bindList, bindStringOr } = require('../bindings');
const { errors } = require('../errors');
const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { JOB_FIELDS, checkPriority, checkTag, priorityOf } = require('./jobRequest');
const { bindProject } = require('./listModels');
const { checkProject, requireRight } = require('./permission');

/**
 * GET, POST and PUT /snapshots (build contract, section 9).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('../state').Project} Project
 * @typedef {import('./tables').Table} Table
 */

/** @param {string} method @returns {import('./body').Shape} */
function shapeOf(method) {
	return {
		bean: 'org.apache.kylin.rest.request.SnapshotRequest',
		handler: `public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.JobInfoResponse> org.apache.kylin.rest.controller.SnapshotController.${method}(org.apache.kylin.rest.request.SnapshotRequest)`,
		fields: { ...JOB_FIELDS, tables: 'texts', databases: 'texts', options: 'any' },
	};
}

const BUILD_SHAPE = shapeOf('buildSnapshotsManually');
const REFRESH_SHAPE = shapeOf('refreshSnapshotsManually');
const STATUSES = ['ONLINE', 'LOADING', 'OFFLINE', 'REFRESHING', 'BROKEN'];
const SOURCE_TYPE = 9;

/** @param {Project} project */
function requireManagement(project) {
	if (!project.snapshotManagement) throw buildErrors.snapshotsOff();
}

/** @param {Context} context @param {Project} project @returns {Table[]} in stored order */
function tablesOf({ state }, project) {
	return [...state.tables.values()]
		.filter((table) => table.project === project.name)
		.sort((x, y) => (x.name < y.name ? -1 : 1));
}

/** @param {Table} table */
function databaseOf({ name }) {
	return name.slice(0, name.indexOf('.'));
}

/** @param {Context} context @param {Table} table */
function isBusy({ state }, table) {
	return state.work.isTableHeld(table.project, table.name);
}

/** Tables of these databases that have neither a snapshot nor a job that makes one. @param {Context} context @param {Project} project @param {string[]} databases */
function restOf(context, project, databases) {
	const wanted = databases.map((name) => name.toUpperCase());
	const tables = tablesOf(context, project);
	const missing = wanted.filter((name) => !tables.some((table) => databaseOf(table) === name));
	if (missing.length > 0) throw buildErrors.unknownDatabase(missing.join(', '));
	return tables
		.filter((table) => wanted.includes(databaseOf(table)))
		.filter((table) => !table.snapshot && !isBusy(context, table))
		.map(({ name }) => name);
}

/** @param {Table} table @param {any} option */
function checkOption(table, option) {
	const column = option?.partition_col;
	if (column && table.columns.length > 0 && !table.columns.includes(column)) {
		throw errors.invalidParameter(`table ${table.name} col ${column} not exist`, 400);
	}
}

/** @param {Record<string, any>} options */
function checkPartitions(options) {
	const empty = Object.entries(options)
		.filter(([, option]) => option?.partitions_to_build?.length === 0)
		.map(([name]) => name);
	if (empty.length > 0) {
		throw errors.invalidParameter(
			`Please select at least one partition for the following snapshots when conducting custom partition value refresh: [${empty.join(', ')}]`,
		);
	}
}

/** What the job record tells as `snapshot_data_range`. @param {Table} table @param {any} option undefined without an entry in `options` */
function rangeOf(table, option) {
	const column = option ? option.partition_col || null : table.partitionColumn;
	const isKept = column !== null && column === table.partitionColumn && table.snapshot;
	const isIncremental = option ? String(option.incremental_build ?? false) === 'true' : isKept;
	if (option?.partitions_to_build?.length > 0) {
		return JSON.stringify([...option.partitions_to_build].sort());
	}
	return isIncremental && isKept ? 'INC' : 'FULL';
}

/** @param {Context} context @param {Project} project @param {Record<string, any>} body @param {boolean} refreshes */
function selectTables(context, project, body, refreshes) {
	const { state } = context;
	const { tables = [], databases = [], options = {} } = body;
	if (tables.length === 0 && databases.length === 0) throw buildErrors.nothingToLoad();
	const names = [...new Set([...tables, ...restOf(context, project, databases)])];
	requireManagement(project);
	const selected = names.map((name) => {
		const table = state.tables.get(`${project.name}/${name}`);
		if (!table) throw buildErrors.unknownTable(name);
		return table;
	});
	requireRight(context, project, 'OPERATION');
	const absent = refreshes
		? selected.filter((table) => !table.snapshot && !isBusy(context, table))
		: [];
	if (absent.length > 0) throw buildErrors.noSnapshot(absent.map(({ name }) => name).join(', '));
	for (const table of selected) checkOption(table, options[table.name]);
	checkPartitions(options);
	if (selected.some((table) => isBusy(context, table))) throw buildErrors.sameObject();
	return selected;
}

/** @param {Context} context @param {{ headers: Record<string, any>, body: string }} request @param {boolean} refreshes */
function submitSnapshots(context, request, refreshes) {
	const { state, user } = context;
	const body = readBody(refreshes ? REFRESH_SHAPE : BUILD_SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	checkPriority(body);
	checkTag(body.tag);
	const selected = selectTables(context, project, body, refreshes);
	const type = refreshes ? 'SNAPSHOT_REFRESH' : 'SNAPSHOT_BUILD';
	const jobs = selected.map((table) => {
		const option = body.options?.[table.name];
		const snapshotRange = rangeOf(table, option);
		if (option) table.partitionColumn = option.partition_col || null;
		const jobId = state.work.submit({
			project: project.name,
			type,
			table: table.name,
			snapshotRange,
			submitter: user?.username ?? 'ADMIN',
			priority: priorityOf(body),
			tag: body.tag,
		});
		return { job_name: type, job_id: jobId };
	});
	return { jobs };
}

/** @param {Context} context @param {Table} table */
function statusOf(context, table) {
	if (isBusy(context, table)) return table.snapshot ? 'REFRESHING' : 'LOADING';
	return table.snapshot ? 'ONLINE' : 'OFFLINE';
}

/** @param {Context} context @param {Table} table */
function snapshotRecord(context, table) {
	const models = [...context.state.models.values()].filter(
		(model) => model.project === table.project && !model.broken,
	);
	return {
		table: table.name.slice(table.name.indexOf('.') + 1),
		database: databaseOf(table),
		usage: 0,
		total_rows: table.snapshotRows,
		storage: table.snapshotBytes,
		fact_table_count: models.filter(({ factTable }) => factTable === table.name).length,
		lookup_table_count: models.filter(({ lookups }) =>
			lookups.some((lookup) => lookup.table === table.name),
		).length,
		last_modified_time: table.snapshot ? table.snapshotTime : table.loadedAt,
		status: statusOf(context, table),
		forbidden_colunms: [],
		select_partition_col: table.partitionColumn,
		source_type: SOURCE_TYPE,
	};
}

/** @param {string} pattern @returns {(table: Table) => boolean} */
function nameFilter(pattern) {
	if (pattern === '') return () => true;
	const wanted = pattern.toLowerCase();
	const dot = wanted.indexOf('.');
	return ({ name }) => {
		const [database, table] = name.toLowerCase().split('.');
		if (dot < 0) return table.includes(wanted) || database.includes(wanted);
		return database === wanted.slice(0, dot) && table.includes(wanted.slice(dot + 1));
	};
}

/** @param {import('../bindings').Query} query */
function bindStatuses(query) {
	const statuses = bindList(query, 'status');
	const unknown = statuses.find((status) => !STATUSES.includes(status));
	if (unknown === undefined) return statuses;
	throw errors.invalidParameter(
		`Failed to convert value of type 'java.lang.String' to required type 'java.util.Set'; nested exception is org.springframework.core.convert.ConversionFailedException: Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.RequestParam org.apache.kylin.rest.constant.SnapshotStatus] for value '${unknown}'; nested exception is java.lang.IllegalArgumentException: No enum constant org.apache.kylin.rest.constant.SnapshotStatus.${unknown}`,
		400,
	);
}

/**
 * Paging as Kylin does it: the first (offset + 1) × size tables are taken before they are sorted, and in the default
 * order each page is cut from their head again.
 * @param {Context} context @param {{ query: import('../bindings').Query }} request
 */
function listSnapshots(context, { query }) {
	const projectName = bindProject(query, 'project');
	const pattern = bindStringOr(query, 'table', '');
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const statuses = bindStatuses(query);
	const partitioned = bindList(query, 'partition').map((text) => text.toLowerCase() === 'true');
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified_time');
	const reverse = bindBooleanOr(query, 'reverse', true);
	const project = checkProject(context, projectName);
	if (offset < 0 || limit < 0) throw errors.negativeInteger();
	const isListed = (/** @type {Table} */ table) => table.snapshot || isBusy(context, table);
	const tables = tablesOf(context, project).filter(isListed).filter(nameFilter(pattern));
	const all = tables.map((table) => snapshotRecord(context, table));
	if (!SORTABLE.includes(sortBy)) throw buildErrors.unknownSort(sortBy);
	requireManagement(project);
	requireRight(context, project, 'READ');

	const fitting = all.filter(
		(record) =>
			(statuses.length === 0 || statuses.includes(record.status)) &&
			(partitioned.length === 0 || partitioned.includes(record.select_partition_col !== null)),
	);
	const taken = fitting.slice(0, (offset + 1) * limit);
	const key = /** @type {keyof typeof taken[0]} */ (sortBy);
	taken.sort((x, y) => compare(x[key], y[key]) * (reverse ? -1 : 1));
	const first = sortBy === 'last_modified_time' && reverse ? 0 : offset * limit;
	return {
		value: taken.slice(first, first + limit),
		offset,
		limit,
		total_size: fitting.length,
	};
}

const SORTABLE = [
	'table',
	'database',
	'usage',
	'total_rows',
	'storage',
	'fact_table_count',
	'lookup_table_count',
	'last_modified_time',
	'status',
	'forbidden_colunms',
	'select_partition_col',
	'source_type',
];

/** @param {unknown} x @param {unknown} y */
function compare(x, y) {
	if (x === y || x === null || y === null) return 0;
	return /** @type {any} */ (x) < /** @type {any} */ (y) ? -1 : 1;
}

/** GET /snapshots/tables: all tables, with or without a snapshot. @param {Context} context @param {{ query: import('../bindings').Query }} request */
function listSnapshotTables(context, { query }) {
	const projectName = bindProject(query, 'project');
	const pattern = bindStringOr(query, 'table', '');
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const project = checkProject(context, projectName);
	if (offset < 0 || limit < 0) throw errors.negativeInteger();
	requireManagement(project);
	requireRight(context, project, 'READ');
	const tables = tablesOf(context, project).filter(nameFilter(pattern));
	const names = [...new Set(tables.map(databaseOf))];
	return {
		databases: names.map((dbname) => {
			const own = tables.filter((table) => databaseOf(table) === dbname);
			return {
				dbname,
				size: own.length,
				tables: own.slice(offset * limit, (offset + 1) * limit).map((table) => ({
					table_name: table.name.slice(dbname.length + 1),
					loaded: table.snapshot || isBusy(context, table),
					existed: false,
				})),
			};
		}),
	};
}

module.exports = { listSnapshotTables, listSnapshots, submitSnapshots };
