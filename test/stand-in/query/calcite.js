// @ts-check
'use strict';

const { CALCITE, capitals, placeOf, tokenize } = require('./sql');
const { tablesOf, findTable, walk } = require('./contexts');
const { EngineError, indexOfByte } = require('./engine');

/**
 * Calcite's refusals: of the text (no SQL behind the sentence), and of names (with it).
 *
 * @typedef {import('./sql').Token} Token
 */

/** A sentence for `exceptionMessage`. */
class Refusal extends Error {}

/** Words that cannot be an alias unless quoted: those of Calcite's reserved words that are met as column names. */
const RESERVED = new Set(
	`ABS ALL AND ANY ARRAY AS ASYMMETRIC AT AVG BETWEEN BIGINT BINARY BOOLEAN BOTH BY CALL CASE CAST CEIL CHAR CHARACTER
	CHECK COLLATE COLUMN COMMIT CONDITION CONNECT COUNT CREATE CROSS CUBE CURRENT CURRENT_DATE CURRENT_TIME
	CURRENT_TIMESTAMP CYCLE DATE DAY DEC DECIMAL DECLARE DEFAULT DELETE DESCRIBE DISTINCT DOUBLE DROP ELEMENT ELSE END
	ESCAPE EVERY EXCEPT EXISTS EXP EXPLAIN EXTRACT FALSE FETCH FILTER FIRST_VALUE FLOAT FLOOR FOR FROM FULL FUNCTION FUSION
	GROUP GROUPING HAVING HOLD HOUR IDENTITY IN INDICATOR INNER INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN LAG
	LANGUAGE LARGE LAST_VALUE LEAD LEADING LEFT LIKE LIMIT LN LOCAL LOWER MATCH MAX MEMBER MERGE METHOD MIN MINUTE MOD
	MODULE MONTH MULTISET NATURAL NEW NO NONE NOT NULL NUMERIC OF OFFSET OLD ON ONLY OPEN OR ORDER OUT OUTER OVER OVERLAPS
	PARAMETER PARTITION PER PERCENT PERIOD POSITION POWER PRECISION PRIMARY PROCEDURE RANGE RANK REAL REF REFERENCES RESET
	RESULT RETURN RETURNS REVOKE RIGHT ROLLBACK ROLLUP ROW ROWS ROW_NUMBER SAVEPOINT SCOPE SCROLL SEARCH SECOND SELECT SET
	SHOW SIMILAR SKIP SMALLINT SOME SPECIFIC SQL SQRT START STATIC STREAM SUBSTRING SUM SYMMETRIC SYSTEM TABLE THEN TIME
	TIMESTAMP TINYINT TO TRAILING TRANSLATE TRIGGER TRIM TRUE TRUNCATE UNION UNIQUE UNKNOWN UPDATE UPPER USER USING VALUE
	VALUES VARBINARY VARCHAR VARYING WHEN WHENEVER WHERE WIDTH_BUCKET WINDOW WITH WITHIN WITHOUT YEAR`.split(
		/\s+/,
	),
);

const EXPECTED = [
	'<EOF>',
	'"AS" ...',
	'"EXCEPT" ...',
	'"FETCH" ...',
	'"FROM" ...',
	'"INTERSECT" ...',
	'"LIMIT" ...',
];

/** @param {string} found @param {{ line: number, column: number }} place */
function encountered(found, { line, column }) {
	return new Refusal(
		`Encountered "${found.replaceAll('"', '\\"')}" at line ${line}, column ${column}.\nWas expecting one of:\n${EXPECTED.map((token) => `    ${token}`).join('\n')}`,
	);
}

/** @param {string} statement @param {Token[]} tokens */
function checkWords(statement, tokens) {
	/** @type {boolean[]} whether each open parenthesis is that of a CAST */
	const casts = [];
	for (const [index, { kind, text, at }] of tokens.entries()) {
		const before = tokens[index - 1]?.text.toUpperCase();
		const next = tokens[index + 1];
		if (text === '(') casts.push(before === 'CAST');
		if (text === ')') casts.pop();
		if (text === ';') throw encountered(';', placeOf(statement, at));
		if (kind === 'symbol' && (text === "'" || text === '"' || text === '`')) {
			const { line, column } = placeOf(statement, statement.length);
			throw new Refusal(
				`Lexical error at line ${line}, column ${column}.  Encountered: <EOF> after : "${statement.slice(at).replaceAll('"', '\\"')}"`,
			);
		}
		if (kind === 'word' && text.toUpperCase() === 'AS' && !casts.at(-1) && isReserved(next)) {
			throw encountered(`${text} ${next.text}`, placeOf(statement, at));
		}
		if (isReserved(tokens[index]) && isAlias(tokens[index - 1], text, next)) {
			throw encountered(text, placeOf(statement, at));
		}
	}
}

/** @param {Token | undefined} token */
function isReserved(token) {
	return token?.kind === 'word' && RESERVED.has(token.text.toUpperCase());
}

/** Whether a reserved word stands where only an alias could, without an AS. @param {Token | undefined} before @param {string} word @param {Token | undefined} next */
function isAlias(before, word, next) {
	const endsOperand =
		before?.text === ')' ||
		before?.kind === 'quoted' ||
		(before?.kind === 'word' && !isReserved(before));
	return endsOperand && !/^end$/i.test(word) && /^(,|from)$/i.test(next?.text ?? '');
}

/** @param {string} statement @param {number | null} at @param {Token[]} tokens */
function encounteredAt(statement, at, tokens) {
	const token = at === null ? undefined : tokenAt(at, tokens);
	if (!token) return encountered('<EOF>', placeOf(statement, statement.length));
	return encountered(token.text, placeOf(statement, token.at));
}

/** @param {number} at @param {Token[]} tokens */
function tokenAt(at, tokens) {
	return tokens.find((token) => token.at + token.text.length > at);
}

/** @param {string} type of the engine */
function plainType(type) {
	return type.replace('_LITERAL', '').replace(/^VARCHAR$/, 'VARCHAR(4096)');
}

/** Start and end of the name that stands at a place, with its dots. @param {string} statement @param {number} at @param {Token[]} tokens */
function nameAt(statement, at, tokens) {
	const first = tokens.findIndex((token) => token.at + token.text.length > at);
	let last = first;
	while (tokens[last + 1]?.text === '.' && tokens[last + 2]) last += 2;
	const { text, at: end } = tokens[last];
	return range(statement, tokens[first].at, end + text.length - 1);
}

/** @param {string} statement @param {number} from @param {number} to both within it */
function range(statement, from, to) {
	const start = placeOf(statement, from);
	const end = placeOf(statement, to);
	return from === to
		? `At line ${start.line}, column ${start.column}`
		: `From line ${start.line}, column ${start.column} to line ${end.line}, column ${end.column}`;
}

/** @param {string} statement @param {string} sentence */
function whileExecuting(statement, sentence) {
	return new Refusal(`${sentence}\nwhile executing SQL: "${statement}"`);
}

/** @param {string} statement @param {any} tree @param {import('./engine').Table[]} tables @param {Token[]} tokens */
function checkTables(statement, tree, tables, tokens) {
	for (const { database, name, at } of tablesOf(tree)) {
		if (findTable(tables, { database, name })) continue;
		const knowsDatabase = tables.some((table) => table.database === database);
		const missing = knowsDatabase
			? `Object '${name}' not found within '${database}'`
			: `Object '${database || name}' not found`;
		const place = nameAt(statement, indexOfByte(statement, at), tokens);
		throw whileExecuting(statement, `${place}: ${missing}`);
	}
}

/** @param {string} statement @param {any} tree @param {Token[]} tokens */
function checkParameters(statement, tree, tokens) {
	const places = tokens.filter(({ kind }) => kind === 'parameter');
	walk(tree, (node) => {
		if (node.type !== 'SELECT_NODE') return true;
		const selected = node.select_list.find(
			(/** @type {any} */ { type }) => type === 'VALUE_PARAMETER',
		);
		if (!selected) return true;
		const { at } = places[Number(selected.identifier) - 1];
		throw whileExecuting(
			statement,
			`${range(statement, at, at)}: Illegal use of dynamic parameter`,
		);
	});
}

/**
 * A quoted name is met letter by letter, and names of the tables are in capitals; the engine is more lenient.
 * @param {string} statement @param {any} tree @param {import('./engine').Table[]} tables @param {Token[]} tokens
 */
function checkLetters(statement, tree, tables, tokens) {
	const aliases = new Set();
	walk(tree, (node) => {
		if (node.alias) aliases.add(node.alias);
		for (const alias of node.column_name_alias ?? []) aliases.add(alias);
		return true;
	});
	walk(tree, (node) => {
		const name = node.class === 'COLUMN_REF' ? node.column_names.at(-1) : null;
		if (name === null || name === capitals(name) || aliases.has(name)) return true;
		const column = capitals(name);
		const isThere = tables.some(({ columns }) =>
			columns.some((other) => capitals(other) === column),
		);
		if (!isThere) return true;
		const place = nameAt(statement, indexOfByte(statement, node.query_location), tokens);
		const hint = `; did you mean '${column}'?`;
		throw whileExecuting(statement, `${place}: Column '${name}' not found in any table${hint}`);
	});
}

/** What the engine says of a name, and Calcite. @type {Array<[RegExp, (parts: string[], operator: string) => string]>} */
const SENTENCES = [
	[/^Referenced table "(.+?)" not found/, ([table]) => `Table '${table}' not found`],
	[
		/^Referenced column "(.+?)" not found/,
		([column]) => `Column '${column}' not found in any table`,
	],
	[
		/^Table "(.+?)" does not have a column named "(.+?)"/,
		([table, column]) => `Column '${column}' not found in table '${table}'`,
	],
	[
		/^column "?(.+?)"? must appear in the GROUP BY/,
		([column]) => `Expression '${column}' is not being grouped`,
	],
	[/^Ambiguous reference to column name "(.+?)"/, ([column]) => `Column '${column}' is ambiguous`],
	[
		/Function with name (\S+) does not exist/,
		([name]) => `No match found for function signature ${name}`,
	],
	[
		/^Cannot compare values of type (\w+) and type (\w+)/,
		([left, right], operator) =>
			`Cannot apply '${operator}' to arguments of type '<${plainType(left)}> ${operator} <${plainType(right)}>'. Supported form(s): '<COMPARABLE_TYPE> ${operator} <COMPARABLE_TYPE>'`,
	],
	[
		/argument types '(\w+)\((.*)\)'/,
		([name, type]) =>
			`Cannot apply '${name}' to arguments of type '${name}(<${plainType(type)}>)'. Supported form(s): '${name}(<NUMERIC>)'`,
	],
];

/** The engine's complaint about a name, in Calcite's words. @param {string} statement @param {unknown} error @param {Token[]} tokens */
function nameRefusal(statement, error, tokens) {
	if (!(error instanceof EngineError)) throw error;
	const { message, at } = error;
	const place = at === null ? '' : `${nameAt(statement, at, tokens)}: `;
	const operator = at === null ? '' : (tokenAt(at, tokens)?.text ?? '');
	for (const [pattern, sentence] of SENTENCES) {
		const parts = pattern.exec(message)?.slice(1).map(capitals);
		if (parts) return whileExecuting(statement, place + sentence(parts, operator));
	}
	return whileExecuting(statement, place + message.split('\n')[0]);
}

/** @param {string} statement */
function calciteTokens(statement) {
	const tokens = tokenize(statement, CALCITE);
	checkWords(statement, tokens);
	return tokens;
}

module.exports = {
	Refusal,
	calciteTokens,
	encounteredAt,
	checkTables,
	checkLetters,
	checkParameters,
	nameRefusal,
	whileExecuting,
};
