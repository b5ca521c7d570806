/** What Kylin answers to `POST /query` (contract 10.4), as far as it is read here. */
export type QueryAnswer = {
	columnMetas: ColumnMeta[] | null;
	/** rows of texts and nulls; null with an exception */
	results: Row[] | null;
	resultRowCount?: number;
	isException?: boolean;
	exceptionMessage?: string | null;
	is_timeout?: boolean;
	is_refused?: boolean;
	is_stop_by_user?: boolean;
	partial?: boolean;
	pushDown?: boolean;
	/** `NATIVE` for an index, `CONSTANTS` where no table is read, else the engine of push-down */
	engineType?: string | null;
	storageCacheUsed?: boolean;
	queryId?: string | null;
	/** ms */
	duration?: number;
	realizations?: Realization[] | null;
};

export type ColumnMeta = {
	label?: string | null;
	columnTypeName?: string | null;
	precision?: number;
	scale?: number;
};

export type Realization = { modelAlias?: string | null; type?: string; layoutId?: number | null };

export type Cell = string | number | boolean | null;

/** The values of one row, in the order of the columns. */
export type Row = Cell[];
