/** The types of a query parameter, as the field offers them. */
export const PARAMETER_TYPES = [
	'auto',
	'text',
	'integer',
	'decimal',
	'boolean',
	'date',
	'timestamp',
	'null',
] as const;

export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** A value that is known to be of its type, in the notation of SQL, but not quoted. */
export type TypedValue = { type: Exclude<ParameterType, 'auto'>; text: string };

/** Throws; what is wrong with a value goes on from "the value" and never shows it. */
export type Complain = (complaint: string) => never;

const INTEGER = /^[-+]?\d{1,19}$/;
const LEAST_BIGINT = -(2n ** 63n);
const MOST_BIGINT = 2n ** 63n - 1n;

/** Kylin's DECIMAL has at most 38 digits. */
const MOST_DIGITS = 38;
const DECIMAL = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)$/;

/**
 * A time as its clock shows it: n8n turns `$now` and `$today` in such a field into ISO 8601 with an
 * offset, and Kylin's timestamps have none.
 */
const WALL_TIME =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * @param value whatever an expression gave, but no list
 * @param complain what to do about a value that is not of the type
 */
export function typedValue(value: unknown, type: ParameterType, complain: Complain): TypedValue {
	if (type === 'null') return { type, text: 'NULL' };
	if (value === null || value === undefined) {
		if (type === 'auto') return { type: 'null', text: 'NULL' };
		return complain('is empty: choose the type Null if NULL is meant');
	}
	if (type === 'auto') return typedByItself(value, complain);
	if (type === 'text') return textValue(value, complain);
	if (type === 'boolean') return booleanValue(value, complain);
	const text = plainText(value, complain);
	if (type === 'integer') return integerValue(text, complain);
	if (type === 'decimal') return decimalValue(text, complain);
	return timeValue(text, type, complain);
}

function typedByItself(value: unknown, complain: Complain): TypedValue {
	if (typeof value === 'boolean') return booleanValue(value, complain);
	if (typeof value !== 'number') return textValue(value, complain);
	const text = plainText(value, complain);
	return Number.isInteger(value) ? integerValue(text, complain) : decimalValue(text, complain);
}

/** What a value of one line is as text; numbers and dates as n8n writes them. */
function plainText(value: unknown, complain: Complain): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return numberText(value, complain);
	const { toJSON } = value as { toJSON?: unknown };
	const json: unknown = typeof toJSON === 'function' ? toJSON.call(value) : undefined;
	if (typeof json === 'string') return json;
	return complain(`must be one value, but is of the type ${typeof value}`);
}

function numberText(value: number, complain: Complain): string {
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		return complain('is a number past 2^53, whose last digits are lost: give it as text');
	}
	return String(value);
}

function textValue(value: unknown, complain: Complain): TypedValue {
	if (typeof value === 'object') {
		return complain(
			'is an object: give one of its members, e.g. {{ $json.day }}, or choose the type Date or Timestamp for a date',
		);
	}
	const text = String(value);
	if (HALF_CHARACTER.test(text)) {
		return complain('holds half of a character: the text was cut in a wrong place');
	}
	return { type: 'text', text };
}

function booleanValue(value: unknown, complain: Complain): TypedValue {
	const text = String(value).trim().toLowerCase();
	if (text !== 'true' && text !== 'false') return complain('must be true or false');
	return { type: 'boolean', text: text.toUpperCase() };
}

function integerValue(text: string, complain: Complain): TypedValue {
	const isInRange =
		INTEGER.test(text) &&
		BigInt(unsigned(text)) >= LEAST_BIGINT &&
		BigInt(unsigned(text)) <= MOST_BIGINT;
	if (!isInRange) {
		return complain('must be a whole number from -2^63 to 2^63 - 1');
	}
	return { type: 'integer', text: String(BigInt(unsigned(text))) };
}

function decimalValue(text: string, complain: Complain): TypedValue {
	const isDecimal = DECIMAL.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS;
	if (!isDecimal) {
		return complain(
			`must be a number such as 12.50, with at most ${MOST_DIGITS} digits and no exponent`,
		);
	}
	return { type: 'decimal', text: unsigned(text).replace(/^(-?)\./, '$10.') };
}

function unsigned(text: string): string {
	return text.replace(/^\+/, '');
}

function timeValue(text: string, type: 'date' | 'timestamp', complain: Complain): TypedValue {
	const [, day, minutes = '00:00', seconds = '00', fraction] = WALL_TIME.exec(text) ?? [];
	const millis = (fraction ?? '').slice(0, 3).padEnd(3, '0');
	if (day === undefined || !isOnClock(`${day}T${minutes}:${seconds}.${millis}Z`)) {
		return complain(
			type === 'date'
				? 'must be a date such as 2026-11-01'
				: 'must be a time such as 2026-11-01 08:00:00',
		);
	}
	if (type === 'date') return { type, text: day };
	return { type, text: `${day} ${minutes}:${seconds}${millis === '000' ? '' : `.${millis}`}` };
}

/** Date.parse takes 30 February for 2 March. */
function isOnClock(isoTime: string): boolean {
	return new Date(Date.parse(isoTime)).toJSON() === isoTime;
}
