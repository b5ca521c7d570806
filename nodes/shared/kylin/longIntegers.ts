const LEAST_DIGITS = 16;

// An integer of so many digits as the value of a member, and as any value; the latter may also stand
// inside a text. A quotation mark behind a word character always closes a text: what follows is a
// member.
const LONG_MEMBER = /(?<=\w"\s*:\s*)-?\d{16,}(?=\s*[,}])/y;
const LONG_VALUE = /(?<=[:,[]\s*)-?\d{16,}(?=\s*[,\]}])/y;

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

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
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
		const member = matchAt(LONG_MEMBER, text, start);
		if (member === undefined && matchAt(LONG_VALUE, text, start) !== undefined) return undefined;
		if (member !== undefined && isRounded(member)) members.push(member);
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
