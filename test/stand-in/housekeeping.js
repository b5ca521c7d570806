// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');

/**
 * Jobs that Kylin submits for itself every half hour: one for each project, and one for the sessions where a release keeps
 * them in its database. Lists hide them, the callback does not.
 * @typedef {import('./state').State} State
 */

const EVERY_MS = 1_800_000;

/** How long they run. */
const RUN_MS = { META: 10_000, SPRING_SESSION_CLEAN_EXPIRED: 30 };

/** @param {keyof typeof RUN_MS} name @param {string} project @param {number} now */
function cronJob(name, project, now) {
	return {
		id: randomUUID(),
		project,
		job_name: name,
		shown_name: null,
		target_model: null,
		submitter: null,
		create_time: now,
		steps: [{ name, status: 'READY' }],
		run_ms: RUN_MS[name],
	};
}

/** @param {State} state @param {import('./profiles').Profile} profile */
function createHousekeeping(state, { jobTypes }) {
	let doneUntil = state.clock.now();

	return {
		reset() {
			doneUntil = state.clock.now();
		},
		/** When it is next due. */
		next: () => doneUntil + EVERY_MS,
		/** Submits what is due at that moment. @param {number} now */
		run(now) {
			doneUntil = now;
			const jobs = state.sortedProjects().map(({ name }) => cronJob('META', name, now));
			if (jobTypes.includes('SPRING_SESSION_CLEAN_EXPIRED')) {
				jobs.push(cronJob('SPRING_SESSION_CLEAN_EXPIRED', '_global', now));
			}
			for (const job of jobs) state.addJob(job).readyAt = now;
		},
	};
}

module.exports = { createHousekeeping };
