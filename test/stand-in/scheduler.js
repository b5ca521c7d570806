// @ts-check
'use strict';

const { COMPLETE, failingUnit, unitsOf } = require('./steps');
const { LOCK_MS, lockEnd, moveTo, startNextUnit, stopUnit } = require('./transitions');

/**
 * The job scheduler (contract section 8, 11.6), driven by the stand-in's clock alone.
 * @typedef {import('./state').Job} Job
 * @typedef {import('./state').State} State
 */

const PER_PROJECT = 20;

/**
 * How the scheduler is set up; the defaults are Kylin's.
 * @typedef {object} Setup
 * @property {number} [publishMs] how often waiting jobs are published; there is no immediate trigger
 * @property {number} [takeMs] how often published jobs are taken, and vanished models looked for
 * @property {number} [runningPerNode]
 */
const DEFAULTS = { publishMs: 10_000, takeMs: 10_000, runningPerNode: 30 };

const WAITING = ['READY', 'PENDING'];
const HALTED = ['ERROR', 'PAUSED'];
const OPEN = [...WAITING, 'RUNNING', ...HALTED];

/** How many halted jobs the checker ends in one round (11.6). */
const HALTED_PER_ROUND = 10;

/** @param {Job} x @param {Job} y */
function byPriority(x, y) {
	return x.priority - y.priority || x.createTime - y.createTime;
}

/** @param {Job} job */
function currentUnit(job) {
	return unitsOf(job.steps).find(({ runStart }) => runStart > 0);
}

/** @param {Job} job @param {string} outcome @param {number} now */
function endRun(job, outcome, now) {
	moveTo(job, outcome, now);
	if (job.outcomes.length > 1) job.outcomes.shift();
}

/** @param {Job} job @param {import('./steps').Step} unit @param {number} now */
function finishUnit(job, unit, now) {
	const units = unitsOf(job.steps);
	const step = job.steps.find(
		(candidate) => candidate === unit || candidate.stages?.includes(unit),
	);
	if (!step) return;
	if (job.outcomes[0] === 'ERROR' && units.indexOf(unit) >= failingUnit(units, job.failure)) {
		endRun(job, 'ERROR', now);
		return;
	}
	stopUnit(unit, 'SUCCEED', now);
	const isStepDone = (step.stages ?? []).every(({ state }) => COMPLETE.includes(state));
	if (step !== unit && isStepDone) stopUnit(step, 'SUCCEED', now);
	job.writtenAt = now;
	if (!startNextUnit(job, now)) endRun(job, 'SUCCEED', now);
}

/** @param {State} state @param {Setup} [setup] */
function createScheduler(state, setup) {
	const { publishMs, takeMs, runningPerNode } = { ...DEFAULTS, ...setup };
	let time = state.clock.now();
	let checkedRevision = -1;
	let hasOrphans = false;

	/** A unit that was running when the seed was loaded runs its share from then on. @param {Job} job */
	function dueTime(job) {
		if (job.isLost) return Infinity;
		const unit = currentUnit(job);
		const share = job.runMs / unitsOf(job.steps).length;
		return unit ? Math.max(unit.runStart, state.loadedAt) + share : Infinity;
	}

	/** @param {Job[]} active @param {string[]} states @param {string} [project] */
	function count(active, states, project) {
		return active.filter(
			(job) => states.includes(job.state) && (project === undefined || job.project === project),
		).length;
	}

	/** @param {Job[]} active @param {string[]} states */
	function orphans(active, states) {
		return active.filter((job) => states.includes(job.state) && state.isOrphan(job));
	}

	/** Ends running jobs and some halted ones whose model or table vanished (11.6). @param {Job[]} active @param {number} now */
	function checkOrphans(active, now) {
		const halted = orphans(active, HALTED).slice(0, HALTED_PER_ROUND);
		for (const job of [...orphans(active, ['RUNNING']), ...halted]) moveTo(job, 'SUICIDAL', now);
	}

	/** The jobs of a node that has gone are queued again when their lock is free, and locked for that. @param {Job[]} active @param {number} now */
	function recoverLost(active, now) {
		for (const job of active.filter(({ isLost, lockedUntil }) => isLost && lockedUntil <= now)) {
			moveTo(job, 'READY', now);
			job.lockedUntil = now + LOCK_MS;
		}
	}

	/** Not before the lock of the last run is free. @param {Job[]} active @param {number} now */
	function take(active, now) {
		checkOrphans(active, now);
		const published = active.filter(
			({ state: jobState, lockedUntil }) => jobState === 'PENDING' && lockedUntil <= now,
		);
		for (const job of published.sort(byPriority)) {
			if (count(active, ['RUNNING']) < runningPerNode) moveTo(job, 'RUNNING', now);
		}
	}

	/** @param {Job[]} active @param {number} now */
	function publish(active, now) {
		const ready = active.filter((job) => job.state === 'READY' && job.readyAt <= now);
		for (const job of ready.sort(byPriority)) {
			if (state.isOrphan(job)) moveTo(job, 'SUICIDAL', now);
			else if (count(active, ['PENDING', 'RUNNING'], job.project) < PER_PROJECT)
				moveTo(job, 'PENDING', now);
		}
	}

	/** Backwards, so that a job recovered now is published by the next tick, and one published now taken by the next. @param {Job[]} active @param {number} now */
	function runTick(active, now) {
		if ((now - state.loadedAt) % takeMs === 0) take(active, now);
		if ((now - state.loadedAt) % publishMs === 0) publish(active, now);
		recoverLost(active, now);
	}

	/** Whether a tick could change anything. Models and tables are looked up again only after a change. @param {Job[]} active */
	function hasWork(active) {
		if (active.some((job) => WAITING.includes(job.state) || job.isLost)) return true;
		if (checkedRevision !== state.revision) {
			checkedRevision = state.revision;
			hasOrphans = orphans(active, OPEN).length > 0;
		}
		return hasOrphans;
	}

	/** @param {number} after */
	function nextTick(after) {
		const next = (/** @type {number} */ ms) =>
			state.loadedAt + (Math.floor((after - state.loadedAt) / ms) + 1) * ms;
		return Math.min(next(publishMs), next(takeMs));
	}

	return {
		/** The node dies and comes back: what it ran is still read as RUNNING until its lock is free. */
		crash() {
			const now = state.clock.now();
			for (const job of state.jobs.values()) {
				if (job.state !== 'RUNNING' || job.isLost) continue;
				job.lockedUntil = lockEnd(job.takenAt, now);
				job.isLost = true;
			}
			state.touch();
		},
		/** Forgets the time that passed without it: after a new seed, and while the clock is frozen. */
		reset() {
			time = state.clock.now();
		},
		/** Lives through everything that was due until now, in order. @param {ReturnType<typeof import('./housekeeping').createHousekeeping>} [housekeeping] */
		catchUp(housekeeping) {
			const now = state.clock.now();
			if (state.clock.frozen) {
				time = now;
				return;
			}
			const findActive = () => [...state.jobs.values()].filter((job) => OPEN.includes(job.state));
			let active = findActive();
			let isAwaited = hasWork(active);
			for (;;) {
				const tick = isAwaited ? nextTick(time) : Infinity;
				let first = null;
				let firstDue = Infinity;
				for (const job of active) {
					const due = job.state === 'RUNNING' ? dueTime(job) : Infinity;
					if (due < firstDue) [first, firstDue] = [job, due];
				}
				const cronDue = housekeeping?.next() ?? Infinity;
				const next = Math.min(tick, firstDue, cronDue);
				if (next > now) break;
				if (next === cronDue) {
					housekeeping?.run(next);
					time = Math.max(time, next);
					active = findActive();
				} else if (first && firstDue <= tick) {
					finishUnit(
						first,
						/** @type {import('./steps').Step} */ (currentUnit(first)),
						Math.floor(firstDue),
					);
				} else {
					time = tick;
					runTick(active, tick);
				}
				state.touch();
				isAwaited = hasWork(active);
			}
			time = now;
		},
	};
}

module.exports = { createScheduler };
