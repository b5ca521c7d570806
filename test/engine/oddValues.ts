import type { INodeProperties } from 'n8n-workflow';

/**
 * What an expression may give where something else was meant. None reads like a value that was made
 * a text by mistake, so that such a text in a request tells of one.
 */
export const ODD = [
	...[null, undefined, '', '  ', [], {}, [''], [null], [[]], [{}], { a: 1 }, { id: 'x' }],
	...[true, false, 'true', '{}', '[]', ',', '__proto__', 'constructor', ['__proto__']],
	...[0, -1, 1.5, 1e15, NaN, Infinity, 2 ** 53, '1', ' 2 ', '1e3', '0x10'],
	...['\ud800', '\u0000', 'ä/../?#&=', '{{ 1 }}', 'a,b', ['a', 1], ['a', ['b']], new Date(0)],
	...['x'.repeat(5_000), 'line\nline', '🙂'],
];

/** Of what is sent. */
export const MADE_A_TEXT = /^$|undefined|null|NaN|\[object/;

export const isProperty = (entry: object): entry is INodeProperties => 'type' in entry;

/** No text that only JavaScript could have written, whatever value it quotes. */
export function expectClear(text: string) {
	const own = text.replace(/^'[^']*'|"[^"]*"|but is [^]*$/g, '…');
	expect(own).toMatch(/^.{8,}/);
	expect(own).not.toMatch(
		/undefined|\[object|NaN|is not a |is not iterable|Cannot |Unexpected|Invalid time/,
	);
}
