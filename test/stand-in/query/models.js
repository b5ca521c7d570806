// @ts-check
'use strict';

const { uuidOf } = require('../auth');

/**
 * The models that answer queries, in every project: the recorded ones, and one over the edges of the types. A name of a
 * column is `TABLE.COLUMN`.
 *
 * @typedef {{ table: string, type: 'INNER' | 'LEFT', primaryKey: string, foreignKey: string }} Join
 * @typedef {{ layoutId: number, type: 'Agg Index' | 'Table Index', base: boolean, columns: string[], measures: string[] }} Index
 *   measures such as `SUM(LINEORDER.LO_REVENUE)` or `COUNT(*)`
 * @typedef {{ uuid: string, alias: string, fact: string, joins: Join[], indexes: Index[], built: boolean, rows: string | null }} Model
 *   `built`: there is a ready segment; `rows`: condition in SQL of the rows that are built, null = all
 */

const CUSTOMER = /** @type {Join} */ ({
	table: 'SSB.CUSTOMER',
	type: 'INNER',
	primaryKey: 'CUSTOMER.C_CUSTKEY',
	foreignKey: 'LINEORDER.LO_CUSTKEY',
});

const BASE_TABLE_INDEX = 20_000_000_001;

/** Base indexes as Kylin makes them: all dimensions with all measures, and all columns that are used. @param {string[]} dimensions @param {string[]} summed @returns {Index[]} */
function baseIndexes(dimensions, summed) {
	const measures = ['COUNT(*)', ...summed.map((column) => `SUM(${column})`)];
	const columns = [...dimensions, ...summed];
	return [
		{ layoutId: 1, type: 'Agg Index', base: true, columns: dimensions, measures },
		{ layoutId: BASE_TABLE_INDEX, type: 'Table Index', base: true, columns, measures: [] },
	];
}

/** @param {string} alias @param {string} fact @param {Join[]} joins @param {Index[]} indexes @param {string} [uuid] @returns {Model} */
function model(alias, fact, joins, indexes, uuid = uuidOf(`query/${alias}`)) {
	return { uuid, alias, fact, joins, indexes, built: true, rows: null };
}

const EDGES = ['ID', 'BIG', 'DEC', 'WHOLE', 'DOUBLE', 'FLOAT', 'BOOL', 'DATE', 'TS', 'TEXT'].map(
	(name) => `EDGES.E_${name}`,
);

function createModels() {
	const revenue = ['LINEORDER.LO_REVENUE'];
	return [
		model(
			'm_full2',
			'SSB.LINEORDER',
			[],
			baseIndexes(['LINEORDER.LO_SHIPMODE'], revenue),
			'db4efd88-5559-1aa9-d85f-24b404008970',
		),
		model(
			'm_full',
			'SSB.LINEORDER',
			[CUSTOMER],
			baseIndexes(['LINEORDER.LO_SHIPMODE', 'CUSTOMER.C_REGION'], revenue),
			'd272f396-8fa9-839e-5e17-97733e9378ef',
		),
		model(
			'm_inc',
			'SSB.LINEORDER',
			[CUSTOMER],
			baseIndexes(
				['LINEORDER.LO_ORDERDATE', 'LINEORDER.LO_SHIPMODE', 'CUSTOMER.C_REGION'],
				revenue,
			),
			'7a623ae7-7a2f-140c-62c3-470f2dd10459',
		),
		model(
			'm_ts',
			'SSB.LINEORDER_TS',
			[],
			baseIndexes(['LINEORDER_TS.LO_TS', 'LINEORDER_TS.LO_SHIPMODE'], ['LINEORDER_TS.LO_REVENUE']),
			'80be8c6e-dff4-867b-9169-189b5ecc939c',
		),
		model(
			'm_int',
			'SSB.LINEORDER_INT',
			[],
			baseIndexes(
				['LINEORDER_INT.LO_DAYNUM', 'LINEORDER_INT.LO_SHIPMODE'],
				['LINEORDER_INT.LO_REVENUE'],
			),
			'87cfcd3d-2bee-7042-0f11-1af8bc49f185',
		),
		model('m_edges', 'SSB.EDGES', [], baseIndexes(EDGES, ['EDGES.E_BIG', 'EDGES.E_DEC'])),
	];
}

module.exports = { createModels };
