// @ts-check
'use strict';

const { isAllowed } = require('../auth');
const { errors } = require('../errors');
const { requireProject } = require('../projects');
const { buildErrors } = require('./buildErrors');

/**
 * Projects, rights and models as the build controllers look them up (build contract, 1.1, 1.2).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('../state').Project} Project
 */

/** @param {Context} context @param {string | null} name @returns {Project} */
function checkProject({ state }, name) {
	if (name === null || name.trim() === '') throw errors.emptyProject();
	return requireProject(state, name);
}

/** Where the check runs inside a transaction the same refusal has status 500. @param {Context} context @param {Project} project @param {string} level @param {number} [status] */
function requireRight({ user }, project, level, status = 400) {
	if (!isAllowed(user, project, level)) throw buildErrors.accessDenied(status);
}

/** Project administrators see everything. @param {Context} context @param {Project} project @param {Model} model */
function requireColumns({ user }, project, model) {
	if (!user || isAllowed(user, project, 'ADMINISTRATION')) return;
	const [first] = model.hidden.get(user.username.toUpperCase()) ?? [];
	if (first !== undefined) throw buildErrors.forbiddenColumn(first);
}

/**
 * The open controllers take an alias in any letter case or a UUID, the others a UUID only.
 * @param {Context} context @param {Project} project @param {string} name @param {boolean} isOpen
 * @returns {Model}
 */
function findModel({ state }, project, name, isOpen) {
	const byId = state.models.get(`${project.name}/${name}`);
	if (!isOpen) {
		// Nobody asks whether there is such a model.
		if (!byId) throw errors.unexpected(null);
		return byId;
	}
	const wanted = name.toLowerCase();
	const model =
		byId ??
		[...state.models.values()].find(
			(candidate) => candidate.project === project.name && candidate.alias.toLowerCase() === wanted,
		);
	if (!model) throw buildErrors.unknownModel(name);
	if (model.broken) throw buildErrors.brokenModel(model.alias);
	return model;
}

module.exports = { checkProject, findModel, requireColumns, requireRight };
