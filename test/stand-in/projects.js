// @ts-check
'use strict';

const { isAllowed, permissionOn, uuidOf, LEVELS } = require('./auth');
const { bindBooleanOr, bindString, bindStringOr } = require('./bindings');
const { errors } = require('./errors');
const { bindPaging, cutList } = require('./paging');

/**
 * GET /projects for drop-downs, and the permission checks on a project (contract section 6, 2.2 #4-5).
 * @typedef {import('./state').State} State
 * @typedef {import('./auth').User} User
 */

const BORN = 1700000000000;

/** @param {State} state @param {string} name */
function requireProject(state, name) {
	const project = state.findProject(name);
	if (!project) throw errors.unknownProject(name);
	return project;
}

/** @param {State} state @param {User | null} user @param {string} name */
function requireOperation(state, user, name) {
	if (name === '') throw errors.emptyProject();
	const project = requireProject(state, name);
	if (!isAllowed(user, project, 'OPERATION')) throw errors.accessDenied();
	return project;
}

/** @param {State} state @param {User | null} user */
function readableProjects(state, user) {
	return state.sortedProjects().filter((project) => isAllowed(user, project, 'READ'));
}

/** @param {State} state @param {User | null} user */
function operatedProjects(state, user) {
	return state.sortedProjects().filter((project) => isAllowed(user, project, 'OPERATION'));
}

/** @param {import('./state').Project} project @param {string} version */
function describeProject(project, version) {
	const description = {
		uuid: uuidOf(`project${project.name}`),
		last_modified: BORN,
		create_time: BORN,
		version,
		mvcc: 0,
		name: project.name,
		owner: 'ADMIN',
		status: 'ENABLED',
		create_time_utc: BORN,
		default_database: 'DEFAULT',
		description: '',
		principal: null,
		keytab: null,
		maintain_model_type: 'MANUAL_MAINTAIN',
		override_kylin_properties: { 'kylin.query.metadata.expose-computed-column': 'true' },
		segment_config: {
			auto_merge_enabled: false,
			auto_merge_time_ranges: ['WEEK', 'MONTH', 'QUARTER', 'YEAR'],
			volatile_range: {
				volatile_range_number: 0,
				volatile_range_enabled: false,
				volatile_range_type: 'DAY',
			},
			retention_range: {
				retention_range_number: 1,
				retention_range_enabled: false,
				retention_range_type: 'MONTH',
			},
			create_empty_segment_enabled: false,
		},
	};
	return { ...description, ...project.record };
}

/** @template T @param {T[]} rows @param {{ offset: number, limit: number }} paging */
function page(rows, { offset, limit }) {
	return { value: cutList(rows, offset, limit), offset, limit, total_size: rows.length };
}

/** @param {State} state @param {User | null} user @param {import('./bindings').Query} query */
function matchingProjects(state, user, query) {
	const name = bindString(query, 'project') ?? '';
	const exact = bindBooleanOr(query, 'exact', false);
	const permission = bindStringOr(query, 'permission', 'READ');
	if (!LEVELS.slice(1).includes(permission)) throw errors.unknownPermission(permission);
	const wanted = name.toLowerCase();
	return state.sortedProjects().filter((project) => {
		const known = project.name.toLowerCase();
		const fits = wanted === '' || (exact ? known === wanted : known.includes(wanted));
		return fits && isAllowed(user, project, permission);
	});
}

/**
 * @typedef {{ state: State, user: User | null, profile: import('./profiles').Profile }} Asker
 * @param {Asker} asker @param {import('./bindings').Query} query
 */
function listProjects({ state, user, profile }, query) {
	const paging = bindPaging(query, 'page_offset', 'page_size');
	const rows = matchingProjects(state, user, query).map((project) => ({
		...describeProject(project, profile.version),
		permission: permissionOn(user, project),
	}));
	return page(rows, paging);
}

/** The handlers for other media types have camelCase parameters and answer without the permission (1.2). @param {Asker} asker @param {import('./bindings').Query} query */
function listPlainProjects({ state, user, profile }, query) {
	const { offset, limit } = bindPaging(query, 'pageOffset', 'pageSize');
	const rows = readableProjects(state, user).map((project) =>
		describeProject(project, profile.version),
	);
	return { projects: cutList(rows, offset, limit), size: rows.length };
}

module.exports = {
	requireProject,
	requireOperation,
	readableProjects,
	operatedProjects,
	listProjects,
	listPlainProjects,
};
