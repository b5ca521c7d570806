import { joined, listed, shownText, withoutStop } from '../../../../nodes/shared/texts/sentences';

const letters = [...'abcdefghijkl'];

test('ten entries are named, and the others counted', () => {
	expect(listed(letters.slice(0, 10), ', ')).toBe('a, b, c, d, e, f, g, h, i, j');
	expect(listed(letters, ', ')).toBe('a, b, c, d, e, f, g, h, i, j, and 2 more');
	expect(listed(letters, '; ', 1)).toBe('a; and 11 more');
	expect(listed([], ', ')).toBe('');
});

test.each([
	['Kylin', 'Kylin'],
	['123456789', '123456789'],
	['1234567890', '123456789…'],
	['a\n\t\u2028\u2029b', 'a b'],
	['12345678𝒜', '12345678…'],
])('of %j is shown %j', (text, expected) => {
	expect(shownText(text, 9)).toBe(expected);
});

test.each([
	['No.', 'No'],
	['And so on...', 'And so on'],
	['At 7.30', 'At 7.30'],
])('%s inside another sentence', (sentence, expected) => {
	expect(withoutStop(sentence)).toBe(expected);
});

test('sentences that are missing or empty leave no gap', () => {
	expect(joined('One.', undefined, '', 'Two.')).toBe('One. Two.');
});
