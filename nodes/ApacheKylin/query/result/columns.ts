import type { ColumnMeta } from './answer';

export type Column = {
	/** unique within the result; the label, with `_2` and so on for further ones of that label */
	name: string;
	/** of SQL, without a size: `BIGINT`, `DECIMAL` */
	type: string;
	precision: number;
	scale: number;
};

/** On push-down the size is part of the type: `DECIMAL(10,2)`. */
const SQL_TYPE = /^\w+/;

/** The columns of an answer, in its order; a column without a label is named after its position. */
export function columnsOf(metas: readonly ColumnMeta[]): Column[] {
	const names = uniqueNames(metas.map(({ label }, index) => label || `COLUMN_${index + 1}`));
	return metas.map(({ columnTypeName, precision = 0, scale = 0 }, index) => ({
		name: names[index],
		type: SQL_TYPE.exec(columnTypeName ?? '')?.[0].toUpperCase() ?? '',
		precision,
		scale,
	}));
}

/** A label keeps its first column, so that `X, X, X_2` becomes `X, X_3, X_2`. */
function uniqueNames(labels: readonly string[]): string[] {
	const taken = new Set(labels);
	const used = new Set<string>();
	const lastNumbers = new Map<string, number>();
	return labels.map((label) => {
		if (!used.has(label)) {
			used.add(label);
			return label;
		}
		let number = lastNumbers.get(label) ?? 1;
		do number += 1;
		while (taken.has(`${label}_${number}`));
		lastNumbers.set(label, number);
		taken.add(`${label}_${number}`);
		return `${label}_${number}`;
	});
}
