import { ParameterError } from '../../shared/kylin/failures';
import { shown } from '../../shared/values/values';

/** In 1973; what is meant as seconds lies before it. */
const LEAST_EPOCH_MS = 100_000_000_000;

const DIGITS = /^\d{9,}$/;

/**
 * What a date field was given: text, trimmed, or a number of epoch milliseconds. A date object of an
 * expression, such as `$now`, is its text in ISO 8601; another value stays as it is.
 *
 * @returns undefined for nothing (absent, null, blanks)
 * @throws ParameterError for a number that must be seconds
 */
export function readGivenTime(value: unknown, field: string): unknown {
	if (value === undefined || value === null) return undefined;
	const given = typeof value === 'object' ? (isoText(value) ?? NaN) : value;
	const text = typeof given === 'string' ? given.trim() : given;
	if (text === '') return undefined;
	const time = typeof text === 'string' && DIGITS.test(text) ? Number(text) : text;
	const isSeconds = typeof time === 'number' && time > 0 && time < LEAST_EPOCH_MS;
	if (!isSeconds) return time;
	throw new ParameterError(
		field,
		`must be in milliseconds if it is a number, but is ${shown(value)}`,
	);
}

/** Dates and Luxon's DateTimes write ISO 8601 as JSON, and a Duration something else. */
function isoText(value: object): unknown {
	const { toJSON } = value as { toJSON?: unknown };
	return typeof toJSON === 'function' ? toJSON.call(value) : undefined;
}
