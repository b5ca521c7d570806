const LEAST_DIGITS = 16;

const INTEGER = /-?\d+/y;

const BLANKS = ' \t\n\r';

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}

/**
 * Where 16 or more digits in a row begin, a minus sign included. One of them is at a multiple of 16:
 * looking only there takes a tenth of the time of a regular expression.
 */
function* longDigits(text: string): Generator<number> {
	for (let at = 0; at < text.length; at += LEAST_DIGITS) {
		if (!isDigit(text, at)) continue;
		let start = at;
		while (isDigit(text, start - 1)) start -= 1;
		while (isDigit(text, at + 1)) at += 1;
		if (at - start + 1 >= LEAST_DIGITS) yield text[start - 1] === '-' ? start - 1 : start;
		at -= at % LEAST_DIGITS;
	}
}

function matchAt(pattern: RegExp, text: string, at: number): string {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? '';
}

/** Where the next character stands that is no blank. */
function pastBlanks(text: string, at: number, step: 1 | -1): number {
	while (at >= 0 && at < text.length && BLANKS.includes(text[at])) at += step;
	return at;
}

/**
 * What an integer is to the text it stands in: the value of a member, another value, or neither. As a
 * value it may also stand inside a text. A quotation mark behind a word character always closes a text:
 * what follows is a member.
 */
function roleOf(text: string, start: number, digits: string): 'member' | 'value' | undefined {
	const before = pastBlanks(text, start - 1, -1);
	const after = text[pastBlanks(text, start + digits.length, 1)] ?? '.';
	if (!':,['.includes(text[before] ?? '.') || !',]}'.includes(after)) return undefined;
	const name = pastBlanks(text, before - 1, -1);
	const isMember = text[before] === ':' && text[name] === '"' && /\w/.test(text[name - 1] ?? '');
	return isMember && after !== ']' ? 'member' : 'value';
}

function isUnsafe(value: number): boolean {
	return Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

export function isRounded(digits: string): boolean {
	return isUnsafe(Number(digits));
}

/**
 * The members that JSON.parse rounds, in the order of the text.
 *
 * @returns undefined if there may be others that it rounds
 */
export function roundedMembers(text: string): string[] | undefined {
	const members: string[] = [];
	for (const start of longDigits(text)) {
		const digits = matchAt(INTEGER, text, start);
		const role = roleOf(text, start, digits);
		if (role === 'value') return undefined;
		if (role === 'member' && isRounded(digits)) members.push(digits);
	}
	return members;
}

/**
 * Puts the exact digits in the place of rounded numbers. Members come in the order of the text, but
 * for those whose name is a number, which come first.
 *
 * @returns whether the digits and the rounded numbers are the same ones
 */
export function restore(parsed: unknown, digits: readonly string[]): boolean {
	let found = 0;
	const restoreList = (list: unknown[]) =>
		list.every((member) => {
			// A rounded number in a list is none of the members' digits.
			if (typeof member === 'number') return !isUnsafe(member);
			return typeof member !== 'object' || member === null || restoreIn(member);
		});
	const restoreMembers = (value: Record<string, unknown>): boolean => {
		// Object.keys takes twice as long; JSON.parse makes plain objects.
		for (const name in value) {
			const member = value[name];
			if (typeof member === 'number') {
				if (!isUnsafe(member)) continue;
				if (isDigit(name, 0) || member !== Number(digits[found])) return false;
				value[name] = digits[found];
				found += 1;
			} else if (typeof member === 'object' && member !== null) {
				if (isDigit(name, 0) || !restoreIn(member)) return false;
			}
		}
		return true;
	};
	const restoreIn = (value: object): boolean =>
		Array.isArray(value) ? restoreList(value) : restoreMembers(value as Record<string, unknown>);
	return restoreMembers({ parsed }) && found === digits.length;
}
