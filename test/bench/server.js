// @ts-check
// The stand-in in a process of its own, so that its work does not count as the rivals'.
// Arguments: how many jobs, what a page costs (`cores8` = as recorded, on a server with 8 cores), and how many jobs end
// between two rounds.
const { startStandIn } = require('../stand-in');
const { seedOf } = require('./jobs');

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').StandIn} StandIn
 */

/**
 * Ends failed jobs, so that their state changes; each at a time of its own.
 *
 * @param {StandIn} standIn
 * @param {number} count
 */
function discardNext(standIn, count) {
	const failed = [...standIn.state.jobs.values()].filter(({ state }) => state === 'ERROR');
	for (const { id } of failed.slice(0, count)) {
		standIn.clock.advance(1);
		standIn.state.setState(id, 'DISCARDED');
	}
}

// What Kylin 5.0.0's SQL takes, as docs/dev/benchmark.md tells: for each job there is, and for each that is
// asked for, without the 20 microseconds in which the stand-in writes its row.
const SQL_MS_PER_JOB = 0.0025;
const SQL_MS_PER_ROW = 0.035;

/** Of a list, which asks for one page. */
const sqlMs =
	(/** @type {number} */ jobs) =>
	(/** @type {{ query: Json }} */ { query }) =>
		jobs * SQL_MS_PER_JOB + Math.min(jobs, Number(query.page_size)) * SQL_MS_PER_ROW;

/** @param {number} jobs @param {string} cost @returns {Pick<import('../stand-in').Options, 'latencyMs' | 'pageCost'>} */
function pageOptions(jobs, cost) {
	if (cost === 'sql') return { latencyMs: sqlMs(jobs) };
	return { pageCost: cost === 'kylin' ? 'kylin' : 'none' };
}

async function main() {
	const [count, cost, changes] = process.argv.slice(2);
	const seed = seedOf(Number(count));
	const [, cores] = /^cores(\d+)$/.exec(cost) ?? [];
	const options = cores ? { price: { cores: Number(cores) } } : pageOptions(Number(count), cost);
	const standIn = await startStandIn({ manual: true, seed, ...options });

	/** Every run begins with the same jobs; the answer tells what the one before it sent. */
	process.on('message', (message) => {
		const { requests } = standIn;
		process.send?.({ requests: requests.length });
		if (requests.some(({ method }) => method !== 'GET')) standIn.seed(seed);
		if (message === 'next round') discardNext(standIn, Number(changes));
		requests.length = 0;
	});
	process.once('disconnect', () => process.exit());
	process.send?.({ host: standIn.url, username: 'ADMIN', password: 'KYLIN' });
}

void main();
