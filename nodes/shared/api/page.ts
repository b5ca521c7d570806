import { unexpectedAnswer } from '../kylin/unexpectedAnswer';

/** One page of one of Kylin's lists. */
export type Page<Row> = {
	rows: Row[];
	/** matches before paging; from a second query on Kylin 5.0.0, so it may disagree with the rows */
	totalSize: number;
	/** rows that came, if some of them were left out as odd ones */
	servedSize?: number;
};

/** Fetches one page of a list. `pageOffset` counts pages of `pageSize` rows. */
export type FetchPage<Row> = (pageSize: number, pageOffset: number) => Promise<Page<Row>>;

type ListData = { value: unknown[]; total_size?: unknown };

/**
 * The rows of an answer whose `data` is Kylin's paged list.
 *
 * @throws KylinFailure when there is no list in it
 */
export function parsePagedList(data: unknown): Page<unknown> {
	const list = data as ListData | null | undefined;
	if (typeof list !== 'object' || list === null || !Array.isArray(list.value)) {
		throw unexpectedAnswer("Kylin's answer holds no list");
	}
	return { rows: list.value, totalSize: Number(list.total_size) || 0 };
}

/**
 * A page of records. What is none among the rows is left out: one odd row costs itself alone.
 *
 * @param records what they are, e.g. `jobs`
 * @throws KylinFailure when the answer holds no list, or nothing but other things
 */
export function parsePage<Row>(
	data: unknown,
	isRecord: (row: unknown) => row is Row,
	records: string,
): Page<Row> {
	const { rows, totalSize } = parsePagedList(data);
	const found = rows.filter(isRecord);
	if (rows.length > 0 && found.length === 0) {
		throw unexpectedAnswer(`Kylin's answer holds something other than ${records}`);
	}
	return { rows: found, totalSize, servedSize: rows.length };
}
