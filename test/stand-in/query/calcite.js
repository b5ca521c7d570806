// @ts-check
'use strict';

const { CALCITE, placeOf, tokenize } = require('./sql');
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
		const reserved = next?.kind === 'word' && RESERVED.has(next.text.toUpperCase());
		if (kind === 'word' && text.toUpperCase() === 'AS' && !casts.at(-1) && reserved) {
			throw encountered(`${text} ${next.text}`, placeOf(statement, at));
		}
	}
}

/** @param {string} statement @param {number | null} at @param {Token[]} tokens */
function encounteredAt(statement, at, tokens) {
	const token = at === null ? undefined : tokens.find((other) => other.at + other.text.length > at);
	if (!token) return encountered('<EOF>', placeOf(statement, statement.length));
	return encountered(token.text, placeOf(statement, token.at));
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

/** The engine's complaint about a name, in Calcite's words. @param {string} statement @param {unknown} error @param {Token[]} tokens */
function nameRefusal(statement, error, tokens) {
	if (!(error instanceof EngineError)) throw error;
	const { message, at, name } = error;
	const column = name.toUpperCase();
	const [, table] = /^Referenced table "(.+?)" not found/.exec(message) ?? [];
	const [, owner, member] =
		/^Table "(.+?)" does not have a column named "(.+?)"/.exec(message) ?? [];
	const [, grouped] = /^column "?(.+?)"? must appear in the GROUP BY/.exec(message) ?? [];
	const [, ambiguous] = /^Ambiguous reference to column name "(.+?)"/.exec(message) ?? [];
	const [, unknown] = /Function with name (\S+) does not exist/.exec(message) ?? [];
	const place = at === null ? '' : `${nameAt(statement, at, tokens)}: `;
	const sentence =
		(table && `Table '${table.toUpperCase()}' not found`) ??
		(member && `Column '${member.toUpperCase()}' not found in table '${owner.toUpperCase()}'`) ??
		(grouped && `Expression '${grouped.toUpperCase()}' is not being grouped`) ??
		(ambiguous && `Column '${ambiguous.toUpperCase()}' is ambiguous`) ??
		(unknown && `No match found for function signature ${unknown.toUpperCase()}`) ??
		(/^Referenced column /.test(message) && `Column '${column}' not found in any table`);
	return whileExecuting(statement, place + (sentence || message.split('\n')[0]));
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
	checkParameters,
	nameRefusal,
	whileExecuting,
};
