import { sendOnce, type AfterFailure } from '../../../../../nodes/ApacheKylin/job/operate/sendOnce';
import { KylinFailure, type FailureFacts } from '../../../../../nodes/shared/kylin/failures';

const REQUEST = { method: 'PUT', url: '/jobs/status' } as const;

/** What a request that fails with this error ends with, and how often it was sent. */
async function failing(error: Error, after: Partial<AfterFailure> = {}) {
	const send = jest.fn().mockRejectedValue(error);
	const failure = await sendOnce(send, REQUEST, {
		describeRefusal: async () => undefined,
		describeProgress: async () => 'Some of it may be done.',
		...after,
	}).catch((thrown: unknown) => thrown);
	expect(send.mock.calls).toEqual([[REQUEST]]);
	return failure;
}

const failureWith = (facts: FailureFacts) =>
	new KylinFailure('No.', { advice: 'Try again later.', ...facts });

const withAdvice = (facts: FailureFacts, advice: string) =>
	expect.objectContaining({ message: 'No.', facts: { ...facts, advice } });

test('an answer is handed on', async () => {
	const after = {
		describeRefusal: jest.fn(),
		describeProgress: jest.fn(),
	};
	await expect(sendOnce(async () => 'data', REQUEST, after)).resolves.toBe('data');
});

test.each<[FailureFacts, string]>([
	[{ httpStatus: 500 }, 'Try again later. Some of it may be done.'],
	[{ httpStatus: 300 }, 'Try again later. Some of it may be done.'],
	[{ httpStatus: 200, code: 'KE-010032211' }, 'Try again later. Some of it may be done.'],
	[{ networkCode: 'ECONNRESET' }, 'Some of it may be done.'],
	[{ httpStatus: 200 }, 'Some of it may be done.'],
])('after %j the advice is: %s', async (facts, advice) => {
	expect(await failing(failureWith(facts))).toEqual(withAdvice(facts, advice));
});

test.each([
	[undefined, 'Try again later. Nothing was changed.'],
	['', 'Try again later. Nothing was changed.'],
	['It is FINISHED.', 'It is FINISHED. Nothing was changed.'],
])('what cannot have changed anything, with %j to say', async (refusal, advice) => {
	const facts = { httpStatus: 403 };
	const after = { describeRefusal: async () => refusal };
	expect(await failing(failureWith(facts), after)).toEqual(withAdvice(facts, advice));
});

test.each([failureWith({ isUnsent: true }), new TypeError('x is not a function')])(
	'%s passes as it is',
	async (error) => {
		expect(await failing(error)).toBe(error);
	},
);
