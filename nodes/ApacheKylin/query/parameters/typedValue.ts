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

/** A value that is not of its type; the message goes on from the name of the field and the row. */
export class TypeComplaint extends Error {}

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
 * @throws TypeComplaint, which never shows the value
 */
export function typedValue(value: unknown, type: ParameterType): TypedValue {
	if (type === 'null') return { type, text: 'NULL' };
	if (value === null || value === undefined) {
		if (type === 'auto') return { type: 'null', text: 'NULL' };
		throw new TypeComplaint('is empty: choose the type Null if NULL is meant');
	}
	if (type === 'auto') return typedByItself(value);
	if (type === 'text') return textValue(value);
	if (type === 'boolean') return booleanValue(value);
	const text = plainText(value);
	if (type === 'integer') return integerValue(text);
	if (type === 'decimal') return decimalValue(text);
	return timeValue(text, type);
}

function typedByItself(value: unknown): TypedValue {
	if (typeof value === 'boolean') return booleanValue(value);
	if (typeof value === 'number' && Number.isSafeInteger(value)) return integerValue(String(value));
	if (typeof value === 'number') return decimalValue(String(value));
	return textValue(value);
}

/** What a value of one line is as text; numbers and dates as n8n writes them. */
function plainText(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	const { toJSON } = value as { toJSON?: unknown };
	const json: unknown = typeof toJSON === 'function' ? toJSON.call(value) : undefined;
	if (typeof json === 'string') return json;
	throw new TypeComplaint(`must be one value, but is of the type ${typeof value}`);
}

function textValue(value: unknown): TypedValue {
	if (typeof value === 'object') {
		throw new TypeComplaint(
			'is an object: give one of its members, e.g. {{ $json.day }}, or choose the type Date or Timestamp for a date',
		);
	}
	const text = String(value);
	if (HALF_CHARACTER.test(text)) {
		throw new TypeComplaint('holds half of a character: the text was cut in a wrong place');
	}
	return { type: 'text', text };
}

function booleanValue(value: unknown): TypedValue {
	const text = String(value).trim().toLowerCase();
	if (text !== 'true' && text !== 'false') throw new TypeComplaint('must be true or false');
	return { type: 'boolean', text: text.toUpperCase() };
}

function integerValue(text: string): TypedValue {
	const isInRange =
		INTEGER.test(text) &&
		BigInt(unsigned(text)) >= LEAST_BIGINT &&
		BigInt(unsigned(text)) <= MOST_BIGINT;
	if (!isInRange) {
		throw new TypeComplaint('must be a whole number from -2^63 to 2^63 - 1');
	}
	return { type: 'integer', text: String(BigInt(unsigned(text))) };
}

function decimalValue(text: string): TypedValue {
	const isDecimal = DECIMAL.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS;
	if (!isDecimal) {
		throw new TypeComplaint(
			`must be a number such as 12.50, with at most ${MOST_DIGITS} digits and no exponent`,
		);
	}
	return { type: 'decimal', text: unsigned(text).replace(/^(-?)\./, '$10.') };
}

function unsigned(text: string): string {
	return text.replace(/^\+/, '');
}

function timeValue(text: string, type: 'date' | 'timestamp'): TypedValue {
	const [, day, minutes = '00:00', seconds = '00', fraction] = WALL_TIME.exec(text) ?? [];
	const millis = (fraction ?? '').slice(0, 3).padEnd(3, '0');
	if (day === undefined || !isOnClock(`${day}T${minutes}:${seconds}.${millis}Z`)) {
		throw new TypeComplaint(
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
