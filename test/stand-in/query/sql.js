// @ts-check
'use strict';

/**
 * SQL as text: what Kylin does to it before it is parsed, and its words.
 *
 * @typedef {'word' | 'quoted' | 'text' | 'number' | 'parameter' | 'symbol'} Kind
 * @typedef {{ kind: Kind, text: string, at: number }} Token `at` is the index of the first character
 * @typedef {{ kind: Kind, pattern: RegExp }} Shape
 */

const SPACE = /\s+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<>|<=|>=|!=|\|\||[^]/uy;

/** Calcite: a quote within a text is doubled, a backslash is a character. @type {Shape[]} */
const CALCITE = [
	{ kind: 'text', pattern: /'(?:[^']|'')*'/y },
	{ kind: 'quoted', pattern: /"(?:[^"]|"")*"/y },
	{ kind: 'parameter', pattern: /\?/y },
	{ kind: 'word', pattern: WORD },
	{ kind: 'number', pattern: NUMBER },
	{ kind: 'symbol', pattern: SYMBOL },
];

/** Spark: a backslash escapes the next character, names stand in backticks. @type {Shape[]} */
const SPARK = [
	{ kind: 'text', pattern: /'(?:[^'\\]|\\[^])*'/y },
	{ kind: 'quoted', pattern: /`(?:[^`]|``)*`/y },
	{ kind: 'parameter', pattern: /\?/y },
	{ kind: 'word', pattern: WORD },
	{ kind: 'number', pattern: NUMBER },
	{ kind: 'symbol', pattern: SYMBOL },
];

/** @param {string} sql without comments @param {Shape[]} dialect @returns {Token[]} */
function tokenize(sql, dialect) {
	/** @type {Token[]} */
	const tokens = [];
	let at = 0;
	while (at < sql.length) {
		SPACE.lastIndex = at;
		const space = SPACE.exec(sql);
		if (space) {
			at += space[0].length;
			continue;
		}
		for (const { kind, pattern } of dialect) {
			pattern.lastIndex = at;
			const [text] = pattern.exec(sql) ?? [];
			if (text === undefined) continue;
			tokens.push({ kind, text, at });
			at += text.length;
			break;
		}
	}
	return tokens;
}

const COMMENT_OR_QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*(?!\+)[^]*?\*\//g;

/** Comments and a last `;` are cut off before anything else looks at the statement. @param {string} sql */
function statementOf(sql) {
	return sql
		.replace(COMMENT_OR_QUOTED, (part) => (/^['"]/.test(part) ? part : ''))
		.trim()
		.replace(/[;\s]+$/, '');
}

/** Kylin's own look at a statement; what follows is the parser's business. @param {string} statement */
function isQuery(statement) {
	const text = statement.toLowerCase().replace(/^[(\s]+/, '');
	return text.startsWith('select') || (/^(with|explain)/.test(text) && text.includes('select'));
}

/**
 * `limit` and `offset` of the request become text, unless their word stands between two spaces or punctuation marks
 * anywhere in the statement, even within a literal (Kylin: QueryUtil.appendLimitOffset).
 * @param {string} statement @param {number} limit 0 or less = none @param {number} offset
 */
function withLimit(statement, limit, offset) {
	const words = statement.toLowerCase().split(/(?![._'"`])\p{P}|\s+/u);
	let text = statement;
	if (limit > 0 && !words.includes('limit')) text += `\nLIMIT ${limit}`;
	if (offset > 0 && !words.includes('offset')) text += `\nOFFSET ${offset}`;
	return text;
}

/** @param {string} text @param {number} at @returns {{ line: number, column: number }} counted from 1 */
function placeOf(text, at) {
	const lines = text.slice(0, at).split('\n');
	return { line: lines.length, column: lines[lines.length - 1].length + 1 };
}

const ESCAPED = /** @type {Record<string, string>} */ ({
	0: '\0',
	b: '\b',
	n: '\n',
	r: '\r',
	t: '\t',
	Z: '\u001A',
	'%': '\\%',
	_: '\\_',
});

/** What a backslash means to Spark (ParserUtils.unescapeSQLString). @param {string} text between its quotes */
function unescape(text) {
	return text.replace(
		/\\(?:u([0-9a-fA-F]{4})|([0-3][0-7]{2})|([^]))/g,
		(_, unicode, octal, char) => {
			if (unicode) return String.fromCharCode(parseInt(unicode, 16));
			if (octal) return String.fromCharCode(parseInt(octal, 8));
			return ESCAPED[char] ?? char;
		},
	);
}

/** The characters between the quotes of a Calcite literal. @param {string} literal */
function rawText(literal) {
	return literal.slice(1, -1).replaceAll("''", "'");
}

/** A literal for the engine behind the stand-in. @param {string} text */
function engineText(text) {
	// An escape for NUL is the only way to write it; the engine refuses it, as a C string would.
	return `'${text.replaceAll("'", "''")}'`;
}

/** Unquoted names read in capitals, as Calcite reads them. @param {string} word */
function capitals(word) {
	return word.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

module.exports = {
	CALCITE,
	SPARK,
	tokenize,
	statementOf,
	isQuery,
	withLimit,
	placeOf,
	unescape,
	rawText,
	engineText,
	capitals,
};
