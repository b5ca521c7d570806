// @ts-check
'use strict';

const { errors } = require('./errors');
const { FINAL_STATES } = require('./profiles');
const { COMPLETE, stepWait } = require('./steps');

/**
 * What an action or the scheduler does to a job and its clocks (contract 4.4, 4.5, section 8).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./steps').Step} Step
 */

const WAITING = ['READY', 'PENDING'];
const HALTED = ['ERROR', 'PAUSED'];

/** Second gate: internal states from which an action is possible. */
const ALLOWED = /** @type {Record<string, string[]>} */ ({
	PAUSE: [...WAITING, 'RUNNING'],
	RESUME: HALTED,
	RESTART: [...WAITING, 'RUNNING', ...HALTED],
	DISCARD: [...WAITING, 'RUNNING', ...HALTED],
});

/** @param {Job} job */
function everyUnit(job) {
	return job.steps.flatMap((step) => [step, ...(step.stages ?? [])]);
}

/** @param {Step} unit @param {string} state @param {number} now */
function stopUnit(unit, state, now) {
	unit.spent += Math.max(0, now - unit.runStart);
	unit.runStart = 0;
	unit.end = now;
	unit.state = state;
}

/** @param {Step} unit @param {number} now */
function startUnit(unit, now) {
	if (unit.start === 0) unit.start = now;
	unit.end = 0;
	unit.runStart = now;
	unit.state = 'RUNNING';
}

/** Starts the first unit that is not complete; false when there is none. @param {Job} job @param {number} now */
function startNextUnit(job, now) {
	for (const step of job.steps) {
		const unit = (step.stages ?? [step]).find(({ state }) => !COMPLETE.includes(state));
		if (!unit) continue;
		if (step.runStart === 0) startUnit(step, now);
		if (unit !== step) startUnit(unit, now);
		return true;
	}
	return false;
}

/** @param {Step} unit @param {string} state of its job @param {number} now */
function followJob(unit, state, now) {
	const isOpen = !COMPLETE.includes(unit.state);
	if (unit.runStart > 0) stopUnit(unit, state, now);
	else if (FINAL_STATES.includes(state) && (HALTED.includes(unit.state) || state === 'SUCCEED')) {
		if (isOpen) unit.state = state;
	} else if (state === 'READY' && isOpen) unit.state = 'READY';
	else if (state === 'PENDING' && unit.state === 'READY') unit.state = 'PENDING';
	else if (unit.state === 'PENDING' && state !== 'RUNNING') unit.state = 'READY';
}

/** @param {Job} job */
function noteFailure(job) {
	for (const step of job.steps) step.failure = step.state === 'ERROR' ? job.failure : null;
}

/** @param {Job} job @param {string} state @param {number} now */
function moveTo(job, state, now) {
	const hasRun = job.state === 'RUNNING';
	job.pausedWaits =
		state === 'PAUSED' ? job.steps.map((_, index) => stepWait(job, index, now)) : [];
	if (state === 'RUNNING' || FINAL_STATES.includes(state)) job.startTime = job.startTime || now;
	if (state === 'RUNNING') job.endTime = 0;
	else if (hasRun || FINAL_STATES.includes(state)) job.endTime = now;
	for (const unit of everyUnit(job)) followJob(unit, state, now);
	noteFailure(job);
	job.state = state;
	job.readyAt = now;
	job.lastModified = now;
	job.writtenAt = now;
	if (state === 'RUNNING' && !startNextUnit(job, now)) moveTo(job, 'SUCCEED', now);
}

/** @param {Job} job @param {number} now */
function restart(job, now) {
	for (const unit of everyUnit(job)) {
		Object.assign(unit, { state: 'READY', start: 0, end: 0, spent: 0, runStart: 0 });
	}
	moveTo(job, 'READY', now);
	job.createTime = now;
	job.startTime = 0;
	job.endTime = 0;
}

/** @param {Job} job @param {string} action upper case @param {number} now */
function applyAction(job, action, now) {
	if (action === 'DISCARD' && job.state === 'DISCARDED') return;
	if (action === 'DISCARD' && job.state === 'SUICIDAL') throw errors.updateFailed();
	if (!ALLOWED[action].includes(job.state))
		throw errors.illegalTransition(action, job.id, job.state);
	if (action === 'RESTART') {
		if (everyUnit(job).some(({ state }) => state === 'SKIP' || state === 'WARNING')) {
			throw errors.updateFailed();
		}
		restart(job, now);
		return;
	}
	moveTo(job, { PAUSE: 'PAUSED', RESUME: 'READY', DISCARD: 'DISCARDED' }[action] ?? action, now);
}

module.exports = { applyAction, moveTo, noteFailure, startNextUnit, stopUnit };
