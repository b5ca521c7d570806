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
	PRECEDING RANGE RIGHT ROLLUP ROW ROWS SECOND SELECT SETS SIMILAR THEN TIME TIMESTAMP TO TRUE UNBOUNDED UNION UNKNOWN
	USING VALUES WHEN WHERE WITH YEAR BIGINT BOOLEAN CHAR DECIMAL DOUBLE FLOAT INT INTEGER NUMERIC REAL SMALLINT STRING
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
	return new Refusal(
		`[HIVE Exception] \nSyntax error at or near '${text}'${hint}(line 1, pos ${at})\n\n== SQL ==\n${sql}\n${'-'.repeat(at)}^^^`,
	);
}

/** @param {string} sql of Spark @returns {string} the same for the engine */
function engineStatement(sql) {
	const tokens = tokenize(sql, SPARK);
	const comment = tokens.findIndex(
		({ text }, index) => text === '-' && tokens[index + 1]?.text === '-',
	);
	const code = comment < 0 ? tokens : tokens.slice(0, comment);
	for (const [index, token] of code.entries()) {
		if (token.kind === 'symbol' && token.text === "'") throw sparkSyntaxError(sql, token);
		if (token.kind === 'parameter')
			throw sparkSyntaxError(sql, token, code[index + 1] ? ": extra input '?'" : '');
	}
	return code
		.map(({ kind, text }, index) => {
			const isJoined = text === '.' || code[index - 1]?.text === '.' || index === 0;
			return (isJoined ? '' : ' ') + engineToken(kind, text);
		})
		.join('');
}

/** @param {import('./sql').Kind} kind @param {string} text */
function engineToken(kind, text) {
	if (kind === 'text') return engineText(unescape(text.slice(1, -1)));
	if (kind === 'quoted')
		return `"${text.slice(1, -1).replaceAll('``', '`').replaceAll('"', '""')}"`;
	return text;
}

/** @param {string} sql of Spark @param {Error} error of the engine */
function sparkFailure(sql, error) {
	const [first] = error.message.split('\n');
	return new Refusal(`[HIVE Exception] \n${first}\n\n== SQL ==\n${sql}`);
}

module.exports = { sparkStatement, engineStatement, sparkSyntaxError, sparkFailure };
