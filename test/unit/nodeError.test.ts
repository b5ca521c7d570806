import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { toNodeError } from '../../nodes/shared/n8n/nodeError';
import { KylinFailure, ParameterError } from '../../nodes/shared/kylin/failures';
import { toFailure } from '../../nodes/shared/kylin/networkFailure';

const NODE: INode = {
	id: 'kylin',
	name: 'Kylin',
	type: 'n8n-nodes-apache-kylin.apacheKylin',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test.each<[string, object, string]>([
	['its cause', { code: 'ENOTFOUND', cause: { code: 'ECONNREFUSED' } }, 'ECONNREFUSED'],
	['its code', { code: 'EPIPE', httpCode: 'ECONNRESET' }, 'EPIPE'],
	['its HTTP code', { code: 500, httpCode: 'ECONNRESET' }, 'ECONNRESET'],
	[
		'the reason of OpenSSL',
		{
			code: 'EPROTO',
			cause: {
				message:
					'write EPROTO 40:error:0A000119:SSL routines:tls_get_more_records:decryption failed or bad record mac:x.c:1:',
			},
		},
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
	],
	['its message', { message: 'stream has been aborted' }, 'ERR_BAD_RESPONSE'],
	['a code but a name', { code: 'x: EPIPE', httpCode: 'EPIPE' }, 'EPIPE'],
])('a request that got no answer is known by %s', (_by, error, networkCode) => {
	expect((toFailure(error as Error) as KylinFailure).facts.networkCode).toBe(networkCode);
});

test('an unknown network code still tells where to look', () => {
	const failure = toFailure(Object.assign(new Error('x'), { code: 'EFOO' })) as KylinFailure;
	expect(failure.message).toBe('No answer came from Kylin');
	expect(failure.facts).toEqual({
		networkCode: 'EFOO',
		advice: "Check 'Host' in the credential, and the network between n8n and Kylin.",
	});
});

test.each([{}, { code: 7 }, { message: 'stream has ended' }, { code: 'eFoo' }])(
	'%j is no failure of the network',
	(error) => {
		expect(toFailure(error as Error)).toBe(error);
	},
);

test('what is no failure of Kylin or the network stays what it is', () => {
	const bug = new TypeError('x is not a function');
	const refusal = new KylinFailure('No.', { networkCode: 'EPIPE' });
	expect(toFailure(bug)).toBe(bug);
	expect(toFailure(refusal)).toBe(refusal);
});

test.each<[Error, number | undefined, string | undefined]>([
	[new ParameterError('Job', 'is empty'), undefined, undefined],
	[new ParameterError('Job', 'is empty', 'Do this.'), 3, 'Do this. [nothing was sent, item 3]'],
	[new TypeError('x is not a function'), 0, '[item 0]'],
	[new TypeError('x is not a function'), undefined, undefined],
])('%s of item %s', (error, item, description) => {
	const shown = toNodeError(NODE, error, item);
	expect(shown).toBeInstanceOf(NodeOperationError);
	expect(shown.message).toBe(error.message);
	expect(shown.description ?? undefined).toBe(description);
	expect(shown.context.itemIndex).toBe(item);
});

test.each<
	[
		ConstructorParameters<typeof KylinFailure>[1],
		number | undefined,
		string | undefined,
		string | null,
	]
>([
	[{}, undefined, undefined, null],
	[{ advice: 'Wait.', httpStatus: 503 }, undefined, 'Wait. [HTTP 503]', '503'],
	[{ advice: 'Wait.', code: 'KE-1', httpStatus: 500 }, 2, 'Wait. [KE-1, HTTP 500, item 2]', '500'],
	[{ networkCode: 'EPIPE' }, 0, '[EPIPE, item 0]', null],
])('Kylin failed with %j in item %s', (facts, item, description, httpCode) => {
	const shown = toNodeError(NODE, new KylinFailure('No.', facts), item) as NodeApiError;
	expect(shown).toBeInstanceOf(NodeApiError);
	expect(shown.message).toBe('No.');
	expect(shown.description ?? undefined).toBe(description);
	expect(shown.httpCode).toBe(httpCode);
	const { code } = facts ?? {};
	expect(shown.errorResponse).toStrictEqual({
		message: 'No.',
		...(code === undefined ? {} : { error_code: code }),
	});
	expect(shown.context.itemIndex).toBe(item);
});

test('what n8n says of an error of its own is kept, bounded', () => {
	const blocked = Object.assign(new Error('The request was blocked'), {
		description: `Ask your administrator.\u0007${'x'.repeat(10_000)}`,
	});
	const shown = toNodeError(NODE, blocked, 2);
	expect(shown.message).toBe('The request was blocked');
	expect(shown.description).toMatch(/^Ask your administrator\. x+… \[item 2\]$/);
	expect(String(shown.description).length).toBeLessThan(5_000);
});
