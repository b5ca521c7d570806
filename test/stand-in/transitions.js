// @ts-check
'use strict';

const { errors } = require('./errors');
const { COMPLETE, stepWait } = require('./steps');

/**
 * What an action or the scheduler does to a job and its clocks (contract 4.4, 4.5, section 8).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./steps').Step} Step
 */

const WAITING = ['READY', 'PENDING'];
const HALTED = ['ERROR', 'PAUSED'];

/** Second gate: internal states from which an action is possible. `PENDING` never occurs in profile a. */
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

/** @param {Job} job @param {string} state @param {number} now */
function moveTo(job, state, now) {
	const from = job.state;
	const isFinal = state === 'DISCARDED' || state === 'SUICIDAL';
	job.pausedWaits =
		state === 'PAUSED' ? job.steps.map((_, index) => stepWait(job, index, now)) : [];
	if (state === 'RUNNING') {
		job.startTime = job.startTime || now;
		job.endTime = 0;
	} else if (from === 'RUNNING') {
		job.endTime = now;
	} else if (isFinal) {
		job.startTime = job.startTime || now;
		job.endTime = now;
	}
	for (const unit of everyUnit(job)) {
		if (unit.runStart > 0) stopUnit(unit, state, now);
		else if (isFinal && HALTED.includes(unit.state)) unit.state = state;
		else if (state === 'READY' && !COMPLETE.includes(unit.state)) unit.state = 'READY';
		else if (state === 'PENDING' && unit.state === 'READY') unit.state = 'PENDING';
		else if (unit.state === 'PENDING' && state !== 'RUNNING') unit.state = 'READY';
	}
	job.state = state;
	job.readyAt = now;
	job.lastModified = now;
	job.writtenAt = now;
}

/** @param {Job} job @param {number} now */
function restart(job, now) {
	for (const unit of everyUnit(job)) {
		Object.assign(unit, { state: 'READY', start: 0, end: 0, spent: 0, runStart: 0 });
	}
	for (const step of job.steps) step.failure = null;
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
	if (action === 'RESUME') for (const step of job.steps) step.failure = null;
	moveTo(job, { PAUSE: 'PAUSED', RESUME: 'READY', DISCARD: 'DISCARDED' }[action] ?? action, now);
}

module.exports = { applyAction, moveTo, startUnit, stopUnit };
