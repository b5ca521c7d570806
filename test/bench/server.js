// The stand-in in a process of its own, so that its work does not count as the rivals'.
// Arguments: how many jobs, what a page costs ('kylin' or 'none'), and how many jobs end between two
// rounds.
const { startStandIn } = require('../stand-in');
const { seedOf } = require('./jobs');

/** Ends failed jobs, so that their state changes; each at a time of its own. */
function discardNext(standIn, count) {
	const failed = [...standIn.state.jobs.values()].filter(({ state }) => state === 'ERROR');
	for (const { id } of failed.slice(0, count)) {
		standIn.clock.advance(1);
		standIn.state.setState(id, 'DISCARDED');
	}
}

async function main() {
	const [count, pageCost, changes] = process.argv.slice(2);
	const seed = seedOf(Number(count));
	const standIn = await startStandIn({ manual: true, seed, pageCost });

	/** Every run begins with the same jobs; the answer tells what the one before it sent. */
	process.on('message', (message) => {
		const { requests } = standIn;
		process.send({ requests: requests.length });
		if (requests.some(({ method }) => method !== 'GET')) standIn.seed(seed);
		if (message === 'next round') discardNext(standIn, Number(changes));
		requests.length = 0;
	});
	process.once('disconnect', () => process.exit());
	process.send({ host: standIn.url, username: 'ADMIN', password: 'KYLIN' });
}

void main();
