// @ts-check
'use strict';

const { isAllowed } = require('../auth');
const { bindBooleanOr, bindIntegerOr, bindList, bindString, bindStringOr } = require('../bindings');
const { errors } = require('../errors');
const { buildErrors } = require('./buildErrors');
const { statusesOf } = require('./listSegments');
const { hiddenFrom, modelRecord, modelStatus } = require('./modelRecord');
const { checkProject, requireRight } = require('./permission');
const { bytesOf, sourceBytesOf } = require('./segments');

/**
 * GET /models (build contract, section 3).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 */

const STATUSES = ['ONLINE', 'OFFLINE', 'WARNING', 'BROKEN'];

/** @param {import('../bindings').Query} query @param {string} name */
function bindProject(query, name) {
	const project = bindString(query, name);
	if (project !== null) return project;
	throw errors.invalidParameter(
		`Required request parameter '${name}' for method parameter type String is not present`,
		400,
	);
}

/** @param {Model} model */
function storageOf({ segments }) {
	return segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
}

/** @param {Model} model @param {string} sortBy */
function sortKey(model, sortBy) {
	if (sortBy === 'usage') return model.usage;
	if (sortBy === 'storage') return storageOf(model);
	if (sortBy !== 'expansionrate') return model.lastModified;
	const source = model.segments.reduce((sum, segment) => sum + sourceBytesOf(segment), 0);
	return source === 0 ? -1 : storageOf(model) / source;
}

/** @param {string} text @param {string | null} wanted @param {boolean} exact */
function matches(text, wanted, exact) {
	if (!wanted) return true;
	const known = text.toLowerCase();
	return exact ? known === wanted.toLowerCase() : known.includes(wanted.toLowerCase());
}

/** @param {import('../bindings').Query} query */
function bindFilter(query) {
	return {
		id: bindString(query, 'model_id'),
		name: bindString(query, 'model_name'),
		exact: bindBooleanOr(query, 'exact', true),
		owner: bindString(query, 'owner'),
		statuses: bindList(query, 'status').map((status) => status.toUpperCase()),
		table: bindString(query, 'table'),
		nameOrOwner: bindString(query, 'model_alias_or_owner'),
		from: bindIntegerText(query, 'last_modify_from'),
		until: bindIntegerText(query, 'last_modify_to'),
	};
}

/** @param {import('../bindings').Query} query @param {string} name */
function bindIntegerText(query, name) {
	const text = bindString(query, name);
	return text === null || text === '' ? null : Number(text);
}

/** @param {ReturnType<typeof bindFilter>} filter @returns {(model: Model) => boolean} */
function fitting(filter) {
	const { exact } = filter;
	return (model) =>
		!filter.table &&
		(!filter.id || model.uuid === filter.id) &&
		matches(model.alias, filter.name, exact) &&
		matches(model.owner, filter.owner, exact) &&
		(!filter.nameOrOwner ||
			matches(model.alias, filter.nameOrOwner, exact) ||
			matches(model.owner, filter.nameOrOwner, exact)) &&
		(filter.statuses.length === 0 || filter.statuses.includes(modelStatus(model))) &&
		(filter.from === null || model.lastModified >= filter.from) &&
		(filter.until === null || model.lastModified < filter.until);
}

/** @param {Context} context @param {{ query: import('../bindings').Query }} request */
function listModels(context, { query }) {
	const projectName = bindProject(query, 'project');
	const filter = bindFilter(query);
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const sortBy = bindStringOr(query, 'sort_by', 'last_modify');
	const reverse = bindBooleanOr(query, 'reverse', true);
	const lite = bindBooleanOr(query, 'lite', false);
	const project = checkProject(context, projectName);
	if (filter.statuses.some((status) => !STATUSES.includes(status))) throw buildErrors.modelStatus();

	const rows = [...context.state.models.values()]
		.filter((model) => model.project === project.name && fitting(filter)(model))
		.sort((x, y) => (sortKey(x, sortBy) - sortKey(y, sortBy)) * (reverse ? -1 : 1));
	const page = offset < 0 || limit <= 0 ? [] : rows.slice(offset * limit, (offset + 1) * limit);
	// The right is asked where the segments of a page are read, so a page without any proves none.
	if (page.some(({ broken }) => !broken)) requireRight(context, project, 'READ');
	const seesAll = isAllowed(context.user, project, 'ADMINISTRATION');
	const records = page.map((model) => ({
		model,
		hidden: hiddenFrom(context.user, model, seesAll),
	}));
	const isVisible = (/** @type {typeof records[0]} */ { hidden }) =>
		hidden.tables.length + hidden.columns.length === 0;
	const ordered = [...records.filter(isVisible), ...records.filter((entry) => !isVisible(entry))];
	return {
		value: ordered.map(({ model, hidden }) =>
			modelRecord(context.profile, model, {
				statuses: lite ? new Map() : statusesOf(context, model),
				lite,
				hidden,
			}),
		),
		offset,
		limit,
		total_size: rows.length,
	};
}

module.exports = { bindProject, listModels };
