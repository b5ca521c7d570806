type TokenKind =
	| 'blank'
	| 'comment'
	| 'text'
	| 'quotedName'
	| 'number'
	| 'word'
	/** `:name` */
	| 'named'
	/** `?` */
	| 'positional'
	| 'semicolon'
	| 'sign'
	/** a text, quoted name or comment that nothing closes */
	| 'unclosed';

export type Token = {
	kind: TokenKind;
	/** as it stands in the SQL */
	raw: string;
	/** of its first character, from 0 */
	offset: number;
};

// As Calcite's parser reads Kylin's SQL (Parser.jj): an apostrophe within a text is doubled, a
// backslash means nothing, `--` and `//` begin comments, and a comment cannot hold another one.
const PATTERNS: ReadonlyArray<readonly [TokenKind, string]> = [
	['blank', String.raw`\s+`],
	['comment', String.raw`--[^\r\n]*|//[^\r\n]*|/\*[^]*?\*/`],
	['text', `'[^']*(?:''[^']*)*'`],
	['quotedName', '"[^"]*(?:""[^"]*)*"|`[^`]*`'],
	['unclosed', String.raw`['"` + '`' + String.raw`][^]*|/\*[^]*`],
	['number', String.raw`\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`],
	['word', String.raw`[\p{L}_][\p{L}\p{N}_$]*`],
	['sign', '::'],
	['named', String.raw`:[A-Za-z_]\w*`],
	['positional', String.raw`\?`],
	['semicolon', ';'],
	['sign', '[^]'],
];

const TOKEN = new RegExp(PATTERNS.map(([, pattern]) => `(${pattern})`).join('|'), 'gu');

/** The SQL in pieces that, put together, are the SQL again. */
export function tokensOf(sql: string): Token[] {
	return Array.from(sql.matchAll(TOKEN), (match) => ({
		kind: PATTERNS[match.findIndex((group, index) => index > 0 && group !== undefined) - 1][0],
		raw: match[0],
		offset: match.index,
	}));
}

/** Whether a token is more than a blank or a comment. */
export function isSignificant({ kind }: Token): boolean {
	return kind !== 'blank' && kind !== 'comment';
}
