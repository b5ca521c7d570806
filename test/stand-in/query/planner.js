// @ts-check
'use strict';

const {
	Refusal,
	calciteTokens,
	checkLetters,
	checkParameters,
	checkTables,
	encounteredAt,
	nameRefusal,
	whileExecuting,
} = require('./calcite');
const { contextsOf, tablesOf } = require('./contexts');
const { indexOfByte } = require('./engine');
const { realize, refusal } = require('./matching');
const { capitals, engineText, rawText, unescape } = require('./sql');

/**
 * From the statement to what answers it, on the path of the indexes. Everything here throws a `Refusal` with Calcite's
 * sentence.
 *
 * @typedef {import('./sql').Token} Token
 * @typedef {import('./matching').Realization} Realization
 * @typedef {{ statement: string, tokens: Token[], tree: any, tables: import('./engine').Table[], parameterTypes: string[] }} Parsed
 */

/**
 * A text of the same length that the engine can parse, so that its places are those of the statement.
 * @param {Token[]} tokens
 */
function probe(tokens) {
	let text = '';
	for (const { kind, text: token, at } of tokens) {
		text = text.padEnd(at) + (kind === 'word' ? capitals(token) : token);
	}
	return text;
}

/** @param {import('./engine').Table[]} tables @param {ReturnType<typeof import('./engine').createEngine>} engine @param {string} statement @returns {Promise<Parsed>} */
async function parseStatement(tables, engine, statement) {
	const tokens = calciteTokens(statement);
	if (/^explain\s+plan\b/i.test(statement))
		throw new Refusal('Non-query expression encountered in illegal context');
	const text = probe(tokens);
	const parsed = JSON.parse(await engine.parse(text));
	if (parsed.error) {
		const at = parsed.position === undefined ? null : indexOfByte(text, Number(parsed.position));
		throw encounteredAt(statement, at, tokens);
	}
	const tree = parsed.statements[0].node;
	checkTables(statement, tree, tables, tokens);
	checkLetters(statement, tree, tables, tokens);
	checkParameters(statement, tree, tokens);
	const parameterTypes = await engine.check(text).catch((error) => {
		throw nameRefusal(statement, error, tokens);
	});
	return { statement, tokens, tree, tables, parameterTypes };
}

/** @param {Parsed} parsed */
function readsTables({ tree }) {
	return tablesOf(tree).length > 0;
}

class NoRealization extends Refusal {
	/** @param {string} message @param {number} rounds in which models were matched: with the joins, and without */
	constructor(message, rounds) {
		super(message);
		this.rounds = rounds;
	}
}

/** @param {Parsed} parsed */
function contextsIn({ tables, tree }) {
	return contextsOf(tables, tree);
}

let lastRel = 70;

/** @param {Parsed} parsed @param {import('./models').Model[]} models @param {Set<string>} snapshots @returns {Realization[]} */
function realizations(parsed, models, snapshots) {
	return contextsIn(parsed).map((context) => {
		const realization = realize(models, snapshots, context);
		if (realization) return realization;
		const { message } = whileExecuting(parsed.statement, refusal(models, context, ++lastRel));
		throw new NoRealization(message, context.sources.length > 1 ? 2 : 1);
	});
}

/**
 * The statement for the engine. A table whose model is not built whole is read from what is built.
 * @param {Parsed} parsed @param {string[]} literals for the `?` @param {Realization[]} answering
 */
function indexStatement(parsed, literals, answering) {
	const { statement, tokens } = parsed;
	const contexts = contextsIn(parsed);
	/** @type {Map<number, string>} by place of the table's name */
	const parts = new Map();
	for (const [index, realization] of answering.entries()) {
		if (!('model' in realization) || realization.model.rows === null) continue;
		const { fact, rows } = realization.model;
		for (const { table, alias, at } of contexts[index].sources) {
			if (`${table.database}.${table.name}` !== fact) continue;
			const isNamed = alias !== table.name;
			const name = isNamed ? '' : ` AS "${alias}"`;
			parts.set(indexOfByte(statement, at), `(SELECT * FROM ${fact} WHERE ${rows})${name}`);
		}
	}
	const places = [...literals];
	let text = '';
	for (let index = 0; index < tokens.length; index++) {
		const { kind, text: token, at } = tokens[index];
		const part = parts.get(at);
		if (part !== undefined) {
			text += ` ${part}`;
			while (tokens[index + 1]?.text === '.') index += 2;
			continue;
		}
		const isJoined = token === '.' || tokens[index - 1]?.text === '.';
		text += isJoined ? '' : ' ';
		if (kind === 'text') text += engineText(unescape(rawText(token)));
		else if (kind === 'parameter') text += places.shift() ?? 'NULL';
		else text += kind === 'word' ? capitals(token) : token;
	}
	return text.trim();
}

module.exports = {
	NoRealization,
	parseStatement,
	readsTables,
	contextsIn,
	realizations,
	indexStatement,
};
