// @ts-check
'use strict';

const { CALCITE, SPARK, engineText, capitals, tokenize, unescape } = require('./sql');
const { Refusal } = require('./calcite');

/**
 * The statement as the source gets it: Kylin writes it anew for Spark, with names in backticks and each doubled
 * apostrophe escaped by a backslash instead. Backslashes stay, and Spark takes them for escapes: that is how a text can
 * break out of its literal here (recorded: `'a\''b'`).
 *
 * @typedef {import('./sql').Token} Token
 */

/** Words that are no names. */
const KEYWORDS = new Set(
	`ALL AND ANY AS ASC BETWEEN BY CASE CAST CROSS CUBE CURRENT DATE DAY DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS
	EXTRACT FALSE FETCH FILTER FIRST FOLLOWING FOR FROM FULL GROUP GROUPING HAVING HOUR IN INNER INTERSECT INTERVAL IS JOIN
	LAST LATERAL LEFT LIKE LIMIT MINUS MINUTE MONTH NATURAL NEXT NOT NULL NULLS OFFSET ON ONLY OR ORDER OUTER OVER PARTITION
	PRECEDING QUARTER RANGE RIGHT ROLLUP ROW ROWS SECOND SELECT SETS SIMILAR THEN TIME TIMESTAMP TO TRUE UNBOUNDED UNION UNKNOWN
	USING VALUES WEEK WHEN WHERE WITH YEAR CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIMESTAMP BIGINT BOOLEAN CHAR DECIMAL DOUBLE FLOAT INT INTEGER NUMERIC REAL SMALLINT STRING
	TINYINT VARCHAR`.split(/\s+/),
);

/** @param {Token} token @param {Token | undefined} next */
function sparkText({ kind, text }, next) {
	if (kind === 'quoted') return `\`${text.slice(1, -1).replaceAll('""', '"')}\``;
	if (kind === 'text') return `'${text.slice(1, -1).replaceAll("''", "\\'")}'`;
	const isName = kind === 'word' && !KEYWORDS.has(text.toUpperCase()) && next?.text !== '(';
	return isName ? `\`${capitals(text)}\`` : text;
}

/** @param {Token} before @param {Token} token */
function gap(before, token) {
	if ([',', ')', '.', ';'].includes(token.text) || ['(', '.'].includes(before.text)) return '';
	const isCall =
		before.kind === 'word' &&
		!/^(in|and|or|not|on|from|as|join|over|by|where|having|then|when|else|exists|using)$/i.test(
			before.text,
		);
	return token.text === '(' && isCall ? '' : ' ';
}

/** @param {string} statement */
function sparkStatement(statement) {
	const tokens = tokenize(statement, CALCITE);
	return tokens
		.map(
			(token, index) =>
				(index > 0 ? gap(tokens[index - 1], token) : '') + sparkText(token, tokens[index + 1]),
		)
		.join('');
}

/** @param {string} sql @param {Token} token @param {string} [hint] */
function sparkSyntaxError(sql, { text, at }, hint = '') {
	const what = text === '' ? 'end of input' : `'${text}'`;
	return new Refusal(
		`[HIVE Exception] \nSyntax error at or near ${what}${hint}(line 1, pos ${at})\n\n== SQL ==\n${sql}\n${'-'.repeat(at)}^^^`,
	);
}

/** @param {string} sql of Spark */
function engineStatement(sql) {
	const tokens = tokenize(sql, SPARK);
	const comment = tokens.findIndex(
		({ text, at }, index) =>
			text === '-' && tokens[index + 1]?.text === '-' && tokens[index + 1].at === at + 1,
	);
	const code = comment < 0 ? tokens : tokens.slice(0, comment);
	let text = '';
	/** @type {number[]} where each token ends in the engine's text */
	const ends = [];
	for (const [index, token] of code.entries()) {
		if (token.kind === 'symbol' && token.text === "'") throw sparkSyntaxError(sql, token);
		if (token.kind === 'parameter')
			throw sparkSyntaxError(sql, token, code[index + 1] ? ": extra input '?'" : '');
		const isJoined = token.text === '.' || code[index - 1]?.text === '.' || index === 0;
		text += (isJoined ? '' : ' ') + engineToken(token.kind, token.text);
		ends.push(text.length);
	}
	return {
		text,
		/** What Spark says of the place at which the engine gave up. @param {number | null} at */
		refusedAt(at) {
			const token = at === null ? undefined : code.find((_, index) => ends[index] > at);
			return sparkSyntaxError(sql, token ?? { kind: 'symbol', text: '', at: sql.length });
		},
	};
}

/** @param {import('./sql').Kind} kind @param {string} text */
function engineToken(kind, text) {
	if (kind === 'text') return engineText(unescape(text.slice(1, -1)));
	if (kind === 'quoted')
		return `"${text.slice(1, -1).replaceAll('``', '`').replaceAll('"', '""')}"`;
	return text;
}

/** @param {string} sql of Spark @param {import('./engine').EngineError} error */
function sparkFailure(sql, { message, subject: name }) {
	const [first] = message.split('\n');
	const written = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	const found = new RegExp(`(?:\`[^\`]*\`\\.)*\`${written}\``).exec(sql);
	const place = `; line 1 pos ${found?.index ?? 0}`;
	const full = found?.[0].replaceAll('`', '') ?? name;
	const isTable = /^Table with name \S+ does not exist/.test(message);
	const isColumn = /^Referenced column /.test(message);
	const reason =
		(isColumn && `Column '${full}' does not exist${place}`) ||
		(isTable && `Table or view not found: ${full}${place}`) ||
		first;
	return new Refusal(`[HIVE Exception] \n${reason}\n\n== SQL ==\n${sql}`);
}

module.exports = { sparkStatement, engineStatement, sparkFailure };
