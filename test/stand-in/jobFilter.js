// @ts-check
'use strict';

const { javaTrim } = require('./bindings');
const { errors } = require('./errors');
const { checkSortName, naturalOrder } = require('./jobOrder');
const { searchableSubject } = require('./jobs');
const { STATUS_NAMES } = require('./profiles');
const { readableProjects, requireOperation } = require('./projects');

/**
 * Which jobs a list holds (contract 2.2, 2.3, 2.6, 11.2).
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./profiles').Profile} Profile
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

/** @param {Profile} profile @param {Record<string, string[]>} table @param {string[]} statuses */
function mapStatuses(profile, table, statuses) {
	return statuses.flatMap((status) => {
		if (table[status]) return table[status];
		throw profile.name === 'a'
			? errors.invalidParameter('The job status is invalid. Please select again.')
			: errors.unexpected(`Can not map ${status} to ExecutableState`);
	});
}

/** One calendar unit back on the server's local clock; a day that month lacks is its last one (2.6). @param {number} now @param {number} code */
function lowerBound(now, code) {
	const date = new Date(now);
	const day = date.getDate();
	if (code === 0) date.setDate(day - 1);
	else if (code === 1) date.setDate(day - 7);
	else if (code === 2) date.setMonth(date.getMonth() - 1);
	else if (code === 3) date.setFullYear(date.getFullYear() - 1);
	else if (code === 4) return 0;
	else throw errors.unexpected(`Can not find the JobTimeFilterEnum by code: ${code}`);
	if (code >= 2 && date.getDate() !== day) date.setDate(0);
	return date.getTime();
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

/** What `key` resolves to in B: model, table and project names (11.2). @param {Context} context @param {JobFilter} request */
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
function subjectAndKeyFilterB(context, request) {
	const names = request.key === '' ? [] : resolveNames(context, request);
	const idPattern = request.key !== '' && names.length === 0 ? likeAnywhere(request.key) : null;
	const subjects = new Set(names);
	if (request.subject !== '') subjects.add(javaTrim(request.subject));
	return (job) =>
		(subjects.size === 0 || subjects.has(job.storedSubject)) &&
		(!idPattern || idPattern.test(job.id));
}

/** @param {Context} context @param {JobFilter} request @returns {(job: Job) => boolean} */
function subjectAndKeyFilterA({ state }, request) {
	const key = javaTrim(request.key).toLowerCase();
	const subject = javaTrim(request.subject);
	return (job) => {
		if (
			key !== '' &&
			!(searchableSubject(state, job) ?? '').toLowerCase().includes(key) &&
			!job.id.toLowerCase().includes(key)
		) {
			return false;
		}
		if (request.subject === '') return true;
		if (job.targetModel === null) throw errors.unexpected(null);
		return job.targetModel === subject;
	};
}

/** @param {Context} context @param {JobFilter} request @returns {(job: Job) => boolean} */
function projectFilter({ state, profile, user }, { project }) {
	if (project === '' && profile.listsEveryProject) return () => false;
	if (project) {
		const { name } = requireOperation(state, user, project);
		return (job) => job.project === name;
	}
	if (profile.listsEveryProject) return () => true;
	const readable = new Set(readableProjects(state, user).map(({ name }) => name));
	return (job) => readable.has(job.project);
}

/**
 * The checks of the service, in each profile's own order (2.2 #4-7, 11.2).
 * @param {Context} context @param {JobFilter} request
 */
function validate(context, request) {
	const { profile, now, state, user } = context;
	const inProject = projectFilter(context, request);
	const asksTime =
		profile.name === 'b' || request.project || readableProjects(state, user).length > 0;
	const bound = asksTime ? lowerBound(now, request.timeFilter) : 0;
	if (profile.name === 'b') checkSortName(profile, request.sortBy);
	const states = mapStatuses(profile, profile.listedStates, request.statuses);
	return { inProject, bound, states };
}

/** In natural order. @param {Context} context @param {JobFilter} request */
function selectJobs(context, request) {
	const { inProject, bound, states } = validate(context, request);
	const subjectAndKey =
		context.profile.name === 'a'
			? subjectAndKeyFilterA(context, request)
			: subjectAndKeyFilterB(context, request);
	const wantedStates = new Set(states);
	const wantedNames = new Set(request.jobNames);
	const hidden = new Set(request.hiddenTypes);
	return naturalOrder(context).filter(
		(job) =>
			inProject(job) &&
			job.writtenAt >= bound &&
			(wantedStates.size === 0 || wantedStates.has(job.state)) &&
			(wantedNames.size === 0 ? !hidden.has(job.name) : wantedNames.has(job.name)) &&
			subjectAndKey(job),
	);
}

module.exports = { checkStatusNames, mapStatuses, selectJobs };
