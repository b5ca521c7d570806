import { withoutLast } from '../texts/sentences';
import { ParameterError } from './failures';

const EXAMPLE = 'e.g. http://kylin.example.com:7070';

/**
 * The root of Kylin's API for the host a person typed: with or without a trailing slash, `/kylin`
 * or `/kylin/api`, behind a reverse-proxy path, with spaces around it.
 *
 * @returns e.g. `https://gw.example.com/olap/kylin/api`, without a trailing slash
 * @throws ParameterError that says what to type instead
 */
export function apiRoot(host: unknown): string {
	const url = parseHost(host);
	const path = withoutLast(url.pathname, '/').replace(/\/kylin(\/api)?$/, '');
	return `${url.origin}${path}/kylin/api`;
}

function parseHost(host: unknown): URL {
	const typed = typeof host === 'string' ? host.trim() : '';
	if (typed === '') {
		throw new ParameterError('Host', `is empty: type the address of Kylin, ${EXAMPLE}`);
	}
	if (!/^https?:\/\//i.test(typed)) {
		throw new ParameterError('Host', `must begin with http:// or https://, ${EXAMPLE}`);
	}
	const url = parseAddress(typed);
	if (url === undefined) {
		throw new ParameterError('Host', `is not a valid address: type it as in a browser, ${EXAMPLE}`);
	}
	if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(typed)) {
		throw new ParameterError(
			'Host',
			`must not contain a user name or password: type them into their own fields and only the address here, ${EXAMPLE}`,
		);
	}
	if (/[?#]/.test(typed)) {
		throw new ParameterError(
			'Host',
			`must end before the question mark or hash of a page's address: type only the part in front of it, ${EXAMPLE}`,
		);
	}
	return url;
}

export function parseAddress(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}
