// The stand-in in a process of its own, so that its work does not count as the rivals'.
// Arguments: how many jobs, and what a page costs ('kylin' or 'none').
const { startStandIn } = require('../stand-in');
const { seedOf } = require('./jobs');

async function main() {
	const [count, pageCost] = process.argv.slice(2);
	const seed = seedOf(Number(count));
	const standIn = await startStandIn({ frozen: true, seed, pageCost });

	/** Every run begins with the same jobs; the answer tells what the one before it sent. */
	process.on('message', () => {
		const { requests } = standIn;
		process.send({ requests: requests.length });
		if (requests.some(({ method }) => method !== 'GET')) standIn.seed(seed);
		requests.length = 0;
	});
	process.once('disconnect', () => process.exit());
	process.send({ host: standIn.url, username: 'ADMIN', password: 'KYLIN' });
}

void main();
