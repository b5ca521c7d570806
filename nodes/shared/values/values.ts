import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../kylin/failures';

/**
 * Readers of parameter values. A value may come from an expression and so be of any type; each
 * reader names the field as the editor shows it when the value does not fit.
 */

function typeName(value: unknown): string {
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/** A value as an error message may show it, whatever it is. */
export function shown(value: unknown): string {
	if (typeof value === 'object') return typeName(value);
	return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Half of a pair of UTF-16 code units, which no address or JSON text can hold. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Trimmed text; undefined for nothing (absent, null, blanks). Numbers count as their digits. */
export function readText(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') {
		throw new ParameterError(field, `must be text, but is ${typeName(value)}`);
	}
	if (HALF_CHARACTER.test(value)) {
		throw new ParameterError(field, 'holds half of a character: the text was cut in a wrong place');
	}
	return value.trim() === '' ? undefined : value.trim();
}

/**
 * The entries of a list, which a language model writes as JSON; undefined for another text, which may
 * be a list with commas.
 */
export function readJsonList(value: unknown, field: string): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const text = readText(value, field);
	if (!text?.startsWith('[')) return undefined;
	const list = parsedList(text);
	if (list !== undefined) return list;
	throw new ParameterError(
		field,
		'begins like a JSON list, but is not one: write ["one", "two"], or the entries with commas between them',
	);
}

/** @param text that begins as a list */
function parsedList(text: string): unknown[] | undefined {
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

/** Commas and semicolons of any keyboard, and line breaks. */
const BETWEEN_ENTRIES = /[,;，；、\r\n]/;

/** Texts from a list, or from one text with commas; without blanks, each once. */
export function readTexts(value: unknown, field: string): string[] {
	const entries =
		readJsonList(value, field) ?? readText(value, field)?.split(BETWEEN_ENTRIES) ?? [];
	const texts = entries.map((entry) => readText(entry, field));
	return [...new Set(texts.filter((text): text is string => text !== undefined))];
}

/** @returns undefined for nothing (absent, null, blanks) */
export function readInteger(
	value: unknown,
	field: string,
	{ least, most }: { least: number; most: number },
): number | undefined {
	const text = typeof value === 'string' ? value.trim() : value;
	if (text === undefined || text === null || text === '') return undefined;
	const number = typeof text === 'string' ? Number(text) : text;
	if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) {
		throw new ParameterError(
			field,
			`must be a whole number from ${least} to ${most}, but is ${shown(value)}`,
		);
	}
	return number;
}

/** `"false"` from an expression means false, whatever JavaScript thinks of a filled text. */
export function readBoolean(value: unknown, field: string): boolean | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new ParameterError(field, `must be true or false, but is ${shown(value)}`);
}

/** What can be chosen: the value that is stored and sent, and the name the editor shows for it. */
type Choice<T extends string | number> = { name: string; value: T };

type Choices<T extends string | number> = ReadonlyArray<T | Choice<T>>;

/**
 * One of several choices, given by its value or its name in any letter case; of a name such as
 * `STOPPED (Paused)` each half will do.
 *
 * @returns undefined for nothing (absent, null, blanks)
 */
export function readChoice<T extends string | number>(
	value: unknown,
	field: string,
	choices: Choices<T>,
): T | undefined {
	const text = readText(value, field);
	if (text === undefined) return undefined;
	const known = choices.map((choice) =>
		typeof choice === 'object' ? choice : { name: String(choice), value: choice },
	);
	const wanted = text.toLowerCase();
	const found =
		known.find((choice) => String(choice.value).toLowerCase() === wanted) ??
		known.find((choice) => wordsFor(choice).includes(wanted));
	if (found !== undefined) return found.value;
	throw new ParameterError(
		field,
		`must be one of ${known.map(choiceText).join(', ')}, but is ${shown(text.slice(0, 100))}`,
	);
}

/** @returns e.g. `Load Data (INC_BUILD)`, or the name alone if it tells the value */
function choiceText({ name, value }: Choice<string | number>): string {
	const code = String(value);
	if (name.toLowerCase() === code.toLowerCase()) return code;
	return name.includes(code) ? name : `${name} (${code})`;
}

/** In lower case. */
function wordsFor(choice: Choice<string | number>): string[] {
	const halves = choice.name.split(/ \(|\)/);
	return [choice.name, choiceText(choice), ...halves].map((word) => word.toLowerCase());
}

/** Several choices, each once. */
export function readChoices<T extends string>(
	value: unknown,
	field: string,
	choices: Choices<T>,
): T[] {
	const chosen = readTexts(value, field).map((text) => readChoice(text, field, choices) as T);
	return [...new Set(chosen)];
}

/** The fields of a collection; none for nothing. */
export function readCollection(value: unknown, field: string): IDataObject {
	if (value === undefined || value === null) return {};
	if (typeof value === 'object' && !Array.isArray(value)) return value as IDataObject;
	throw new ParameterError(field, `must be a collection of fields, but is ${shown(value)}`);
}
