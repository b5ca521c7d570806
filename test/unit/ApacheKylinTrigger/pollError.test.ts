import type { IPollFunctions, NodeApiError } from 'n8n-workflow';
import { toPollError } from '../../../nodes/ApacheKylinTrigger/pollError';
import { KylinFailure } from '../../../nodes/shared/kylin/failures';

const context = {
	getNode: () => ({ id: 'trigger', name: 'Kylin', type: 'x', typeVersion: 1 }),
} as unknown as IPollFunctions;

test.each([
	[{ httpStatus: 401 }, { cause: 'credential-invalid' }],
	[{ httpStatus: 429 }, { cause: 'rate-limited' }],
	[
		{ httpStatus: 429, retryAfterMs: 7 },
		{ cause: 'rate-limited', retryAfterMs: 7 },
	],
	[{ httpStatus: 503 }, { cause: 'temporarily-unavailable' }],
	[
		{ httpStatus: 503, retryAfterMs: 7 },
		{ cause: 'temporarily-unavailable', retryAfterMs: 7 },
	],
	[{ networkCode: 'ECONNREFUSED' }, { cause: 'temporarily-unavailable' }],
	[{ httpStatus: 500, code: 'KE-010021006' }, { cause: 'temporarily-unavailable' }],
	[{ httpStatus: 500, code: 'KE-010001201' }, { cause: 'configuration-invalid' }],
	[{ httpStatus: 404 }, { cause: 'configuration-invalid' }],
])('n8n gets the cause of a poll that failed with %j', (facts, cause) => {
	const error = toPollError(context, new KylinFailure('No.', facts)) as NodeApiError;
	expect(error.message).toBe('No.');
	expect(error.failure).toStrictEqual(cause);
});

test('a bug stays what it is', () => {
	const error = toPollError(context, new TypeError('x is not a function'));
	expect(error.message).toBe('x is not a function');
	expect(error).not.toHaveProperty('failure.retryAfterMs');
});
