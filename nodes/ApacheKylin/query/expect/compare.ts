import type { Column } from '../result/columns';
import { isNumeric } from '../result/numbers';
import { typedValue, type Complain } from '../parameters/typedValue';

export type Comparison = 'equal' | 'notEqual' | 'atLeast' | 'atMost' | 'greater' | 'less';

/** As it reads behind "the first value should". */
export const COMPARISON_WORDS: Readonly<Record<Comparison, string>> = {
	equal: 'be',
	notEqual: 'not be',
	atLeast: 'be at least',
	atMost: 'be at most',
	greater: 'be greater than',
	less: 'be less than',
};

/**
 * @param value as Kylin wrote it; not NULL
 * @param complain what to do when the two cannot be compared; throws
 */
export function holds(
	value: string,
	comparison: Comparison,
	expected: string,
	column: Column,
	complain: Complain,
): boolean {
	const order = compare(value, expected, column, complain);
	if (comparison === 'equal') return order === 0;
	if (comparison === 'notEqual') return order !== 0;
	if (!isOrdered(column)) {
		return complain(
			`is of the type ${column.type}, of which no value is greater than another: use 'Equal' or 'Not Equal'`,
		);
	}
	if (comparison === 'atLeast') return order >= 0;
	if (comparison === 'atMost') return order <= 0;
	return comparison === 'greater' ? order > 0 : order < 0;
}

const TIME_TYPES: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP']);

function isOrdered(column: Column): boolean {
	return isNumeric(column) || TIME_TYPES.has(column.type);
}

/** @returns less than 0, 0 or more than 0, as `sort` takes it */
function compare(value: string, expected: string, column: Column, complain: Complain): number {
	if (isNumeric(column)) return compareNumbers(value, expected.trim(), column, complain);
	if (!TIME_TYPES.has(column.type)) return compareTexts(value, expected);
	const type = column.type === 'DATE' ? 'date' : 'timestamp';
	const timeText = (text: string) =>
		typedValue(text, type, () =>
			complain(`is a ${type}, and cannot be compared with the given value`),
		).text;
	return compareTexts(timeText(value), timeText(expected));
}

function compareTexts(left: string, right: string): number {
	return left === right ? 0 : left < right ? -1 : 1;
}

const DECIMAL = /^([-+]?)(\d+)(?:\.(\d+))?$/;

/** To the last digit where both are decimals; as doubles where one of them has an exponent. */
function compareNumbers(
	value: string,
	expected: string,
	{ type }: Column,
	complain: Complain,
): number {
	const scaled = [DECIMAL.exec(value), DECIMAL.exec(expected)];
	const [left, right] = scaled;
	if (left && right) {
		const scale = Math.max(...scaled.map((match) => match?.[3]?.length ?? 0));
		const difference = scaledInteger(left, scale) - scaledInteger(right, scale);
		return difference === 0n ? 0 : difference < 0n ? -1 : 1;
	}
	const [leftNumber, rightNumber] = [Number(value), Number(expected)];
	if (expected === '' || Number.isNaN(rightNumber)) {
		return complain(`is of the type ${type}, but the given value is no number`);
	}
	if (Number.isNaN(leftNumber)) return complain('is no number');
	return leftNumber - rightNumber;
}

function scaledInteger([, sign, whole, fraction = '']: readonly string[], scale: number): bigint {
	const integer = BigInt(whole + fraction.padEnd(scale, '0'));
	return sign === '-' ? -integer : integer;
}
