// @ts-check
const { readFileSync, readdirSync } = require('node:fs');
const { isCleaner } = require('../host/processes');
const { until } = require('./until');

/** n8n leads a process group, which its task runner belongs to. @param {number} pid */
function isGroupRunning(pid) {
	try {
		process.kill(-pid, 0);
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
		throw error;
	}
}

/** @param {string} pid @returns the parent's, or NaN if the process has ended meanwhile */
function parentOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
	} catch {
		return Number.NaN;
	}
}

/** Whatever this process has started: n8n, a browser, databases. But for the one that cleans up after it. */
function runningChildren() {
	return readdirSync('/proc').filter(
		(name) => /^\d+$/.test(name) && parentOf(name) === process.pid && !isCleaner(Number(name)),
	);
}

/** @param {number[]} pids of processes that have been told to end */
async function untilNothingRuns(pids) {
	await until(
		'all processes have ended',
		() => !pids.some(isGroupRunning) && runningChildren().length === 0,
	);
}

module.exports = { untilNothingRuns };
