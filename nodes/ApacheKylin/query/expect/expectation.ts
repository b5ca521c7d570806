import { KylinFailure } from '../../../shared/kylin/failures';
import type { QueryAnswer, Row } from '../result/answer';
import type { Column } from '../result/columns';
import { answeredBy } from '../result/facts';
import { COMPARISON_WORDS, holds, type Comparison } from './compare';

/** What a result must be, or the query has failed. */
export type Expectation =
	| { kind: 'none' }
	| { kind: 'rows'; least: number }
	| { kind: 'firstValue'; comparison: Comparison; expected: string };

export type Came = { firstRow: Row | undefined; rowCount: number };

/**
 * An answer from the source is there whether or not a build has arrived, and so is one that reads no
 * table: neither proves a build.
 *
 * @throws KylinFailure
 */
export function assertFromIndex(answer: QueryAnswer): void {
	const by = answeredBy(answer);
	if (by === 'index') return;
	throw new KylinFailure(
		by === 'source'
			? 'The query was answered from the source, so it proves no build'
			: 'The query reads no table, so it proves no build',
		{
			advice:
				by === 'source'
					? "No index fits the query, or the index is not built. Build it, or switch 'Accept an Answer From the Source' on if the rows alone count."
					: 'Ask for rows of a model.',
		},
	);
}

/**
 * @param came the first row as Kylin sent it, and how many there are
 * @throws KylinFailure with what was expected and what came
 */
export function assertExpected(
	expectation: Expectation,
	columns: readonly Column[],
	{ firstRow, rowCount }: Came,
): void {
	if (expectation.kind === 'none') return;
	if (expectation.kind === 'rows') {
		if (rowCount >= expectation.least) return;
		throw unexpected(`at least ${expectation.least} rows were expected, but ${rowCount} came`);
	}
	const { comparison, expected } = expectation;
	const wanted = `the first value should ${COMPARISON_WORDS[comparison]} ${expected}`;
	if (firstRow === undefined) throw unexpected(`${wanted}, but no rows came`);
	const [value] = firstRow;
	if (value === null) throw unexpected(`${wanted}, but it is NULL`);
	const complain = (complaint: string) => {
		throw unexpected(`${wanted}, but it ${complaint}`);
	};
	if (!holds(String(value), comparison, expected, columns[0], complain)) complain(`is ${value}`);
}

function unexpected(what: string): KylinFailure {
	return new KylinFailure(`The result is not as expected: ${what}`, {
		advice: "See 'Expect'. The query itself was answered.",
	});
}
