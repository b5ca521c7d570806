import type { Piece } from '../parameters/bind';

const MOST_CHARACTERS = 300;

/** Kylin and Spark write the query behind the sentence, and JavaCC what it would have liked instead. */
const REST = /(?:while executing SQL:|== SQL ==|Was expecting\b|, rel#)[^]*$/;

const LEADING =
	/^\s*(?:\[HIVE Exception\]\s*|From line \d+, column \d+ to line \d+, column \d+: |At line \d+, column \d+: )+/;

/** Kylin's sentence alone, without the query and without the values in it. */
export function sentenceOf(message: string, sql: string, pieces: readonly Piece[]): string {
	const withoutRest = message.replace(REST, '').split(sql).join('…');
	const sentence = withoutRest.replace(LEADING, '').split(/\r?\n/)[0].trim();
	const shown = withoutValues(sentence, pieces);
	return shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS)}…` : shown;
}

/** Shorter ones stand in every sentence by chance. */
const LEAST_CHARACTERS = 3;

function withoutValues(sentence: string, pieces: readonly Piece[]): string {
	const names = new Set(pieces.map(({ token }) => token.raw.replace(/"/g, '').toUpperCase()));
	const values = pieces
		.flatMap(({ token, parameter }) => [
			...(token.kind === 'text' ? [unquoted(token.raw)] : []),
			...(parameter?.values.map(({ text }) => text) ?? []),
		])
		.filter((value) => value !== '' && !names.has(value.toUpperCase()))
		.sort((left, right) => right.length - left.length);
	return values.reduce(
		(text, value) =>
			spellings(value).reduce((rest, spelling) => rest.split(spelling).join('…'), text),
		sentence,
	);
}

function spellings(value: string): string[] {
	const doubled = value.replace(/['\\]/g, '$&$&');
	return value.length < LEAST_CHARACTERS
		? [`'${doubled}'`, `"${value}"`]
		: [doubled, value, JSON.stringify(value).slice(1, -1)];
}

function unquoted(text: string): string {
	return text.slice(1, -1).replace(/''/g, "'");
}
