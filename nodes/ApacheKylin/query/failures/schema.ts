import { listed } from '../../../shared/texts/sentences';
import { nearestNames } from './nearestNames';

/** A table that the user may name in SQL, as `SCHEMA.TABLE`, with its columns. */
export type Table = { name: string; columns: string[] };

type TableRecord = {
	table_SCHEM?: unknown;
	table_NAME?: unknown;
	columns?: Array<{ column_NAME?: unknown }>;
};

const MOST_COLUMNS = 40;

/** @param data of `GET /query/tables_and_columns`, a bare list (contract 3.1) */
export function parseTables(data: unknown): Table[] {
	if (!Array.isArray(data)) return [];
	return (data as TableRecord[]).map(({ table_SCHEM, table_NAME, columns = [] }) => ({
		name: `${String(table_SCHEM)}.${String(table_NAME)}`,
		columns: columns.map(({ column_NAME }) => String(column_NAME)),
	}));
}

/** What may be meant by a column that Kylin does not know. */
export function adviseColumn(wanted: string, tables: readonly Table[], sql: string): string {
	const asked = tablesIn(sql, tables);
	const inReach = asked.length > 0 ? asked : tables;
	const near = nearestNames(
		wanted,
		inReach.flatMap(({ columns }) => columns),
	);
	if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
	const lists = asked.map(
		({ name, columns }) => `${name} has the columns ${listed(columns, ', ', MOST_COLUMNS)}.`,
	);
	return lists.join(' ');
}

/** What may be meant by a table, or a schema, that Kylin does not know. */
export function adviseTable(wanted: string, tables: readonly Table[]): string {
	const near = tables.filter(({ name }) => {
		const [schema, table] = name.split('.');
		return nearestNames(wanted, [schema, table]).length > 0;
	});
	const names = (near.length > 0 ? near : tables).map(({ name }) => name);
	if (names.length === 0) return '';
	return near.length > 0
		? `Did you mean ${listed(names, ' or ', 3)}?`
		: `The tables of the project are ${listed(names, ', ', 20)}.`;
}

function tablesIn(sql: string, tables: readonly Table[]): Table[] {
	const words = new Set(sql.toUpperCase().split(/[^\p{L}\p{N}_$]+/u));
	return tables.filter(({ name }) => words.has(name.split('.')[1].toUpperCase()));
}
