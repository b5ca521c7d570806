// @ts-check
'use strict';

const { javaTrim } = require('./bindings');
const { errors } = require('./errors');
const { checkSortName } = require('./jobOrder');
const { STATES_BY_STATUS, STATUS_NAMES } = require('./profiles');
const { operatedProjects, readableProjects, requireOperation } = require('./projects');

/**
 * Which jobs a list holds (contract 2.2, 2.3, 2.6, 11.2).
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./listJobs').Context} Context
 *
 * @typedef {object} JobFilter
 * @property {string[]} statuses
 * @property {string[]} jobNames
 * @property {string[]} hiddenTypes hidden when no names are given
 * @property {number} timeFilter
 * @property {string} subject
 * @property {string} key
 * @property {boolean} exact
 * @property {string | null} project
 * @property {string} sortBy
 * @property {boolean} reverse
 */

/** @param {string[]} statuses */
function checkStatusNames(statuses) {
	if (statuses.some((status) => !STATUS_NAMES.includes(status))) throw errors.unknownStatus();
}

/** @param {string[]} statuses */
function mapStatuses(statuses) {
	return statuses.flatMap((status) => {
		if (STATES_BY_STATUS[status]) return STATES_BY_STATUS[status];
		throw errors.unexpected(`Can not map ${status} to ExecutableState`);
	});
}

/**
 * One calendar unit back on the server's local clock; a day that month lacks is its last one (2.6).
 * @param {Context} context @param {number} code
 */
function lowerBound({ state: { zone }, now }, code) {
	const date = zone.toLocal(now);
	const day = date.getUTCDate();
	if (code === 0) date.setUTCDate(day - 1);
	else if (code === 1) date.setUTCDate(day - 7);
	else if (code === 2) date.setUTCMonth(date.getUTCMonth() - 1);
	else if (code === 3) date.setUTCFullYear(date.getUTCFullYear() - 1);
	else if (code === 4) return 0;
	else {
		throw errors.unexpected(
			`Can not find the JobTimeFilterEnum by code: ${code}`,
			'NullPointerException',
		);
	}
	if (code >= 2 && date.getUTCDate() !== day) date.setUTCDate(0);
	return zone.toEpoch(date);
}

/** `LIKE '%key%'` as PostgreSQL reads it. @param {string} key */
function likeAnywhere(key) {
	let pattern = '';
	const like = `${key}%`;
	for (let at = 0; at < like.length; at++) {
		const char = like[at];
		const literal = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		if (char === '%') pattern += '.*';
		else if (char === '_') pattern += '.';
		else if (char === '\\') pattern += literal(like[++at] ?? '');
		else pattern += literal(char);
	}
	return new RegExp(`${pattern}$`, 's');
}

/** What `key` resolves to: model, table and project names (11.2). @param {Context} context @param {JobFilter} request */
function resolveNames({ state, user }, { key, exact, project }) {
	const readable = readableProjects(state, user);
	const wanted = key.toLowerCase();
	const fits = (/** @type {string} */ name) =>
		exact ? name.toLowerCase() === wanted : name.toLowerCase().includes(wanted);
	const searched = project ? [state.findProject(project)?.name] : readable.map(({ name }) => name);
	const within = (/** @type {{ project: string }} */ entry) => searched.includes(entry.project);
	return [
		...[...state.models.values()]
			.filter(within)
			.map(({ alias }) => alias)
			.filter(fits),
		...[...state.tables.values()]
			.filter(within)
			.map(({ name }) => name)
			.filter(fits),
		...readable.map(({ name }) => name).filter((name) => (exact ? name === key : fits(name))),
	];
}

/** @param {Context} context @param {JobFilter} request @returns {(job: Job) => boolean} */
function subjectAndKeyFilter(context, request) {
	const names = request.key === '' ? [] : resolveNames(context, request);
	const idPattern = request.key !== '' && names.length === 0 ? likeAnywhere(request.key) : null;
	const subjects = new Set(names);
	if (request.subject !== '') subjects.add(javaTrim(request.subject));
	return (job) =>
		(subjects.size === 0 || subjects.has(job.storedSubject)) &&
		(!idPattern || idPattern.test(job.id));
}

/** @param {Context} context @param {JobFilter} request @returns {(job: Job) => boolean} */
function projectFilter({ state, profile, user }, { project }) {
	if (project) {
		const { name } = requireOperation(state, user, project);
		return (job) => job.project === name;
	}
	if (project === '' && !profile.emptyProjectIsNone) return () => false;
	if (profile.withoutProject === 'adminOnly' && !user.admin) throw errors.accessDenied();
	if (profile.withoutProject === 'every') return () => true;
	const operated = new Set(operatedProjects(state, user).map(({ name }) => name));
	return (job) => operated.has(job.project);
}

/**
 * 5.0.4 drops the condition of the count when there is no project to operate: it counts the jobs of all (C, section 2).
 * @param {Context} context @param {JobFilter} request
 */
function countsEveryProject({ state, profile, user }, { project }) {
	return (
		profile.withoutProject === 'operated' && !project && operatedProjects(state, user).length === 0
	);
}

/** The checks of the service, in its order (11.2). @param {Context} context @param {JobFilter} request */
function validate(context, request) {
	const inProject = projectFilter(context, request);
	const bound = lowerBound(context, request.timeFilter);
	checkSortName(request.sortBy);
	return { inProject, bound, states: new Set(mapStatuses(request.statuses)) };
}

/**
 * In the order of the rows.
 * @param {Context} context @param {JobFilter} request @returns {{ matches: Job[], total: number }}
 */
function selectJobs(context, request) {
	const { inProject, bound, states } = validate(context, request);
	const subjectAndKey = subjectAndKeyFilter(context, request);
	const wantedNames = new Set(request.jobNames);
	const hidden = new Set(request.hiddenTypes);
	const fitting = [...context.state.jobs.values()].filter(
		(job) =>
			job.writtenAt >= bound &&
			(states.size === 0 || states.has(job.state)) &&
			(wantedNames.size === 0 ? !hidden.has(job.name) : wantedNames.has(job.name)) &&
			subjectAndKey(job),
	);
	const matches = fitting.filter(inProject);
	return {
		matches,
		total: countsEveryProject(context, request) ? fitting.length : matches.length,
	};
}

module.exports = { checkStatusNames, mapStatuses, selectJobs };
