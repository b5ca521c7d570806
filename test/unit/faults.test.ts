import {
	HTTP_FAULTS,
	KYLIN_FAULTS,
	NETWORK_FAULTS,
	type Fault,
	httpFault,
	kylinFault,
	networkFault,
} from '../../nodes/shared/kylin/faults';

const CREDENTIAL = /^Check Username and Password in the credential\./;
const HOST = /^Check 'Host' in the credential/;

test.each([
	['KE-000000001', /^Kylin's log .* tells more\.$/],
	['KE-010003207', CREDENTIAL],
	['KE-010003208', /^Check Username .* Three wrong tries in a row lock the account\.$/],
	['KE-010003209', CREDENTIAL],
	['KE-010003005', /^Wait until the lock is over/],
	['KE-010003008', /enable this user/],
	['KE-010021006', /LDAP/],
	['KE-010024001', /the permission OPERATION .* another 'Project'\.$/],
	['KE-010001201', /spelling in 'Project'/],
	['KE-010032219', /^Check the job's ID: .* may not read\.$/],
	['KE-010032217', /^Resume is for jobs in ERROR or STOPPED/],
	['KE-010032211', /may already have been changed/],
	['KE-010032212', /^Choose the statuses/],
	['KE-010032215', /may already have been changed/],
	['KE-010032220', /^Discard the job and build again/],
	['KE-010032222', /^Kylin does not know one of the job types/],
	['KE-010021002', /try again in a minute/],
	['KE-010021003', /try again in a minute/],
	['KE-010021004', /try again in a minute/],
	['KE-010019002', /metadata database/],
	['KE-000027004', /^One node of the Kylin cluster/],
	['KE-040021201', /try again in a minute/],
	['KE-040024201', /maintenance mode/],
])('%s comes with advice', (code, advice) => {
	expect(kylinFault(code).advice).toMatch(advice);
});

test.each(['KE-999999999', 'constructor'])('there is none for %s', (code) => {
	expect(kylinFault(code)).toEqual({});
});

test.each([
	[401, 'The server asked for a login', CREDENTIAL],
	[403, 'The server refused access', /proxy or firewall/],
	[404, 'There is no Kylin API at this address', /^Check 'Host' in the credential: .*path/],
	[405, 'The server does not allow this request', /^Check 'Host' .*PUT requests/],
	[406, 'This server does not speak the API of Kylin 5', /4 and older.*Check 'Host'/],
	[429, 'The server asks for fewer requests', /Batching/],
	[500, 'Kylin could not process the request', /kylin\.log/],
	[502, 'The proxy in front of Kylin got no valid answer from it', /Kylin runs/],
	[503, 'The server is not available at the moment', /overloaded/],
	[504, 'The proxy in front of Kylin waited too long for its answer', /time limit of the proxy/],
	[418, 'The server answered with HTTP status 418', HOST],
])('HTTP status %d', (status, sentence, advice) => {
	expect(httpFault(status).sentence).toBe(sentence);
	expect(httpFault(status).advice).toMatch(advice);
});

const CLOSED = 'The connection was closed before Kylin answered';
const RESTARTING = /may be restarting\. Try again\.$/;
const NETWORK = /^Check 'Host' .*network between n8n and Kylin/;
const UNTRUSTED = "The certificate of Kylin's server is not trusted";
const BROKEN = 'The encrypted connection to the server broke';
const DAMAGED = 'The answer is damaged: it is not valid HTTP';
const TLS = /'Ignore SSL Issues \(Insecure\)'/;

test.each([
	['ECONNREFUSED', 'Nothing is listening at the address of Kylin', /^Check 'Host' .*7070/],
	['ENOTFOUND', 'The host name of Kylin is unknown', /^Check 'Host' .*typing mistakes/],
	['EAI_AGAIN', 'The host name of Kylin could not be looked up', /^Check 'Host' .*name servers/],
	['EHOSTUNREACH', "Kylin's machine cannot be reached", NETWORK],
	['ENETUNREACH', "Kylin's network cannot be reached", NETWORK],
	['ECONNRESET', CLOSED, RESTARTING],
	['EPIPE', CLOSED, RESTARTING],
	['ERR_BAD_RESPONSE', 'The connection was closed in the middle of the answer', RESTARTING],
	['ECONNABORTED', 'Kylin did not answer in time', /Request Options/],
	['ETIMEDOUT', 'Kylin did not answer in time', NETWORK],
	['EPROTO', 'The server does not speak HTTPS at this address', /^Check 'Host' .*http:\/\//],
	['ERR_INVALID_URL', "'Host' is not a valid address", /^Check 'Host' in the credential\.$/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED, TLS],
	['CERT_HAS_EXPIRED', "The certificate of Kylin's server has expired, or is not valid yet", TLS],
	[
		'ERR_TLS_CERT_ALTNAME_INVALID',
		"The certificate of Kylin's server is for another host name",
		TLS,
	],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED, TLS],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED, TLS],
	['ERR_TLS_HANDSHAKE_TIMEOUT', 'The encrypted connection was not set up in time', NETWORK],
	['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', BROKEN, /Try again/],
	['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', BROKEN, /Try again/],
	[
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'The server asks for a client certificate',
		/does not ask for one/,
	],
	[
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'n8n and the server could not agree on an encrypted connection',
		/administrator/,
	],
	['HPE_INVALID_CHUNK_SIZE', DAMAGED, /try again/],
	['Z_DATA_ERROR', DAMAGED, /try again/],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'The server does not speak HTTPS at this address', /http:\/\//],
])('no answer: %s', (code, sentence, advice) => {
	const { sentence: told, advice: said } = networkFault(code);
	expect(told).toBe(sentence);
	expect(said).toMatch(advice);
});

test('a code that stands for nothing known is told as what it is', () => {
	const { sentence, advice } = networkFault('EFOO');
	expect(sentence).toBe('No answer came from Kylin');
	expect(advice).toMatch(NETWORK);
});

test('each code of Kylin stands in the table once, and no row is empty', () => {
	const codes = Object.values(KYLIN_FAULTS).map(({ code }) => code);
	expect(new Set(codes).size).toBe(codes.length);
	for (const code of codes) expect(code).toMatch(/^KE-\d{9}$/);
	for (const row of Object.values(KYLIN_FAULTS)) expect(Object.keys(row).length).toBeGreaterThan(1);
});

test.each([
	...Object.values(KYLIN_FAULTS),
	...Object.values(HTTP_FAULTS),
	...Object.values(NETWORK_FAULTS),
])('the texts of %j fit together: sentence without a stop, advice in whole sentences', (row) => {
	const { sentence = 'It failed', advice = 'Try again.' } = row as Fault;
	expect(sentence).toMatch(/[^.]$/);
	expect(advice).toMatch(/^[A-Z].*\.$/);
});

test.each([
	'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_SSL_TLS_UNHEARD_OF',
	'HPE_INVALID_CONSTANT',
	'ECONNRESET',
])('%s may come after the request was carried out', (code) => {
	expect(networkFault(code).changedNothing).toBeUndefined();
});
