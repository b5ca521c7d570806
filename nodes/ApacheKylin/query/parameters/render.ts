import { ParameterError } from '../../../shared/kylin/failures';
import { positionAt } from '../sql/position';
import { QUERY_FIELD } from '../sql/statement';
import type { Token } from '../sql/tokens';
import type { Piece } from './bind';
import type { TypedValue } from './typedValue';

/** A query as Kylin gets it. */
export type Rendered = {
	sql: string;
	/** for the `?` in it; absent when the values stand in the SQL */
	params?: Array<{ className: string; value: string | null }>;
	/** where each piece of `sql` begins, and where it comes from in the query as it was written */
	origins: ReadonlyArray<{ offset: number; length: number; token: Token }>;
};

/** As Kylin's JDBC driver names them (contract 10.2.1). */
const JAVA_CLASSES: Readonly<Record<TypedValue['type'], string>> = {
	text: 'java.lang.String',
	integer: 'java.lang.Long',
	decimal: 'java.math.BigDecimal',
	boolean: 'java.lang.Boolean',
	date: 'java.sql.Date',
	timestamp: 'java.sql.Timestamp',
	null: 'java.lang.Object',
};

/**
 * With the values beside the SQL, where they cannot change it. For queries that only an index may
 * answer: push-down leaves the `?` in the text and fails.
 */
export function withParams(pieces: readonly Piece[]): Rendered {
	const values = pieces.flatMap(({ parameter }) => parameter?.values ?? []);
	return {
		...joined(pieces, () => '?'),
		params: values.map(({ type, text }) => ({
			className: JAVA_CLASSES[type],
			value: type === 'null' ? null : type === 'boolean' ? text.toLowerCase() : text,
		})),
	};
}

/**
 * With the values written into the SQL, in a way that Kylin and Spark read alike: proved on a Kylin
 * 5.0.2 for indexes and for push-down to Spark.
 *
 * @throws ParameterError when the two would not agree on what is text and what is SQL
 */
export function withLiterals(pieces: readonly Piece[]): Rendered {
	const tokens = pieces.map(({ token }) => token);
	if (pieces.some(({ parameter }) => parameter !== undefined)) assertReadAlike(tokens);
	return joined(pieces, literal);
}

function joined(pieces: readonly Piece[], write: (value: TypedValue) => string): Rendered {
	const origins: Array<{ offset: number; length: number; token: Token }> = [];
	let sql = '';
	for (const { token, parameter } of pieces) {
		// The blanks keep a value from growing together with what stands beside it.
		const text =
			parameter === undefined ? token.raw : ` ${parameter.values.map(write).join(', ')} `;
		origins.push({ offset: sql.length, length: text.length, token });
		sql += text;
	}
	return { sql, origins };
}

function literal({ type, text }: TypedValue): string {
	if (type === 'text') return `'${text.replace(/['\\]/g, '$&$&')}'`;
	if (type === 'date') return `DATE '${text}'`;
	if (type === 'timestamp') return `TIMESTAMP '${text}'`;
	// A minus sign behind another one would begin a comment.
	return text.startsWith('-') ? `(${text})` : text;
}

/** An odd number of backslashes before a quotation mark: Spark takes the mark for a part of the text. */
const ESCAPED_QUOTE = /(?<!\\)(?:\\\\)*\\['"`]/;

function assertReadAlike(tokens: readonly Token[]): void {
	const unlike = tokens.find(
		({ kind, raw }) =>
			((kind === 'text' || kind === 'quotedName') && ESCAPED_QUOTE.test(raw)) ||
			// Spark goes on with the next line, and knows comments within comments.
			(kind === 'comment' &&
				(raw.endsWith('\\') || (raw.startsWith('/*') && raw.includes('/*', 2)))),
	);
	if (unlike === undefined) return;
	const sql = tokens.map(({ raw }) => raw).join('');
	const { line, column } = positionAt(sql, unlike.offset);
	throw new ParameterError(
		QUERY_FIELD,
		unlike.kind === 'comment'
			? `has a comment at line ${line}, column ${column} that Kylin and Spark read differently`
			: `has a backslash before a quotation mark in the text at line ${line}, column ${column}, which Kylin and Spark read differently`,
		unlike.kind === 'comment'
			? 'Beside query parameters a comment may not hold another one, and may not end with a backslash.'
			: 'Double each backslash in the text, or make the text a query parameter.',
	);
}
