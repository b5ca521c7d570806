import fc from 'fast-check';
import { parseExactJson } from '../../nodes/shared/kylin/exactJson';

test.each([
	['{"end":9223372036854775807}', { end: '9223372036854775807' }],
	['{"start" : -9223372036854775808 }', { start: '-9223372036854775808' }],
	['{"last":9007199254740991}', { last: 9007199254740991 }],
	['{"first":9007199254740993}', { first: '9007199254740993' }],
	['{"time":1700000000000}', { time: 1700000000000 }],
	['{"ratio":0.3333333333333333333}', { ratio: 0.3333333333333333 }],
	['{"tag":[9223372036854775807,1]}', { tag: ['9223372036854775807', 1] }],
	['[1.2345678901234567e+30,9223372036854775807]', [1.2345678901234567e30, '9223372036854775807']],
	['[0.1234567890123456789]', [0.12345678901234568]],
	['[1234567890123456.25,9223372036854775807]', [1234567890123456.25, '9223372036854775807']],
	['[1.5e-0000000000000001,9223372036854775807]', [0.15, '9223372036854775807']],
	['[1.5E+0000000000000001,9223372036854775807]', [15, '9223372036854775807']],
	['[2e0000000000000001,9223372036854775807]', [20, '9223372036854775807']],
	['["\\\\\\",","1",9223372036854775807]', ['\\",', '1', '9223372036854775807']],
	[
		'["\\" 1234567890123456789 \\"",9223372036854775807]',
		['" 1234567890123456789 "', '9223372036854775807'],
	],
	[
		'["id-1234567890123456789",9223372036854775807]',
		['id-1234567890123456789', '9223372036854775807'],
	],
	['{"tag":"end\\":9223372036854775807,"}', { tag: 'end":9223372036854775807,' }],
	['{"tag":"[9223372036854775807,"}', { tag: '[9223372036854775807,' }],
	['{"tag":":9223372036854775807}"}', { tag: ':9223372036854775807}' }],
])('%s', (text, expected) => {
	expect(parseExactJson(text)).toEqual(expected);
});

test('a text of many megabytes beside a long integer in a list', () => {
	const text = 'x'.repeat(20_000_000);
	expect(parseExactJson(`{"log":"${text}","tag":[9223372036854775807]}`)).toEqual({
		log: text,
		tag: ['9223372036854775807'],
	});
});

test('what JSON.parse reads right is read alike', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const text = JSON.stringify(value);
			const plain: unknown = JSON.parse(text);
			// Whole numbers past 2^53 are the one difference, and the next test's.
			fc.pre(!/(?<![\d.])\d{16,}(?![\d.e])/i.test(text));
			expect(parseExactJson(text)).toEqual(plain);
		}),
	);
});

test('no digit of a 64-bit integer is lost, wherever it stands', () => {
	const long = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
	fc.assert(
		fc.property(long, fc.string({ minLength: 1 }), fc.string(), (digits, name, tag) => {
			const member = `{${JSON.stringify(`${name}_`)}:${digits},"tag":${JSON.stringify(tag)}}`;
			expect(parseExactJson(member)).toEqual({ [`${name}_`]: String(digits), tag });
			const list = `{"tag":[${JSON.stringify(tag)},${digits}]}`;
			expect(parseExactJson(list)).toEqual({ tag: [tag, String(digits)] });
		}),
	);
});
