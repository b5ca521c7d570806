import { listed } from '../../../shared/texts/sentences';
import { parsePagedList } from '../../../shared/api/page';
import { KylinFailure } from '../../../shared/kylin/failures';
import { KYLIN_FAULTS } from '../../../shared/kylin/faults';
import type { InputItem } from '../../item/inputItem';
import { problemOf, type Problem } from '../failures/kinds';
import { RIGHT_ADVICE, queryFailure, type AskedQuery } from '../failures/queryFailure';
import { adviseColumn, adviseTable, parseTables } from '../failures/schema';
import { modelsRequest, tablesRequest } from '../requests';
import type { QueryAnswer } from '../result/answer';

const MOST_MODELS = 20;

/** The failure of a query that Kylin answered with an exception, with what Kylin knows to help. */
export async function explainException(
	answer: QueryAnswer,
	asked: AskedQuery,
	project: string,
	item: InputItem,
): Promise<KylinFailure> {
	const hint = await hintFor(problemOf(answer), asked, project, item);
	return queryFailure(answer, asked, hint);
}

async function hintFor(
	{ kind, name = '' }: Problem,
	{ rendered }: AskedQuery,
	project: string,
	{ send }: InputItem,
): Promise<string> {
	try {
		if (kind === 'unknownColumn' || kind === 'unknownTable') {
			const tables = parseTables(await send(tablesRequest(project)));
			return kind === 'unknownColumn'
				? adviseColumn(name, tables, rendered.sql)
				: adviseTable(name, tables);
		}
		return kind === 'noIndex'
			? describeModels(await send(modelsRequest(project, MOST_MODELS)))
			: '';
	} catch {
		// Without the hint the failure is the same.
		return '';
	}
}

function describeModels(data: unknown): string {
	const models = parsePagedList(data).rows as Array<{ alias?: unknown; status?: unknown }>;
	if (models.length === 0) return 'The project has no models.';
	const named = models.map(({ alias, status }) => `${String(alias)} (${String(status)})`);
	return `Its models are ${listed(named, ', ')}.`;
}

/** A refusal of Kylin, with the right that a query needs where one is missing. */
export function explainRefusal(failure: unknown): unknown {
	if (!(failure instanceof KylinFailure)) return failure;
	return failure.facts.code === KYLIN_FAULTS.ACCESS_DENIED.code
		? new KylinFailure(failure.message, { ...failure.facts, advice: RIGHT_ADVICE })
		: failure;
}
