import type { Kylin } from '../kylin';

export type Fault = Parameters<Kylin['faults']['add']>[0];

/** What a request may meet. */
export type NamedFault = {
	name: string;
	fault: Fault;
	/** takes longer than `TIMEOUT_MS` */
	isSlow?: true;
	/** Kylin's answer arrives whole, if late or in another form */
	isHarmless?: true;
	/** what stands between n8n and Kylin does to the query of a request */
	changeQuery?: (query: Map<string, string[]>) => void;
	/** what stands between n8n and Kylin breaks */
	breaks?: 'proxy' | 'tls';
};

/** For the requests of faults that are slow; the others get the time they need. */
export const TIMEOUT_MS = 500;

/** What triggers and pickers, which have no such option, wait for an answer in place of their own limit. */
export const triggerLimit: { timeoutMs?: number } = {};

/** Stands in the documents for the host that a redirect leads to. */
export const ELSEWHERE = 'http://elsewhere.example';

/** Nobody listens at the address. */
export const REFUSED = 'connection refused';

/** Stands in the documents for the address of a proxy. */
export const PROXY = 'proxy.example:3128';

/** Members of a query that say how to read a list, and not which. */
const PAGING = ['page_offset', 'page_size', 'sort_by', 'reverse', 'time_filter'];

/** Like a 401, an answer to a login that was not accepted. */
export const LOGIN_PAGE = 'redirect to a login page';

export const WRONG_CONTENT_TYPE: Fault = { contentType: 'text/plain' };

const kylinSays = (code: string, sentence: string, status: number): Fault => ({
	status,
	body: JSON.stringify({
		code: '999',
		data: null,
		msg: `${code}: ${sentence}`,
		error_code: code,
		stacktrace: 'java.lang.Exception\n\tat org.apache.kylin.Secret',
	}),
});

/**
 * @param elsewhere a server on another host, to which nothing may be sent
 * @param hugeBytes what is added to an answer for 100 MB
 */
export function faultsOf(elsewhere: string, hugeBytes: number): NamedFault[] {
	return [
		{ name: REFUSED, fault: {} },
		{
			name: 'connection closed before Kylin reads the request',
			fault: { reset: 'beforeHandling' },
		},
		{ name: 'connection closed before the answer', fault: { reset: 'beforeHeaders' } },
		{ name: 'connection closed within the answer', fault: { reset: 'inBody' } },
		{ name: 'answer begins late', fault: { slowHeadersMs: 50 }, isHarmless: true },
		{ name: 'answer ends late', fault: { slowBodyMs: 50 }, isHarmless: true },
		{
			name: 'answer begins later than the timeout',
			fault: { slowHeadersMs: 4 * TIMEOUT_MS },
			isSlow: true,
		},
		{
			name: 'answer ends later than the timeout',
			fault: { slowBodyMs: 4 * TIMEOUT_MS },
			isSlow: true,
		},
		{ name: 'no answer, until the timeout', fault: { hang: true }, isSlow: true },
		{
			name: 'answer that drips without an end',
			fault: { raw: `HTTP/1.1 200 OK\r\nX-Filler: ${'x'.repeat(10_000)}`, drip: true },
			isSlow: true,
		},
		{ name: 'answer that stalls in its middle', fault: { stall: true }, isSlow: true },
		{
			name: 'change to another protocol (101)',
			fault: {
				raw: 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
				stall: true,
			},
			isSlow: true,
		},
		{ name: 'something that is not HTTP', fault: { raw: 'SSH-2.0-x\r\n' } },
		{ name: 'truncated JSON', fault: { truncate: true } },
		{ name: 'malformed JSON', fault: { malformed: true } },
		{ name: 'wrong content type', fault: WRONG_CONTENT_TYPE, isHarmless: true },
		{ name: 'web page', fault: { html: true } },
		{ name: 'empty answer', fault: { empty: true } },
		{ name: 'gzip', fault: { gzip: true }, isHarmless: true },
		{ name: '100 MB', fault: { bigBodyBytes: hugeBytes }, isHarmless: true },
		{ name: 'redirect on the same host', fault: { redirect: '/elsewhere' } },
		{ name: LOGIN_PAGE, fault: { redirect: '/kylin/login' } },
		{
			name: 'redirect to another host',
			fault: { redirect: `${elsewhere}/api/jobs`, status: 307 },
		},
		{
			name: '400 of Kylin',
			fault: kylinSays('KE-010000003', 'Some parameter does not fit.', 400),
		},
		{
			name: '401 of Kylin',
			fault: kylinSays('KE-010003208', 'Invalid username or password.', 401),
		},
		{ name: '401 of a proxy', fault: { status: 401, html: true } },
		{ name: '403', fault: { status: 403, body: '' } },
		{ name: '404', fault: { status: 404, html: true } },
		{ name: '406', fault: { status: 406, body: '{"status":406,"error":"Not Acceptable"}' } },
		{
			name: '429 with Retry-After',
			fault: { status: 429, body: '', headers: { 'retry-after': '7' } },
		},
		{
			name: '500 of Kylin',
			fault: kylinSays('KE-000000001', 'Something went wrong inside.', 500),
		},
		{
			name: '500 with a sentence of 1 MB',
			fault: kylinSays('KE-000000001', 'x'.repeat(1_000_000), 500),
		},
		{ name: '403 of a gateway', fault: { status: 403, body: '{"code":7,"message":"Over quota"}' } },
		{ name: '407', fault: { status: 407, html: true } },
		{ name: '500 without a body', fault: { status: 500, body: '' } },
		{ name: '502', fault: { status: 502, html: true } },
		{ name: '503', fault: { status: 503, body: '' } },
		{ name: '504', fault: { status: 504, html: true } },
	];
}

/** What stands between n8n and Kylin, and breaks or changes what is asked. */
export const FAULTS_ON_THE_WAY: NamedFault[] = [
	{ name: 'a proxy that is gone', fault: {}, breaks: 'proxy' },
	{ name: 'TLS that is damaged after the request', fault: {}, breaks: 'tls' },
	{
		name: 'filters that are dropped on the way',
		fault: {},
		changeQuery: (query) => {
			for (const name of query.keys()) if (!PAGING.includes(name)) query.delete(name);
		},
	},
	{
		name: 'page_offset that is ignored on the way',
		fault: {},
		changeQuery: (query) => {
			if (query.has('page_offset')) query.set('page_offset', ['0']);
		},
	},
];

/**
 * @param onStrike is given each request that is spoiled, before Kylin is
 * @returns the requests from the first spoiled one on
 */
export function spoilRequests(
	kylin: Kylin,
	where: Fault,
	fault: Fault,
	onStrike?: (query: Map<string, string[]>) => void,
) {
	const { when = () => true, after = 0, times = 1 } = where;
	const fitting: number[] = [];
	kylin.faults.add({
		...where,
		...fault,
		when: (request) => {
			const fits = when(request);
			if (!fits) return false;
			fitting.push(kylin.requests.length - 1);
			const count = fitting.length - after;
			if (count > 0 && count <= times) onStrike?.(request.query);
			return true;
		},
	});
	return () => {
		expect(fitting.length).toBeGreaterThan(after);
		return kylin.requests.slice(fitting[after]);
	};
}
