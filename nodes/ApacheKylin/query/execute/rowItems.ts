import type { IDataObject } from 'n8n-workflow';
import type { InputItem } from '../../item/inputItem';
import type { Stream } from '../../item/openStream';
import type { QueryAnswer, Row } from '../result/answer';
import { assertFewItems, rowCountIn } from '../result/bounds';
import { columnsOf, type Column } from '../result/columns';
import { queryFacts } from '../result/facts';
import { columnsAsText, conversionsOf } from '../result/numbers';
import { assertComplete, parseAnswer } from '../result/parseAnswer';
import { rowObjects } from '../result/rows';
import { explainException } from './explain';
import { assertUsable } from './assertUsable';
import { readText } from './readText';
import type { Settings } from './settings';

/** Reads an answer, and makes items of its rows: one for each, or one for all. */
export async function readRowItems(
	body: Stream,
	settings: Settings,
	item: InputItem,
): Promise<IDataObject[]> {
	const text = await readText(body);
	const { format, limit } = settings;
	if (format === 'rows' && limit === undefined) assertFewItems(rowCountIn(text) ?? 0);
	const answer = parseAnswer(text);
	if (answer.isException) {
		throw await explainException(answer, settings.asked, settings.project, item);
	}
	const rows = answer.results ?? [];
	assertComplete(answer.resultRowCount, rows.length);
	const columns = columnsOf(answer.columnMetas ?? []);
	assertUsable(answer, columns, { firstRow: rows[0], rowCount: rows.length }, settings);
	return itemsOf(answer, columns, rows, settings);
}

function itemsOf(
	answer: QueryAnswer,
	columns: Column[],
	rows: Row[],
	{ format, limit, numbers, noRows, hasFacts }: Settings,
): IDataObject[] {
	if (rows.length === 0 && noRows === 'nothing') return [];
	const truncated = format !== 'first' && limit !== undefined && rows.length > limit;
	const kept = limit === undefined ? rows : rows.slice(0, limit);
	const conversions = conversionsOf(kept, columns, numbers);
	const objects = rowObjects(kept, columns, conversions);
	const asText = columnsAsText(columns, conversions, numbers);
	const facts = { ...queryFacts(answer), truncated, text_columns: namesOf(asText) };
	if (format === 'all')
		return [{ ...resultOf(columns, kept.length, truncated), rows: objects, ...facts }];
	const _kylin = hasFacts ? facts : { truncated, limit };
	if (objects.length === 0) {
		return [{ row_count: 0, columns: namesOf(columns), ...(hasFacts ? { _kylin } : {}) }];
	}
	if (hasFacts) for (const object of objects) object._kylin = _kylin;
	// Nothing but an item can say that the result goes on.
	else if (truncated) objects[objects.length - 1]._kylin = _kylin;
	return objects;
}

/** What a result is besides its rows. */
export function resultOf(
	columns: readonly Column[],
	row_count: number,
	truncated: boolean,
): IDataObject {
	return {
		row_count,
		truncated,
		columns: columns.map(({ name, type, precision, scale }) => ({
			name,
			type,
			...(type === 'DECIMAL' ? { precision, scale } : {}),
		})),
	};
}

function namesOf(columns: readonly Column[]): string[] {
	return columns.map(({ name }) => name);
}
