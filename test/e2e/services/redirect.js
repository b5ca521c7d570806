// @ts-check
const tls = require('node:tls');

/**
 * n8n loads this before itself: connections to these hosts go to a port of this machine instead. The
 * name, and with it the certificate that is asked for, stays the same.
 *
 * @type {Record<string, number>}
 */
const PORTS = JSON.parse(process.env.PORTS_OF_SERVICES ?? '{}');

const { connect } = tls;

/** @param {any[]} given what Node's own `connect` takes */
tls.connect = (...given) => {
	const [options] = given;
	const port = PORTS[options?.host];
	if (port === undefined) return Reflect.apply(connect, tls, given);
	const { host } = options;
	return connect({ servername: host, ...options, host: '127.0.0.1', port });
};
