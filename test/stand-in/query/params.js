// @ts-check
'use strict';

const { CALCITE, engineText, tokenize } = require('./sql');
const { Refusal } = require('./calcite');

/**
 * `params` of a request (contract 10.2.1): typed values for the `?` of a statement.
 *
 * @typedef {{ className: string, value: string | null }} Parameter
 */

const INTEGERS = /** @type {Record<string, string>} */ ({
	'java.lang.Byte': 'TINYINT',
	'java.lang.Short': 'SMALLINT',
	'java.lang.Integer': 'INTEGER',
	'java.lang.Long': 'BIGINT',
});
const FLOATS = /** @type {Record<string, string>} */ ({
	'java.lang.Float': 'FLOAT',
	'java.lang.Double': 'DOUBLE',
});
const MOMENTS = /** @type {Record<string, { type: string, pattern: RegExp, name: string }>} */ ({
	'java.sql.Date': { type: 'DATE', pattern: /^\d{4}-\d{1,2}-\d{1,2}$/, name: '' },
	'java.util.Date': { type: 'DATE', pattern: /^\d{4}-\d{1,2}-\d{1,2}$/, name: '' },
	'java.sql.Time': { type: 'TIME', pattern: /^\d{1,2}:\d{1,2}:\d{1,2}$/, name: '' },
	'java.sql.Timestamp': {
		type: 'TIMESTAMP',
		pattern: /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{1,2}:\d{1,2}(\.\d{1,9})?$/,
		name: 'Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]',
	},
});
const DECIMAL = 'java.math.BigDecimal';
/** Classes there are whose value is taken as text. */
const TEXTS = [
	'java.lang.String',
	'java.lang.Character',
	'java.lang.Object',
	DECIMAL,
	'java.math.BigInteger',
];

/** A literal for the engine. @param {Parameter} parameter */
function parameterLiteral({ className, value }) {
	const integer = INTEGERS[className];
	if (integer) {
		if (value !== null && !/^[+-]?\d+$/.test(value))
			throw new Refusal(`For input string: "${value}"`);
		return `CAST('${value ?? 0}' AS ${integer})`;
	}
	if (FLOATS[className]) {
		if (value !== null && (value.trim() === '' || Number.isNaN(Number(value))))
			throw new Refusal(`For input string: "${value}"`);
		return `CAST('${value ?? 0}' AS ${FLOATS[className]})`;
	}
	if (className === 'java.lang.Boolean') return /^true$/i.test(value ?? '') ? 'TRUE' : 'FALSE';
	const moment = MOMENTS[className];
	if (!moment && !TEXTS.includes(className))
		throw new Refusal(`java.lang.ClassNotFoundException: ${className}`);
	if (value === null) return 'NULL';
	if (className === DECIMAL && /^[+-]?\d+(\.\d+)?$/.test(value)) return value;
	if (!moment) return engineText(value);
	if (!moment.pattern.test(value))
		throw new Refusal(moment.name || 'java.lang.IllegalArgumentException');
	return `${moment.type} '${value}'`;
}

/** How the values read where Kylin writes them into the statement. @param {Parameter} parameter */
function writtenValue({ className, value }) {
	if (value === null) return 'NULL';
	return TEXTS.includes(className) && className !== DECIMAL ? `'${value}'` : value;
}

/**
 * The literals in the order of the `?`; a missing one counts as NULL, one too many is refused.
 * @param {string} statement @param {Parameter[]} parameters
 */
function parameterLiterals(statement, parameters) {
	const literals = parameters.map(parameterLiteral);
	const places = tokenize(statement, CALCITE).filter(({ kind }) => kind === 'parameter');
	if (parameters.length > places.length) {
		let filled = '';
		let end = 0;
		for (const [index, { at }] of places.entries()) {
			filled += statement.slice(end, at) + writtenValue(parameters[index]);
			end = at + 1;
		}
		filled += statement.slice(end);
		throw new Refusal(
			`${filled}, params: java.util.stream.ReferencePipeline$3@25adf666\nInvalid PrepareStatement, failed to match params with place holders, sql`,
		);
	}
	return places.map((_, index) => literals[index] ?? 'NULL');
}

module.exports = { parameterLiterals };
