import { ParameterError } from '../../../shared/kylin/failures';
import { positionAt } from './position';
import { isSignificant, tokensOf, type Token } from './tokens';

export const QUERY_FIELD = 'Query';

/** One statement that asks for rows, without what people and language models put around it. */
export type Statement = { sql: string; tokens: readonly Token[] };

/** A block of Markdown, with or without the name of a language. */
const FENCED = /^```\w*[ \t]*\r?\n([^]*)```$/;

const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * The SQL of a field. Markdown fences around it and semicolons behind it are cut off.
 *
 * @throws ParameterError for what is no query, or more than one
 */
export function readStatement(value: unknown): Statement {
	const given = readSqlText(value);
	// Blanks at the beginning stay, so that the lines of Kylin's errors are those of the editor.
	const unfenced = FENCED.exec(given.trim())?.[1].trimEnd() ?? given;
	const tokens = withoutEnd(tokensOf(unfenced));
	assertClosed(unfenced, tokens);
	assertOneQuery(tokens);
	return { sql: tokens.map(({ raw }) => raw).join(''), tokens };
}

function readSqlText(value: unknown): string {
	if (typeof value === 'string' && value.trim() !== '') {
		if (HALF_CHARACTER.test(value)) {
			throw new ParameterError(QUERY_FIELD, 'holds half of a character');
		}
		return value;
	}
	const isNothing = value === undefined || value === null || typeof value === 'string';
	throw new ParameterError(
		QUERY_FIELD,
		isNothing ? 'is empty: write a SELECT statement' : 'must be the text of a SELECT statement',
	);
}

/** Without the last semicolons, and the blanks and comments around them. */
function withoutEnd(tokens: readonly Token[]): readonly Token[] {
	let end = tokens.length;
	while (end > 0 && (tokens[end - 1].kind === 'semicolon' || !isSignificant(tokens[end - 1]))) {
		end -= 1;
	}
	return tokens.slice(0, end);
}

function assertClosed(sql: string, tokens: readonly Token[]): void {
	const open = tokens.find(({ kind }) => kind === 'unclosed');
	if (open === undefined) return;
	const { line, column } = positionAt(sql, open.offset);
	const what = open.raw.startsWith('/*')
		? 'a comment'
		: open.raw.startsWith("'")
			? 'a text'
			: 'a quoted name';
	throw new ParameterError(
		QUERY_FIELD,
		`has ${what} that begins at line ${line}, column ${column} and never ends`,
		"Texts stand between apostrophes, with each apostrophe inside doubled ('it''s'); names may stand between double quotes.",
	);
}

function assertOneQuery(tokens: readonly Token[]): void {
	const significant = tokens.filter(isSignificant);
	const begin = significant.find(({ raw }) => raw !== '(');
	if (begin === undefined) throw new ParameterError(QUERY_FIELD, 'holds nothing but comments');
	if (!/^(?:select|with)$/i.test(begin.raw)) {
		throw new ParameterError(
			QUERY_FIELD,
			`must begin with SELECT or WITH, but begins with ${begin.kind === 'word' ? begin.raw.toUpperCase() : 'something else'}`,
			"Kylin answers questions and changes nothing by SQL. To see whether an index would answer a query, use 'Check Query' instead of EXPLAIN.",
		);
	}
	if (significant.some(({ kind }) => kind === 'semicolon')) {
		throw new ParameterError(
			QUERY_FIELD,
			'holds more than one statement: give one',
			'Use one node for each statement, or join the results by UNION ALL.',
		);
	}
}
