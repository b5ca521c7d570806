import { KylinFailure, ParameterError } from '../../../shared/kylin/failures';

/**
 * n8n itself gives up at some 122,000 items of one input item, with "Maximum call stack size
 * exceeded" (RoutingNode).
 */
export const MOST_ITEMS = 100_000;

/** As text; the rows made of it take some five times as much memory. */
export const MOST_ANSWER_BYTES = 100 * 1024 * 1024;

const WHAT_TO_DO =
	"Ask for less by 'Limit' or a condition in the query, or set 'Return' to 'File', which has no such limit.";

export function tooManyBytes(): KylinFailure {
	return new KylinFailure(
		`The answer is larger than ${MOST_ANSWER_BYTES / 1024 / 1024} MB, which is too much for items of n8n`,
		{ advice: WHAT_TO_DO },
	);
}

/** Outside of a text the quotation marks have no backslash before them: a value cannot look like it. */
const ROW_COUNT = '"resultRowCount":';

/**
 * How many rows an answer says it holds, without parsing it.
 *
 * @returns undefined when it does not say
 */
export function rowCountIn(text: string): number | undefined {
	const at = text.lastIndexOf(ROW_COUNT);
	const [digits] = at < 0 ? [] : (/^\s*\d+/.exec(text.slice(at + ROW_COUNT.length, at + 50)) ?? []);
	return digits === undefined ? undefined : Number(digits);
}

/** @throws KylinFailure */
export function assertFewItems(rows: number): void {
	if (rows <= MOST_ITEMS) return;
	throw new KylinFailure(
		`The result has ${rows} rows, but one item can become ${MOST_ITEMS} items at most`,
		{ advice: `${WHAT_TO_DO} 'One Item with All Rows' may do as well.` },
	);
}

/** @throws ParameterError when so many items are asked for */
export function assertLimit(limit: number): void {
	if (limit <= MOST_ITEMS) return;
	throw new ParameterError(
		'Limit',
		`may be ${MOST_ITEMS} at most when each row becomes an item`,
		"Set 'Return' to 'One Item with All Rows' or 'File' for more.",
	);
}
