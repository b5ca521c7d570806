import { isRounded, restore, roundedMembers } from '../../nodes/shared/kylin/longIntegers';

const LONG = '9223372036854775807';

test.each([
	['9007199254740991', false],
	['9007199254740993', true],
	['-9007199254740991', false],
	['-9007199254740993', true],
	['1234567890123456', false],
])('%s is rounded: %s', (digits, expected) => {
	expect(isRounded(digits)).toBe(expected);
});

test.each([
	[`{"a":${LONG}}`, [LONG]],
	[`{"a" : -${LONG} ,"b":1}`, [`-${LONG}`]],
	[`{"a"\n:\t${LONG}\n}`, [LONG]],
	[`{"a":${LONG},"b":{"c":9007199254740993}}`, [LONG, '9007199254740993']],
	['{"a":9007199254740991,"b":123456789012345}', []],
	[`{"a":9007199254740991,"b":${LONG}}`, [LONG]],
	[`{"a":${LONG}e0}`, []],
	['{"a":0.1234567890123456789}', []],
	[`{"a":"x${LONG}","b":"${LONG}"}`, []],
	[`{"a":"-${LONG}"}`, []],
	['', []],
])('the rounded members of %s', (text, expected) => {
	expect(roundedMembers(text)).toEqual(expected);
});

test.each([
	`{"a":[${LONG}]}`,
	`{"a":[1, -${LONG} ]}`,
	`{"a":[${LONG} ,1]}`,
	`{"a":"[${LONG},"}`,
	`{"é":${LONG}}`,
	`{"a":1,"":${LONG},"b":${LONG}}`,
	`[${LONG}]`,
])('there may be others that are rounded in %s', (text) => {
	expect(roundedMembers(text)).toBeUndefined();
});

test('long digits are found wherever they begin', () => {
	for (let length = 0; length < 40; length += 1) {
		const text = `{"p":"${'x'.repeat(length)}","a":9007199254740993,"b":${LONG}}`;
		expect(roundedMembers(text)).toEqual(['9007199254740993', LONG]);
	}
});

const restored = (text: string, digits: string[]) => {
	const parsed: unknown = JSON.parse(text);
	return restore(parsed, digits) ? parsed : 'other numbers';
};

test.each([
	[`{"a":${LONG}}`, [LONG], { a: LONG }],
	[`{"a":-${LONG},"b":${LONG}}`, [`-${LONG}`, LONG], { a: `-${LONG}`, b: LONG }],
	[
		`{"v":[1,null,"x",true,{"a":${LONG},"b":2}],"w":{"c":${LONG}},"d":null}`,
		[LONG, LONG],
		{ v: [1, null, 'x', true, { a: LONG, b: 2 }], w: { c: LONG }, d: null },
	],
	[`{"1":1,"2":null,"3":"x","a":${LONG}}`, [LONG], { 1: 1, 2: null, 3: 'x', a: LONG }],
	[`[[{"a":${LONG}}],{"b":9007199254740991}]`, [LONG], [[{ a: LONG }], { b: 9007199254740991 }]],
	['{"a":1}', [], { a: 1 }],
])('%s gets its digits back', (text, digits, expected) => {
	expect(restored(text, digits)).toEqual(expected);
});

test.each([
	[`{"a":${LONG},"b":${LONG}}`, [LONG]],
	[`{"a":${LONG}}`, [LONG, LONG]],
	[`{"a":${LONG}}`, ['9007199254740993']],
	[`{"1":${LONG}}`, [LONG]],
	[`{"1":{"a":${LONG}}}`, [LONG]],
	[`{"a":[${LONG}]}`, [LONG]],
	[`{"a":[1,-${LONG}],"b":${LONG}}`, [LONG]],
	[`{"a":[{"b":[${LONG}]},1],"c":${LONG}}`, [LONG]],
	[`{"a":{"b":[${LONG}]},"c":${LONG}}`, [LONG]],
	[`{"a":1e30,"b":${LONG}}`, [LONG]],
])('the rounded numbers of %s are others than %j', (text, digits) => {
	expect(restored(text, digits)).toBe('other numbers');
});
