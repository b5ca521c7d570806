import type { IDataObject } from 'n8n-workflow';
import type { Row } from './answer';
import type { Column } from './columns';
import { converted, type Conversion } from './numbers';

/**
 * Each row as an object of its values by the columns' names. JavaScript puts names that look like
 * whole numbers first; the order of the columns is in the list of columns alone.
 */
export function rowObjects(
	rows: readonly Row[],
	columns: readonly Column[],
	conversions: readonly Conversion[],
): IDataObject[] {
	const names = columns.map(({ name }) => name);
	// An assignment to this name would change what the object inherits from.
	if (names.includes('__proto__')) {
		return rows.map((row) =>
			Object.fromEntries(
				names.map((name, index) => [name, converted(row[index], conversions[index])]),
			),
		);
	}
	return rows.map((row) => {
		const object: IDataObject = {};
		for (let index = 0; index < names.length; index += 1) {
			object[names[index]] = converted(row[index], conversions[index]);
		}
		return object;
	});
}
