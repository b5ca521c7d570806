import { ParameterError } from '../kylin/failures';
import { readJsonList, readText, shown } from './values';

/** What an expression gives to say that nothing is to be left out. */
const ALL = '*';

/** What JavaScript and language models make of a value that is missing. */
const MADE_OF_NOTHING = /^(?:null|undefined|NaN|\[object Object\])$/i;

/**
 * A value that narrows what is read, watched or changed. Nothing means all, but only in a field that
 * somebody left empty: an expression that is meant to give all gives `*`.
 *
 * @param read reads the value as its field does
 * @throws ParameterError for an expression that gave nothing, and for a text that stands for nothing
 */
export function readNarrowing<T>(
	value: unknown,
	field: string,
	{ read, isExpression }: { read: (value: unknown) => T; isExpression: boolean },
): T {
	if (isAll(value, field)) return read(undefined);
	const given = read(value);
	const entries = ([] as unknown[]).concat(given ?? []);
	if (isExpression && entries.length === 0) {
		throw new ParameterError(
			field,
			'is an expression that gave nothing: make it give something, or * for all',
			'Check what the node before returned.',
		);
	}
	const unreal = entries.find((entry) => typeof entry === 'string' && MADE_OF_NOTHING.test(entry));
	if (unreal !== undefined) {
		throw new ParameterError(
			field,
			`is ${shown(unreal)}, which stands for a value that is missing: give a real one, or * for all`,
		);
	}
	return given;
}

/** Whether a value says that all are meant. */
export function isAll(value: unknown, field: string): boolean {
	if (typeof value !== 'string' && !Array.isArray(value)) return false;
	const entries = readJsonList(value, field) ?? [readText(value, field)];
	return entries.includes(ALL);
}
