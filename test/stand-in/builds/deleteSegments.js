// @ts-check
'use strict';

const { bindBooleanOr, bindList, bindRequiredString } = require('../bindings');
const { checkProject, findModel, requireRight } = require('./permission');
const { checkLists, requireIds, segmentIds } = require('./segmentLists');
const { statusesOf } = require('./listSegments');
const { buildErrors } = require('./buildErrors');
const { displayName, removeSegments } = require('./segments');

/**
 * DELETE /models/{model}/segments (build contract, section 8). Jobs that lose their segment end with it.
 * @typedef {import('../listJobs').Context} Context
 */

/** @param {Context} context @param {{ query: import('../bindings').Query }} request @param {string[]} path @param {boolean} isOpen */
function deleteSegments(context, { query }, [name], isOpen) {
	const { state } = context;
	const projectName = bindRequiredString(query, 'project');
	const purges = bindBooleanOr(query, 'purge', false);
	const ids = bindList(query, 'ids');
	const names = bindList(query, 'names');
	const project = checkProject(context, projectName);
	const model = findModel(context, project, name, isOpen);
	if (!purges) checkLists(ids, names);
	const chosen = purges
		? model.segments.map(({ id }) => id)
		: segmentIds(context, project, model, ids, names);
	requireRight(context, project, 'OPERATION');
	const segments = requireIds(model, chosen);
	const statuses = statusesOf(context, model);
	const locked = purges ? undefined : segments.find(({ id }) => statuses.get(id) === 'LOCKED');
	if (locked) throw buildErrors.locked(displayName(locked));
	removeSegments(model, new Set(chosen));
	for (const { jobId, segmentIds: own } of state.work.worksOf(model)) {
		if (own.some((id) => chosen.includes(id))) state.setState(jobId, 'SUICIDAL');
	}
	state.touch();
	return '';
}

module.exports = { deleteSegments };
