import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../../../shared/kylin/failures';
import { readChoice, readCollection } from '../../../shared/values/values';
import { PARAMETER_TYPES, typedValue, type Complain, type TypedValue } from './typedValue';

export const PARAMETERS_FIELD = 'Query Parameters';

/** A row of the field. An array is a list for IN. */
export type QueryParameter = {
	/** without the colon; undefined for the next `?` */
	name?: string;
	values: readonly TypedValue[];
	isList: boolean;
};

const NAME = /^[A-Za-z_]\w*$/;

/** Larger lists make texts that no parser likes; Kylin's own limit was not found. */
const MOST_LIST_ENTRIES = 10_000;

/**
 * @param value of the fixed collection: `{ parameter: [{ name, type, value }] }`
 * @throws ParameterError, which never shows a value
 */
export function readParameterRows(value: unknown): QueryParameter[] {
	const { parameter } = readCollection(value, PARAMETERS_FIELD);
	const rows = Array.isArray(parameter) ? (parameter as IDataObject[]) : [];
	const parameters = rows.map((row, index) => readRow(row, index));
	const names = parameters.flatMap(({ name }) => name ?? []);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		throw new ParameterError(PARAMETERS_FIELD, `holds two rows with the name "${twice}"`);
	}
	if (names.length > 0 && names.length < parameters.length) {
		throw new ParameterError(
			PARAMETERS_FIELD,
			'holds rows with and without a name: give each a name and write :name in the query, or give none and write ?',
		);
	}
	return parameters;
}

function readRow(row: IDataObject, index: number): QueryParameter {
	const name = readName(row.name, index);
	const called = name === undefined ? `row ${index + 1}` : `the row "${name}"`;
	const type = readChoice(row.type, `Type of ${called}`, PARAMETER_TYPES) ?? 'auto';
	const isList = Array.isArray(row.value) && type !== 'null';
	const entries: unknown[] = isList ? (row.value as unknown[]) : [row.value];
	const complain: Complain = (complaint) => {
		throw new ParameterError(
			PARAMETERS_FIELD,
			`cannot be sent: the value of ${called} ${complaint}`,
		);
	};
	if (isList) assertList(entries, complain);
	return { name, isList, values: entries.map((entry) => typedValue(entry, type, complain)) };
}

function readName(value: unknown, index: number): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const name = typeof value === 'string' ? value.trim().replace(/^:/, '') : '';
	if (NAME.test(name)) return name;
	throw new ParameterError(
		PARAMETERS_FIELD,
		`needs another name in row ${index + 1}: letters, digits and underscores, not beginning with a digit`,
	);
}

function assertList(entries: readonly unknown[], complain: Complain): void {
	if (entries.length === 0) {
		complain(
			'is an empty list: IN needs at least one entry. Leave the query out for this item, e.g. by a Filter node before',
		);
	}
	if (entries.length > MOST_LIST_ENTRIES) {
		complain(`is a list of more than ${MOST_LIST_ENTRIES} entries`);
	}
	if (entries.some((entry) => Array.isArray(entry))) {
		complain('is a list of lists: give one list');
	}
	if (entries.some((entry) => entry === null || entry === undefined)) {
		complain(
			'is a list with an empty entry, which IN never finds and NOT IN never lets pass: filter it out',
		);
	}
}
