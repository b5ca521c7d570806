// @ts-check

/** @param {number} count @returns {Promise<number[]>} ports of 127.0.0.1 that nobody listens on */
async function freePorts(count) {
	const { default: getPort } = await import('get-port');
	return await Promise.all(
		Array.from({ length: count }, async () => await getPort({ host: '127.0.0.1' })),
	);
}

module.exports = { freePorts };
