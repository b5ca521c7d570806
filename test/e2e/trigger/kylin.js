// @ts-check
const { startStandIn } = require('../../stand-in');
const { USER } = require('../account');
const { seedOf } = require('./jobs');

const MINUTE_MS = 60_000;

/** Kylin with jobs that change only when a test says so. @param {object[]} jobs */
async function startKylin(jobs) {
	const now = Date.now();
	const standIn = await startStandIn({
		frozen: true,
		clock: now,
		users: [USER],
		seed: seedOf(now, jobs),
	});
	return {
		standIn,
		/** Time goes on a minute, and then all of these jobs change. @param {string[]} ids @param {string} state */
		end(ids, state) {
			standIn.clock.advance(MINUTE_MS);
			for (const id of ids) standIn.state.setState(id, state);
		},
	};
}

module.exports = { startKylin };
