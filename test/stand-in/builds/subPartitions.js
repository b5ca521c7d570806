// @ts-check
'use strict';

const { errors } = require('../errors');
const { buildErrors } = require('./buildErrors');

/**
 * The values of a multi-partition model (build contract, 5.2 #10 and section 8).
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').SubPartition} SubPartition
 */

/** @param {unknown} value as Jackson found it */
function bindAll(value) {
	if (value === undefined || value === null) return false;
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw buildErrors.notBoolean(String(value));
}

/** @param {Model} model @param {string[]} values */
function partitionId({ multiPartition }, values) {
	return (
		multiPartition?.values.findIndex((known) => known.join('\u0000') === values.join('\u0000')) ??
		-1
	);
}

/** @param {Model} model @param {string[][]} values */
function checkWidth({ multiPartition }, values) {
	const width = multiPartition?.columns.length ?? 0;
	if (values.some((entry) => entry.length !== width)) throw buildErrors.invalidOperation();
}

/**
 * The values that a build is to load; none for a model without multi-level partitioning.
 * @param {Model} model @param {Record<string, any>} body @param {boolean} isFilled
 * @returns {string[][]}
 */
function checkPartitionValues(model, body, isFilled) {
	const { multiPartition } = model;
	if (!multiPartition) return [];
	const given = body.sub_partition_values ?? null;
	if (!isFilled) {
		if (given === null) throw errors.unexpected(null);
		if (given.length > 0) throw buildErrors.invalidOperation();
		return [];
	}
	const every = bindAll(body.build_all_sub_partitions) ? multiPartition.values : [];
	const wanted = [...(given ?? []), ...every];
	if (wanted.length === 0) throw buildErrors.emptyPartitionValue();
	checkWidth(model, wanted);
	const seen = new Set();
	return wanted.filter((entry) => {
		const key = entry.join('\u0000');
		return !seen.has(key) && seen.add(key);
	});
}

/** Values that the model does not know are added to it. @param {Model} model @param {string[][]} values @param {number} now @returns {SubPartition[]} */
function takePartitions(model, values, now) {
	const { multiPartition } = model;
	if (!multiPartition) return [];
	return values.map((entry) => {
		if (partitionId(model, entry) < 0) multiPartition.values.push(entry);
		return { id: partitionId(model, entry), status: 'NEW', modified: now };
	});
}

module.exports = { bindAll, checkPartitionValues, checkWidth, partitionId, takePartitions };
