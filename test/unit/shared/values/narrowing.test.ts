import { isAll, readNarrowing } from '../../../../nodes/shared/values/narrowing';
import { readText, readTexts } from '../../../../nodes/shared/values/values';

const readName = (value: unknown, isExpression = false) =>
	readNarrowing(value, 'Name', { read: (name) => readText(name, 'Name'), isExpression });

const readNames = (value: unknown, isExpression = false) =>
	readNarrowing(value, 'Names', { read: (names) => readTexts(names, 'Names'), isExpression });

test.each(['*', ' * ', '["a", "*"]', ['a', '*']])('%j is all', (value) => {
	expect(isAll(value, 'Names')).toBe(true);
	expect(readNames(value)).toEqual([]);
	expect(readNames(value, true)).toEqual([]);
});

test.each(['', 'a*', '["a"]', '[]', ['a'], { a: '*' }, null, undefined, 5])(
	'%j is not all',
	(value) => {
		expect(isAll(value, 'Names')).toBe(false);
	},
);

test('what is given is read', () => {
	expect(readName(' orders ', true)).toBe('orders');
	expect(readNames('a, nullable, undefined_x, annul')).toEqual([
		'a',
		'nullable',
		'undefined_x',
		'annul',
	]);
});

test('a field that was left empty narrows nothing', () => {
	expect(readName('')).toBeUndefined();
	expect(readNames([])).toEqual([]);
});

test.each(['', ' ', null, []])('an expression that gave %j is refused', (value) => {
	expect(() => readNames(value, true)).toThrow(
		expect.objectContaining({
			message: "'Names' is an expression that gave nothing: make it give something, or * for all",
			advice: 'Check what the node before returned.',
		}),
	);
});

test.each([
	['null', '"null"'],
	[['a', 'Undefined'], '"Undefined"'],
	['nan', '"nan"'],
	['[object Object]', 'begins like a JSON list'],
])('%j stands for a value that is missing', (value, part) => {
	expect(() => readNames(value)).toThrow(part);
});

test('a text that stands for a missing value is refused by name', () => {
	expect(() => readName('NULL')).toThrow(
		new Error(
			`'Name' is "NULL", which stands for a value that is missing: give a real one, or * for all`,
		),
	);
	expect(readNarrowing(7, 'Number', { read: Number, isExpression: true })).toBe(7);
});
