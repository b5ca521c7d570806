// @ts-check
const INTERVAL_MS = 5_000;

/** @param {number} since */
function elapsed(since) {
	const seconds = Math.round((Date.now() - since) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Says what is going on while something long happens, so that nobody takes it for a hang.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] how far it has come
 * @returns {Promise<T>}
 */
async function withProgress(label, work, detail = () => '') {
	const start = Date.now();
	console.log(`${label} …`);
	const timer = setInterval(() => {
		console.log(`${label} … ${[elapsed(start), detail()].filter(Boolean).join(', ')}`);
	}, INTERVAL_MS);
	try {
		const result = await work();
		console.log(`${label}: done in ${elapsed(start)}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}

module.exports = { withProgress };
