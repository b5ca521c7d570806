// A member with an integer of 16 or more digits. A quotation mark behind a word character always
// closes a string, so the pattern cannot begin inside one.
const LONG_MEMBER = /(\w"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;
// The same in an array, which only a job's free-form `tag` can hold …
const LONG_ELEMENT = /[[,]\s*-?\d{16,}\s*[,\]]/;
// … needs every string skipped, which takes ten times as long.
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

function exactDigits(digits: string): string {
	return Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`;
}

function quoteLongIntegers(text: string): string {
	if (LONG_ELEMENT.test(text)) {
		return text.replace(STRING_OR_NUMBER, (token) =>
			LONG_INTEGER.test(token) ? exactDigits(token) : token,
		);
	}
	return text.replace(LONG_MEMBER, (_, name: string, digits: string) => name + exactDigits(digits));
}

/**
 * Parses JSON without rounding: integers past 2^53 become strings of their digits. Kylin writes
 * 9223372036854775807 as the end of an unbounded data range, which a plain JSON.parse would turn
 * into 9223372036854776000.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
	return JSON.parse(quoteLongIntegers(text));
}
