// @ts-check
'use strict';

const { typeName } = require('./values');

/**
 * Labels and types of the columns (contract 10.4). The two paths differ: an index answers with Calcite's names and
 * types, the source with Spark's.
 *
 * @typedef {import('./values').Path} Path
 * @typedef {{ label: string, type: SqlType, nullable: boolean }} Column
 * @typedef {{ name: string, jdbc: number, precision: number, scale: number }} SqlType
 */

/** `java.sql.Types`, and Calcite's precision unless the type carries one. */
const TYPES = /** @type {Record<string, { name: string, jdbc: number, precision: number }>} */ ({
	BOOLEAN: { name: 'BOOLEAN', jdbc: 16, precision: 1 },
	TINYINT: { name: 'TINYINT', jdbc: -6, precision: 3 },
	SMALLINT: { name: 'SMALLINT', jdbc: 5, precision: 5 },
	INTEGER: { name: 'INTEGER', jdbc: 4, precision: 10 },
	BIGINT: { name: 'BIGINT', jdbc: -5, precision: 19 },
	HUGEINT: { name: 'BIGINT', jdbc: -5, precision: 19 },
	FLOAT: { name: 'FLOAT', jdbc: 6, precision: 15 },
	DOUBLE: { name: 'DOUBLE', jdbc: 8, precision: 15 },
	DECIMAL: { name: 'DECIMAL', jdbc: 3, precision: 19 },
	CHAR: { name: 'CHAR', jdbc: 1, precision: 1 },
	VARCHAR: { name: 'VARCHAR', jdbc: 12, precision: 4096 },
	BLOB: { name: 'BINARY', jdbc: -2, precision: 0 },
	DATE: { name: 'DATE', jdbc: 91, precision: 0 },
	TIME: { name: 'TIME', jdbc: 92, precision: 0 },
	TIMESTAMP: { name: 'TIMESTAMP', jdbc: 93, precision: 0 },
	ARRAY: { name: 'ARRAY', jdbc: 2003, precision: 0 },
	OTHER: { name: 'ANY', jdbc: 2000, precision: 0 },
});

/** @param {any} type of the engine @returns {SqlType} */
function sqlType(type) {
	const base = /[[\]]/.test(String(type)) ? 'ARRAY' : typeName(type).split(' ')[0];
	const { name, jdbc, precision } = TYPES[base === '"NULL"' ? 'VARCHAR' : base] ?? TYPES.OTHER;
	if (base !== 'DECIMAL') return { name, jdbc, precision, scale: 0 };
	return { name, jdbc, precision: type.width, scale: type.scale };
}

/**
 * Calcite tells a literal text by its length, and a cast without a length by none.
 * @param {any} expression @param {SqlType} type @param {Path} path
 * @returns {SqlType}
 */
function textType(expression, type, path) {
	if (type.name !== 'VARCHAR' || path === 'source') return type;
	if (expression.class === 'CONSTANT' && !expression.value.is_null) {
		const { name, jdbc } = TYPES.CHAR;
		return { ...type, name, jdbc, precision: expression.value.value.length };
	}
	if (expression.class === 'CAST') return { ...type, precision: 0 };
	return type;
}

const NEVER_NULL = [
	'count',
	'count_star',
	'approx_count_distinct',
	'row_number',
	'rank',
	'dense_rank',
];
const NULL_OF_GROUP = ['sum', 'avg', 'min', 'max', 'first', 'last', 'stddev', 'variance'];

/** @param {any} expression @param {Path} path @returns {boolean} */
function isNullable(expression, path) {
	/** @param {any[]} parts @returns {boolean} */
	const some = (parts) => parts.some((part) => part && isNullable(part, path));
	switch (expression.class) {
		case 'CONSTANT':
			return expression.value.is_null;
		case 'FUNCTION':
		case 'WINDOW':
			if (NEVER_NULL.includes(expression.function_name)) return false;
			if (NULL_OF_GROUP.includes(expression.function_name)) return true;
			// To Spark a division can always be one by zero.
			return (expression.function_name === '/' && path === 'source') || some(expression.children);
		case 'OPERATOR':
			if (/IS_(NOT_)?NULL$/.test(expression.type)) return false;
			if (expression.type === 'OPERATOR_COALESCE')
				return expression.children.every((/** @type {any} */ child) => isNullable(child, path));
			return some(expression.children);
		case 'CONJUNCTION':
			return some(expression.children);
		case 'COMPARISON':
			return some([expression.left, expression.right]);
		case 'CAST':
			return some([expression.child]);
		case 'CASE':
			return some([
				...expression.case_checks.map((/** @type {any} */ check) => check.then_expr),
				expression.else_expr,
			]);
		default:
			return true;
	}
}

const OPERATORS = /** @type {Record<string, string>} */ ({
	COMPARE_EQUAL: '=',
	COMPARE_NOTEQUAL: '<>',
	COMPARE_LESSTHAN: '<',
	COMPARE_GREATERTHAN: '>',
	COMPARE_LESSTHANOREQUALTO: '<=',
	COMPARE_GREATERTHANOREQUALTO: '>=',
	CONJUNCTION_AND: 'AND',
	CONJUNCTION_OR: 'OR',
});

/** Spark names a column without an alias after its expression. @param {any} expression @returns {string} */
function sparkName(expression) {
	/** @param {any[]} parts */
	const list = (parts) => parts.map(sparkName).join(', ');
	switch (expression.class) {
		case 'COLUMN_REF':
			return expression.column_names.at(-1);
		case 'CONSTANT':
			return expression.value.is_null ? 'NULL' : constantText(expression.value);
		case 'COMPARISON':
			return `(${sparkName(expression.left)} ${OPERATORS[expression.type]} ${sparkName(expression.right)})`;
		case 'CONJUNCTION':
			return `(${expression.children.map(sparkName).join(` ${OPERATORS[expression.type]} `)})`;
		case 'CAST':
			return `CAST(${sparkName(expression.child)} AS ${expression.cast_type.id})`;
		case 'FUNCTION': {
			const { function_name: name, children, is_operator: isOperator, distinct } = expression;
			if (name === 'count_star') return 'count(1)';
			if (isOperator && children.length === 2)
				return `(${children.map(sparkName).join(` ${name} `)})`;
			return `${name}(${distinct ? 'DISTINCT ' : ''}${list(children)})`;
		}
		default:
			return String(expression.type).toLowerCase();
	}
}

/** @param {{ type: { id: string, type_info: any }, value: any }} value */
function constantText({ type, value }) {
	if (type.id !== 'DECIMAL') return String(value);
	const { scale } = type.type_info;
	const digits = String(value).padStart(scale + 1, '0');
	return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * @param {any[]} selected expressions of the select list, a star as one
 * @param {{ names: string[], types: readonly any[] }} result of the engine
 * @returns {Array<any | null>} one for each column, null for those of a star
 */
function expressionsByColumn(selected, { names }) {
	const stars = selected.filter(({ class: kind }) => kind === 'STAR').length;
	if (stars === 0) return selected;
	const width = names.length - (selected.length - stars);
	if (stars > 1 && width !== stars) return names.map(() => null);
	return selected.flatMap((expression) =>
		expression.class === 'STAR' ? Array(stars > 1 ? 1 : width).fill(null) : [expression],
	);
}

/**
 * @param {any[]} selected @param {{ names: string[], types: readonly any[] }} result @param {Path} path
 * @returns {Column[]}
 */
function describeColumns(selected, result, path) {
	return expressionsByColumn(selected, result).map((expression, index) => {
		const type = sqlType(result.types[index]);
		if (!expression) {
			const name = result.names[index];
			return { label: path === 'source' ? name : name.toUpperCase(), type, nullable: true };
		}
		return {
			label: labelOf(expression, index, path),
			type: textType(expression, type, path),
			nullable: isNullable(expression, path),
		};
	});
}

/** @param {any} expression @param {number} index @param {Path} path */
function labelOf(expression, index, path) {
	if (expression.alias) return expression.alias;
	if (path === 'source') return sparkName(expression);
	return expression.class === 'COLUMN_REF' ? expression.column_names.at(-1) : `EXPR$${index}`;
}

const UNLIMITED = 2_147_483_647;

/** @param {Column} column @param {Path} path */
function columnMeta({ label, type, nullable }, path) {
	const isDecimal = type.name === 'DECIMAL';
	const fromSource = path === 'source';
	const precision = fromSource && !isDecimal ? 0 : type.precision;
	return {
		isNullable: nullable ? 1 : 0,
		displaySize: fromSource ? UNLIMITED : precision,
		label,
		name: label,
		schemaName: null,
		catelogName: null,
		tableName: null,
		precision,
		scale: type.scale,
		columnType: type.jdbc,
		columnTypeName: fromSource && isDecimal ? `DECIMAL(${precision},${type.scale})` : type.name,
		readOnly: false,
		signed: true,
		writable: false,
		caseSensitive: false,
		searchable: false,
		autoIncrement: false,
		currency: false,
		definitelyWritable: false,
	};
}

module.exports = { describeColumns, columnMeta };
