import { parseEnvelope } from '../../nodes/shared/kylin/envelope';
import { KylinFailure } from '../../nodes/shared/kylin/failures';

const answer = (httpStatus: number, body: unknown, headers: Record<string, unknown> = {}) => ({
	httpStatus,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

function failureOf(given: ReturnType<typeof answer>): KylinFailure {
	try {
		parseEnvelope(given);
	} catch (error) {
		return error as KylinFailure;
	}
	throw new Error('read without a failure');
}

test.each(['{"data":1}', '{}'])('%s is no answer of Kylin', (body) => {
	expect(failureOf(answer(200, body)).message).toBe(
		'The answer could not be read: it is not a complete answer of Kylin 5',
	);
});

test.each([200, 201, 299])('HTTP %d with the code 000 is a success', (status) => {
	expect(parseEnvelope(answer(status, { code: '000', data: { a: 1 }, msg: '' }))).toEqual({ a: 1 });
});

test.each<[string, number, object, string, string | undefined]>([
	['a code before a colon', 500, { msg: 'KE-010032219: Gone.' }, 'Gone.', 'KE-010032219'],
	['a name behind the code', 400, { msg: 'KE-010000003(Invalid):Bad.' }, 'Bad.', 'KE-010000003'],
	['several lines', 500, { msg: ' KE-000000001(X):  one\ntwo ' }, 'one two', 'KE-000000001'],
	['a code of its own', 500, { msg: 'Gone.', error_code: 'KE-1' }, 'Gone.', 'KE-1'],
	['both codes', 500, { msg: 'KE-010032219: x', error_code: 'KE-1' }, 'x', 'KE-1'],
	['an empty code', 500, { msg: 'KE-010032219: x', error_code: '' }, 'x', 'KE-010032219'],
	['a code in the middle', 500, { msg: 'See KE-010032219: x' }, 'See KE-010032219: x', undefined],
	['a short code', 500, { msg: 'KE-01003: x' }, 'KE-01003: x', undefined],
	['no sentence', 500, { msg: 7 }, 'Kylin could not process the request', undefined],
	[
		'a code alone',
		503,
		{ msg: 'KE-010032219:  ' },
		'The server is not available at the moment',
		'KE-010032219',
	],
	['a good status', 200, { msg: 'KE-010032219: Gone.' }, 'Gone.', 'KE-010032219'],
	['success below an error status', 400, { code: '000', msg: 'No.' }, 'No.', undefined],
])('a refusal with %s', (_name, status, body, sentence, code) => {
	const { message, facts } = failureOf(answer(status, { code: '999', ...body }));
	expect(message).toBe(sentence);
	expect(facts).toMatchObject({ httpStatus: status });
	expect(facts.code).toBe(code);
});

test.each([
	['7', 7_000],
	['0', undefined],
	['-1', undefined],
	['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
	[undefined, undefined],
])('Retry-After: %s', (header, expected) => {
	const headers = { 'retry-after': header };
	expect(failureOf(answer(503, '', headers)).facts.retryAfterMs).toBe(expected);
	expect(failureOf(answer(503, { code: '999' }, headers)).facts.retryAfterMs).toBe(expected);
});

const LOGIN_PAGE = 'The server sent a login page instead of an answer';
const ELSEWHERE = 'The address of Kylin redirects to another one';
const CUT_OFF = 'The answer could not be read: it is not a complete answer of Kylin 5';
const WEB_PAGE = 'A web page came back instead of an answer from Kylin';
const EMPTY = 'The answer was empty';
const STRANGER = 'Something that is not Kylin answered';
const HOST = /'Host'/;
const ANSWERS: Record<string, string> = {
	[EMPTY]: 'empty',
	[CUT_OFF]: 'cutOff',
	[WEB_PAGE]: 'webPage',
	[STRANGER]: 'notKylin',
};

test.each<[number, string, string, RegExp]>([
	[200, '', EMPTY, /restarting\. Try again\.$/],
	[200, ' \n ', EMPTY, /Try again/],
	[200, '\n <html>', WEB_PAGE, /login page of a proxy/],
	[200, '{"code":"000","data":[', CUT_OFF, /ask for less at once/],
	[200, ' [1]', CUT_OFF, HOST],
	[200, '{}', CUT_OFF, HOST],
	[200, 'null', STRANGER, /^Check 'Host' in the credential: it is the address/],
	[200, '"code"', STRANGER, HOST],
	[200, 'hello { <', STRANGER, HOST],
	[404, '<html>', 'There is no Kylin API at this address', HOST],
	[400, 'x', 'The server answered with HTTP status 400', HOST],
])('HTTP %d with %j', (status, body, sentence, advice) => {
	const { message, facts } = failureOf(answer(status, body));
	expect(message).toBe(sentence);
	expect(facts.advice).toMatch(advice);
	expect(facts.httpStatus).toBe(status);
	expect(facts.answer).toBe(ANSWERS[sentence]);
});

test.each<[number, unknown, string, RegExp]>([
	[302, '/kylin/login', LOGIN_PAGE, /^The login was not accepted.*single sign-on/],
	[302, 'https://a.example/SSO/start', LOGIN_PAGE, /check the credential/],
	[302, 'https://a.example/oauth2?state=1', LOGIN_PAGE, /credential/],
	[302, 'https://a.example/oauth/x', LOGIN_PAGE, /credential/],
	[302, 'https://a.example/signin#x', LOGIN_PAGE, /credential/],
	[302, 'https://a.example/auth', LOGIN_PAGE, /credential/],
	[302, 'https://a.example/authors', ELSEWHERE, /If you trust https:\/\/a\.example, put it into/],
	[302, 'https://a.example/blogin', ELSEWHERE, HOST],
	[302, 'https://a.example/x?next=/login', ELSEWHERE, HOST],
	[300, 'https://a.example:1/x', ELSEWHERE, /https:\/\/a\.example:1,/],
	[399, '/other', ELSEWHERE, /^Redirects are not followed\. Check 'Host' in the credential\.$/],
	[301, undefined, ELSEWHERE, /^Redirects are not followed\. Check/],
])('HTTP %d to %s', (status, location, sentence, advice) => {
	const { message, facts } = failureOf(answer(status, { code: '000', data: 1 }, { location }));
	expect(message).toBe(sentence);
	expect(facts).toEqual({
		httpStatus: status,
		answer: sentence === LOGIN_PAGE ? 'loginPage' : 'redirect',
		advice: expect.stringMatching(advice),
	});
});
