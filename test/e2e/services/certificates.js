// @ts-check
const { generate } = require('selfsigned');

/** An authority of the tests alone, and a certificate by it for these names. @param {string[]} hosts */
async function createCertificates(hosts) {
	const authority = await generate([{ name: 'commonName', value: 'Authority of the tests' }], {
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, critical: true },
		],
	});
	const server = await generate([{ name: 'commonName', value: hosts[0] }], {
		ca: { key: authority.private, cert: authority.cert },
		extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
	});
	return { authority: authority.cert, key: server.private, cert: server.cert };
}

module.exports = { createCertificates };
