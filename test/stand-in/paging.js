// @ts-check
'use strict';

const { bindIntegerOr } = require('./bindings');
const { errors } = require('./errors');

/** Page index and page length (contract 2.4). */

/** 32-bit product of page index and page length. @param {number} offset @param {number} limit */
function firstRow(offset, limit) {
	return Math.imul(offset, limit);
}

/** @param {import('./bindings').Query} query @param {string} offsetName @param {string} limitName */
function bindPaging(query, offsetName, limitName) {
	const offset = bindIntegerOr(query, offsetName, 0);
	const limit = bindIntegerOr(query, limitName, 10);
	if (offset === null || limit === null) throw errors.unexpected(null);
	return { offset, limit };
}

/**
 * What Kylin cuts from a list in memory: everything but the job list.
 * @template T @param {T[]} rows @param {number} offset @param {number} limit
 */
function cutList(rows, offset, limit) {
	const start = firstRow(offset, limit);
	if (start >= rows.length) return [];
	const end = Math.min((start + limit) | 0, rows.length);
	if (start < 0) throw errors.unexpected(`fromIndex = ${start}`);
	if (start > end) throw errors.invalidParameter(`fromIndex(${start}) > toIndex(${end})`, 400);
	return rows.slice(start, end);
}

/**
 * What the SQL of the job list answers (11.2): a negative value drops LIMIT and OFFSET altogether.
 * @template T @param {T[]} rows @param {number} offset @param {number} limit
 */
function limitRows(rows, offset, limit) {
	const start = firstRow(offset, limit);
	return start < 0 || limit < 0 ? rows : rows.slice(start, start + limit);
}

module.exports = { bindPaging, cutList, limitRows };
