import { parseEnvelope } from '../../../shared/kylin/envelope';
import { KylinFailure } from '../../../shared/kylin/failures';
import { unexpectedAnswer } from '../../../shared/kylin/unexpectedAnswer';
import type { QueryAnswer } from './answer';

/**
 * The answer to a query. Numbers in it are texts already, so nothing is rounded by JSON.parse.
 *
 * @param text Kylin's envelope with the answer in `data`, which came with HTTP status 200
 * @throws KylinFailure when the text is no complete envelope, or a refusal
 */
export function parseAnswer(text: string): QueryAnswer {
	const envelope = parsedEnvelope(text);
	const data =
		envelope?.code === '000'
			? envelope.data
			: parseEnvelope({ httpStatus: 200, headers: {}, body: text });
	if (typeof data !== 'object' || data === null || !('results' in data)) {
		throw unexpectedAnswer('Something other than the answer to a query came back', {
			httpStatus: 200,
		});
	}
	return data as QueryAnswer;
}

function parsedEnvelope(text: string): { code?: unknown; data?: unknown } | undefined {
	try {
		return JSON.parse(text) as { code?: unknown; data?: unknown };
	} catch {
		return undefined;
	}
}

/**
 * Kylin counts the rows behind them: the count proves that all of them are there.
 *
 * @throws KylinFailure
 */
export function assertComplete(resultRowCount: number | undefined, rows: number): void {
	if (resultRowCount === rows) return;
	throw incomplete(
		resultRowCount === undefined
			? `it ends after ${rows} rows`
			: `Kylin counted ${resultRowCount} rows, and ${rows} came`,
	);
}

export function incomplete(what: string): KylinFailure {
	return new KylinFailure(`The answer is incomplete: ${what}`, {
		answer: 'cutOff',
		advice:
			'Kylin or a proxy broke off while it sent the rows. Try again; if it stays, ask for fewer rows at once.',
	});
}
