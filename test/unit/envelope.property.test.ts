import fc from 'fast-check';
import { parseEnvelope } from '../../nodes/shared/kylin/envelope';
import { KylinFailure, reference } from '../../nodes/shared/kylin/failures';
import { parseJobPage } from '../../nodes/shared/api/jobs';

const job = { id: 'job-1', job_status: 'ERROR', project: 'learn_kylin' };

const page = (value: unknown) =>
	JSON.stringify({ code: '000', data: { value, total_size: 1 }, msg: '' });

const envelopes = fc
	.record(
		{
			code: fc.oneof(fc.constantFrom('000', '999', '401'), fc.jsonValue()),
			data: fc.oneof(fc.constant({ value: [job], total_size: 1 }), fc.jsonValue()),
			msg: fc.oneof(fc.constantFrom('KE-010000003(Invalid):text', 'KE-1: x', ''), fc.jsonValue()),
			error_code: fc.oneof(
				fc.constantFrom('KE-010003208', 'constructor', '__proto__', '', null),
				fc.jsonValue(),
			),
		},
		{ requiredKeys: [] },
	)
	.map((envelope) => JSON.stringify(envelope));

const bodies = fc.oneof(
	envelopes,
	fc.string({ unit: 'binary' }),
	fc.json(),
	fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
	fc.nat({ max: page([job]).length }).map((length) => page([job]).slice(0, length)),
	fc.constantFrom('<html>', '{', '[', ' ', '\u0000', '{"__proto__":{"code":"000"}}'),
);

const answers = fc.record({
	httpStatus: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 302, 400, 500)),
	headers: fc.dictionary(fc.constantFrom('retry-after', 'location'), fc.anything()),
	body: bodies,
});

test('whatever comes back: a list of jobs, or one failure in words', () => {
	fc.assert(
		fc.property(answers, (answer) => {
			try {
				const { rows: jobs, totalSize } = parseJobPage(parseEnvelope(answer));
				expect(
					jobs.every(({ id, job_status }) => typeof id + typeof job_status === 'stringstring'),
				).toBe(true);
				expect(Number.isNaN(totalSize)).toBe(false);
			} catch (failure) {
				expect(failure).toBeInstanceOf(KylinFailure);
				const { message, facts } = failure as KylinFailure;
				const { advice, retryAfterMs = 1 } = facts;
				expect(message.trim()).not.toBe('');
				expect(`${advice} ${reference(facts).join()}`).not.toMatch(/\[object|\[native code/);
				expect(retryAfterMs).toBeGreaterThan(0);
			}
		}),
		{ numRuns: 500 },
	);
});

test.each<[string, unknown, number | undefined]>([
	['seconds', '7', 7_000],
	['nothing', undefined, undefined],
	['zero', '0', undefined],
	['a date', 'Wed, 21 Oct 2026 07:28:00 GMT', undefined],
	['less than nothing', '-5', undefined],
	['for ever', 'Infinity', undefined],
])('Retry-After with %s', (_name, value, retryAfterMs) => {
	const answer = { httpStatus: 429, headers: { 'retry-after': value }, body: '' };
	expect(() => parseEnvelope(answer)).toThrow(
		expect.objectContaining({ facts: expect.objectContaining({ retryAfterMs }) }),
	);
});

test.each<[string, string, RegExp]>([
	['/kylin/login', 'login page', /credential/],
	['https://sso.example/oauth2/start', 'login page', /single sign-on/],
	[
		'https://other.example/kylin?password=x',
		'another one',
		/^(?!.*password=x).*https:\/\/other\.example,/,
	],
	['/elsewhere?next=/login', 'another one', /Redirects are not followed\. Check 'Host'/],
	['/loginless', 'another one', /Check 'Host'/],
	['', 'another one', /Check 'Host'/],
])('a redirect to %j', (location, sentence, advice) => {
	const answer = { httpStatus: 302, headers: { location }, body: '' };
	expect(() => parseEnvelope(answer)).toThrow(
		expect.objectContaining({
			message: expect.stringContaining(sentence),
			facts: expect.objectContaining({
				httpStatus: 302,
				advice: expect.stringMatching(advice),
			}),
		}),
	);
});

test('the success of an envelope needs the code and the status', () => {
	const body = page([]);
	expect(parseEnvelope({ httpStatus: 200, headers: {}, body })).toEqual({
		value: [],
		total_size: 1,
	});
	expect(() => parseEnvelope({ httpStatus: 400, headers: {}, body })).toThrow(KylinFailure);
	const refused = body.replace('"000"', '"999"');
	expect(() => parseEnvelope({ httpStatus: 200, headers: {}, body: refused })).toThrow(
		KylinFailure,
	);
});
