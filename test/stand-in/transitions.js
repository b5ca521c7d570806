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

/** A user's discard ends every stage, also those that never began; steps that wait stay as they are. @param {Step[]} steps @param {number} now */
function discardStages(steps, now) {
	endOpenUnits(
		steps.flatMap(({ stages }) => stages ?? []),
		'DISCARDED',
		now,
	);
}

/** @param {Step[]} units @param {string} state @param {number} now */
function endOpenUnits(units, state, now) {
	for (const unit of units) {
		if (COMPLETE.includes(unit.state)) continue;
		unit.state = state;
		unit.start ||= now;
		unit.end = now;
	}
}

/** @param {Step} unit @param {string} state of its job @param {number} now */
function followJob(unit, state, now) {
	const isOpen = !COMPLETE.includes(unit.state);
	if (unit.runStart > 0) stopUnit(unit, state, now);
	else if (FINAL_STATES.includes(state) && (HALTED.includes(unit.state) || state === 'SUCCEED')) {
		if (isOpen) unit.state = state;
	} else if (state === 'READY' && isOpen) unit.state = 'READY';
	else if (state === 'PENDING' && unit.state === 'READY') unit.state = 'PENDING';
	else if (unit.state === 'PENDING' && ![...HALTED, 'RUNNING'].includes(state))
		unit.state = 'READY';
}

/** @param {Job} job */
function noteFailure(job) {
	for (const step of job.steps) step.failure = step.state === 'ERROR' ? job.failure : null;
}

/** How long a job stays locked after the last sign of life of the node that runs it. */
const LOCK_MS = 120_000;

/** How often a node renews the lock of a job that it runs: three quarters of its time (assumed). */
const RENEWAL_MS = 90_000;

/** Nobody gives a lock back: it is left to expire. @param {number} from when the run began @param {number} to its last moment */
function lockEnd(from, to) {
	return from + Math.floor(Math.max(0, to - from) / RENEWAL_MS) * RENEWAL_MS + LOCK_MS;
}

/** @param {Job} job @param {string} state @param {number} now */
function noteRun(job, state, now) {
	if (job.state === 'RUNNING') {
		if (!job.isLost) job.lockedUntil = lockEnd(job.takenAt, now);
		// A run that ends in READY was restarted, or lost with its node: nobody tells of it.
		if (state !== 'READY') job.endedRuns.push({ state, at: now });
	}
	job.isLost = false;
	if (state === 'RUNNING') job.takenAt = now;
}

/** @param {Job} job @param {string} state @param {number} now */
function moveTo(job, state, now) {
	const hasRun = job.state === 'RUNNING';
	noteRun(job, state, now);
	if (state === 'PAUSED') job.pausedWaits = job.steps.map((_, index) => stepWait(job, index, now));
	if (state === 'RUNNING' || FINAL_STATES.includes(state)) job.startTime = job.startTime || now;
	if (state === 'RUNNING') job.endTime = 0;
	else if (hasRun || FINAL_STATES.includes(state)) job.endTime = now;
	for (const unit of everyUnit(job)) followJob(unit, state, now);
	if (state === 'DISCARDED') discardStages(job.steps, now);
	// A job that Kylin ends itself takes every step with it, begun or not.
	if (state === 'SUICIDAL') endOpenUnits(everyUnit(job), state, now);
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
	job.pausedWaits = [];
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

module.exports = {
	applyAction,
	discardStages,
	lockEnd,
	LOCK_MS,
	moveTo,
	noteFailure,
	startNextUnit,
	stopUnit,
};
