import { KylinFailure } from '../../../shared/kylin/failures';
import type { Piece } from '../parameters/bind';
import type { Rendered } from '../parameters/render';
import type { QueryAnswer } from '../result/answer';
import type { Statement } from '../sql/statement';
import { problemOf, type FailureKind } from './kinds';
import { describePosition } from './faultPosition';
import { sentenceOf } from './sentence';

/** A query as it was asked: what its failure is explained from. */
export type AskedQuery = { statement: Statement; pieces: readonly Piece[]; rendered: Rendered };

const NO_ANSWER_SENTENCES: Partial<Record<FailureKind, string>> = {
	noIndex: 'No index answers this query',
	stopped: 'The query was stopped',
};

export const RIGHT_ADVICE =
	"The user needs the right DATA_QUERY on the project, and on its tables and columns: a user who may build or list may still lack it. Grant it in Kylin, or choose another 'Project'.";

const ADVICE: Readonly<Record<FailureKind, string>> = {
	stopped: 'Somebody stopped it in Kylin.',
	timeout:
		"Kylin gives a query 300 seconds unless its administrator set another limit (kylin.query.timeout-seconds); 'Timeout (Seconds)' of this node is the other limit. Ask for less, or build an index that fits: 'Check Query' tells whether one does.",
	busy: 'This is temporary: try again in a minute.',
	tooManyRows: "Set 'Limit', add a condition, or aggregate in the query.",
	noRight: RIGHT_ADVICE,
	noIndex:
		"Build an index for it, or set 'Answer From' to 'Index or Source' if the source may answer. The joins and columns of the query must be those of a model.",
	unknownColumn: 'Names that are not in double quotes are read in upper case.',
	unknownTable: 'Write a table with its schema, as SCHEMA.TABLE.',
	reservedWord: 'It is an SQL keyword: as the name of a column it must stand in double quotes.',
	parameterPlace:
		"With 'Index Only' parameters may stand in conditions only, not among the columns: write such a value into the query itself.",
	syntax: 'Names stand in double quotes and texts in single ones.',
	notSupported: 'Kylin answers SELECT statements only.',
	other: "Kylin's log (logs/kylin.log) and its page 'Query History' tell more.",
};

/**
 * A query that Kylin answered with an exception, as a failure in Kylin's sentence, with its position in
 * the query. No values of the query are in it.
 *
 * @param hint what is known about the names that may be meant, or the models there are
 */
export function queryFailure(
	answer: QueryAnswer,
	{ statement, pieces, rendered }: AskedQuery,
	hint = '',
): KylinFailure {
	const { kind } = problemOf(answer);
	const message = answer.exceptionMessage ?? '';
	const sentence =
		NO_ANSWER_SENTENCES[kind] ??
		(sentenceOf(message, rendered.sql, pieces) || 'Kylin could not answer this query');
	const position = describePosition(message, statement, rendered);
	const id = answer.queryId ? `Query ID ${answer.queryId}.` : '';
	return new KylinFailure(sentence, {
		httpStatus: 200,
		advice: [position && `${position}.`, hint, ADVICE[kind], id].filter(Boolean).join(' '),
	});
}
