import type { IDataObject } from 'n8n-workflow';

type Column = { name: unknown; column: unknown; type: unknown; comment?: unknown };
type Measure = {
	name: unknown;
	comment?: unknown;
	function?: {
		expression?: unknown;
		parameters?: Array<{ value?: unknown }> | null;
		returntype?: unknown;
	};
};
type Join = {
	table: unknown;
	alias: unknown;
	join?: { type?: unknown; primary_key?: unknown[]; foreign_key?: unknown[] };
};
type ModelDescription = IDataObject & {
	fact_table?: unknown;
	join_tables?: Join[] | null;
	dimensions?: Column[] | null;
	measures?: Measure[] | null;
	computed_columns?: Array<{
		tableAlias: unknown;
		columnName: unknown;
		expression: unknown;
		datatype: unknown;
	}> | null;
};

/**
 * What SQL over a model may name, short enough for an agent: tables with their joins, columns with
 * types, measures. Values of the source (`simple`, `min_value`, `max_value`) are left out: Kylin gives
 * them without regard to the rights on columns and rows (contract 3.1).
 *
 * @param data `data` of `GET /models/{project}/{model}/model_desc`
 */
export function describeModel(data: unknown): IDataObject {
	const { fact_table, join_tables, dimensions, measures, computed_columns } = (data ??
		{}) as ModelDescription;
	return {
		fact_table: fact_table ?? null,
		joins: (join_tables ?? []).map(describeJoin),
		columns: (dimensions ?? []).map(({ name, column, type, comment }) => ({
			column,
			name,
			type,
			...(comment ? { comment } : {}),
		})),
		computed_columns: (computed_columns ?? []).map((computed) => ({
			column: `${String(computed.tableAlias)}.${String(computed.columnName)}`,
			expression: computed.expression,
			type: computed.datatype,
		})),
		measures: (measures ?? []).map(describeMeasure),
	} as IDataObject;
}

function describeJoin({ table, alias, join }: Join) {
	const keys = (join?.foreign_key ?? []).map(
		(foreign, index) => `${String(foreign)} = ${String(join?.primary_key?.[index])}`,
	);
	return { table, alias, type: join?.type ?? null, on: keys.join(' and ') };
}

/** @returns e.g. `{ name: 'REVENUE', expression: 'SUM(LINEORDER.LO_REVENUE)', type: 'bigint' }` */
function describeMeasure({ name, comment, function: expression }: Measure) {
	const values = (expression?.parameters ?? []).map(({ value }) => String(value));
	return {
		name,
		expression: `${String(expression?.expression)}(${values.join(', ')})`,
		type: expression?.returntype ?? null,
		...(comment ? { comment } : {}),
	};
}
